"""The whole way in one look: phases, how far it is, the dates that matter, and what was assumed."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from core.plans.rules.life.facts import Fact, of_kind, times_off
from core.plans.rules.life.road import Road
from core.plans.rules.model import Plan
from core.plans.words.days import Say, counted, full_day, short_day

SOON = 14  # days: nearer than this, days are counted instead of weeks
DATES = ("last_heavy", "last_eccentric", "last_light", "race")


def arc_text(say: Say, road: Road, facts: Sequence[Fact], today: date) -> str:
    """Phases with their dates, weeks or days to go, key dates still ahead, deloads, and assumptions."""
    plan, race = road.plan, road.plan.key_dates.race
    title = say("plan.title_race", date=full_day(race)) if race else say("plan.title_open")
    parts = (
        f"**{title}**\n{to_go(say, race, today) if race else say('plan.open')}",
        "\n".join(_phases(say, plan, today)),
        "\n".join((say("plan.key_dates"), *_dates(say, plan, today))) if race else "",
        "\n".join(_ahead(say, facts, today)),
        _deloads(say, plan, today),
        "\n".join(f"_{note}_" for note in plan.notes),
    )
    return "\n\n".join(part for part in parts if part)


def to_go(say: Say, race: date, today: date) -> str:
    """14 weeks to go; days from two weeks on."""
    days = (race - today).days
    if days < SOON:
        return say("plan.race_today") if days == 0 else counted(say, "plan.days_to_go", days)
    return counted(say, "plan.weeks_to_go", days // 7)


def _phases(say: Say, plan: Plan, today: date) -> Iterator[str]:
    groups = [list(group) for _, group in groupby(plan.weeks, key=lambda week: week.phase)]
    starts = [group[0].start for group in groups[1:]]
    end = plan.key_dates.race or plan.weeks[-1].start + timedelta(days=6)
    for group, after in zip(groups, [*starts, end + timedelta(days=1)], strict=True):
        first, last = group[0].start, after - timedelta(days=1)
        name = say(f"phase.{group[0].phase}")
        weeks = counted(say, "plan.weeks", max(1, round(((last - first).days + 1) / 7)))
        key = "plan.phase_here" if first <= today <= last else "plan.phase"
        yield say(key, name=name, first=short_day(first), last=short_day(last), weeks=weeks)


def _dates(say: Say, plan: Plan, today: date) -> Iterator[str]:
    for name in DATES:
        day: date | None = getattr(plan.key_dates, name)
        if day is not None and day >= today:
            yield say(f"plan.date_{name}", date=full_day(day))


def _ahead(say: Say, facts: Sequence[Fact], today: date) -> Iterator[str]:
    """Other races and time off that are known of."""
    for fact in of_kind(facts, "race"):
        if fact.first > today:
            yield say("plan.other_race", kind=say(f"race_type.{fact.about}"), date=full_day(fact.first))
    for off in times_off(facts):
        if off.last is None:
            yield say("plan.off_open", first=short_day(off.first))
        elif off.last >= today:
            yield say("plan.off", first=short_day(off.first), last=short_day(off.last))


def _deloads(say: Say, plan: Plan, today: date) -> str:
    weeks = [short_day(week.start) for week in plan.weeks if week.deload and week.start > today]
    return say("plan.deloads", weeks=", ".join(weeks)) if weeks else ""
