"""The whole plan from a runner, a race and the rules: the same inputs always give the same plan."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from core.knowledge.plan_schema import PlanRules
from core.knowledge.schema import Exercise
from core.plans.rules.case import Case, case_of
from core.plans.rules.demand import Progress
from core.plans.rules.model import Plan, Race, Runner
from core.plans.rules.phases import frames, layout_for, whole_weeks
from core.plans.rules.placing import Pattern, patterns
from core.plans.rules.week import week_of


def build(
    rules: PlanRules,
    exercises: Mapping[str, Exercise],
    runner: Runner,
    race: Race | None,
    start: date,
    until: date | None = None,
) -> Plan:
    """A plan from `start` to the race, or a stretch of Maintenance without one.

    `until`: weeks that begin after that day are left out, as no week depends on a later one.
    Raises ValueError when the race is before the start or further away than the rules go: see `limits`.
    """
    weeks = rules.longest_weeks if race is None else whole_weeks(start, race.date)
    if weeks > rules.longest_weeks or (race is not None and race.date < start):
        raise ValueError(f"no plan leads from {start} to {race and race.date}")
    case = case_of(rules, exercises, runner, race, layout_for(rules, weeks), weeks)
    progress = Progress(case.repertoire())
    ranked = _ranked(case)
    wanted = (frame for frame in frames(rules, race, start, runner.age) if until is None or frame.start <= until)
    done = tuple(week_of(case, frame, progress, ranked) for frame in wanted)
    notes = tuple(rules.notes[key] for key in _notes(case, progress))
    return Plan(done, case.keys, dict(case.hills), case.course, notes)


def _ranked(case: Case) -> tuple[Pattern, ...]:
    """The legal weeks; between races one session is enough, two from a certain age on."""
    rules, age = case.rules.maintenance, case.runner.age
    wanted = rules.sessions_older if age is not None and age >= rules.older_age else rules.sessions
    every = patterns(case.runner)
    return every if case.race is not None or wanted > 1 else tuple(replace(each, b=None) for each in every if each.a)


def _notes(case: Case, progress: Progress) -> Iterator[str]:
    race, rules = case.race, case.rules
    if race is not None and case.weeks < rules.enough_weeks:
        yield "little_time"
    if race is not None and case.layout.activation:
        yield "nothing_new" if progress.lights else "too_late"
    if race is not None and case.course.assumed:
        yield "course_unknown"
    elif race is not None and (race.ascent_m is None) != (race.descent_m is None):
        yield "course_one_way"
    if case.unloaded and not case.layout.activation:
        yield "no_weights"
    if case.runner.avoid:
        yield "left_out"
    yield from sorted(progress.flags)
    if race is not None and not case.layout.activation:
        yield from _race_notes(case, race, progress)


def _race_notes(case: Case, race: Race, progress: Progress) -> Iterator[str]:
    if progress.lowering_since is None:
        yield "no_slow_lowering"
    if case.course.column == "downhill" and race.kind in case.rules.emphasis.downhill_road_kinds:
        yield "downhill_road"
    yield from case.rules.race_notes.get(race.kind, ())
