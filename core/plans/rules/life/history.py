"""Everything that decides what a runner's sessions are: every version of their inputs, and the facts since."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from core.knowledge.plan_schema import PlanRules
from core.knowledge.schema import Exercise
from core.plans.rules.build import build
from core.plans.rules.life.facts import DAY, Fact, of_kind
from core.plans.rules.model import Plan, Race, Runner
from core.plans.rules.phases import whole_weeks


@dataclass(frozen=True, slots=True)
class Version:
    """Inputs, the day weeks are counted from, and the day from which these inputs hold."""

    holds_from: date
    started_on: date
    runner: Runner
    race: Race | None


@dataclass(frozen=True, slots=True)
class History:
    """Versions, oldest first, and facts; the same history always leads to the same sessions."""

    versions: tuple[Version, ...]
    facts: tuple[Fact, ...] = ()

    @property
    def races(self) -> tuple[Race, ...]:
        """The race of the plan and every further one, by date."""
        main = self.versions[-1].race
        stretches = pairwise(self.versions)
        past = [was.race for was, now in stretches if was.race and was.race.date < now.holds_from]  # run, not moved
        others = [Race(fact.first, fact.about) for fact in of_kind(self.facts, "race")]  # type: ignore[arg-type]
        by_date = {race.date: race for race in (*others, *past, *([main] if main else []))}
        return tuple(by_date[day] for day in sorted(by_date))


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of days and the plan they come from; `revised` when earlier inputs led to it."""

    first: date
    last: date
    plan: Plan
    runner: Runner
    race: Race | None
    revised: bool = False


def chapters(rules: PlanRules, exercises: Mapping[str, Exercise], history: History, until: date) -> Iterator[Chapter]:
    """What holds when, up to a day at least: towards the race, between races, towards the next one."""
    ends = [each.holds_from - DAY for each in history.versions[1:]]
    for index, version in enumerate(history.versions):
        over = index < len(ends)
        end = ends[index] if over else until
        for chapter in _chapters(rules, exercises, version, history.races, end, over=over):
            first = max(chapter.first, version.holds_from)
            last = min(chapter.last, end) if over else chapter.last
            if first <= last:
                yield replace(chapter, first=first, last=last, revised=version.started_on < version.holds_from)


def _chapters(
    rules: PlanRules,
    exercises: Mapping[str, Exercise],
    version: Version,
    races: tuple[Race, ...],
    until: date,
    *,
    over: bool,
) -> Iterator[Chapter]:
    """Chapter after chapter up to a day; of inputs that are over nothing is built beyond it."""
    start, race = version.started_on, version.race
    while start <= until:
        plan = build(rules, exercises, version.runner, race, start, until if over else None)
        last = race.date if race else start + timedelta(weeks=rules.maintenance.weeks) - DAY
        yield Chapter(start, last, plan, version.runner, race)
        start = last + DAY
        race = _next_race(rules, races, start)


def _next_race(rules: PlanRules, races: tuple[Race, ...], start: date) -> Race | None:
    race = next((race for race in races if race.date >= start), None)
    return race if race and whole_weeks(start, race.date) <= rules.longest_weeks else None
