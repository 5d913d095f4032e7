"""A plan in words: one session to follow, a week, and the whole way to the race."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby

from core.knowledge.library import Library
from core.plans.rules.model import Plan, PlannedExercise, Session, Span, Week
from core.texts import Markup

Say = Callable[..., str]


def session_text(say: Say, library: Library, session: Session, head: str) -> str:
    """One session: warm-up, exercises in order with sets, reps or seconds, tempo, rest and effort."""
    lines = [
        say(
            "session.exercise",
            number=number,
            name=library.exercises[each.id].name,
            dose=dose_text(say, each),
            details=details(say, each),
        )
        for number, each in enumerate(session.exercises, start=1)
    ]
    return say(
        "session.text",
        head=Markup(head),
        slot=say(f"session.slot_{session.slot}"),
        minutes=session.minutes,
        warm_up=session.warm_up_s // 60,
        exercises=Markup("\n".join(lines)),
        effort=Markup(_effort(say, session)),
    )


def dose_text(say: Say, each: PlannedExercise) -> str:
    """3 x 8-10 per side."""
    amount = _span(each.reps) if each.reps else say("session.seconds", seconds=_span(each.seconds or (0, 0)))
    return say("session.dose_side" if each.per_side else "session.dose", sets=each.sets, amount=amount)


def details(say: Say, each: PlannedExercise) -> str:
    """Tempo, rest and effort of one exercise, as far as it has them."""
    rest = f"{each.rest_s // 60} min" if each.rest_s >= 120 and each.rest_s % 60 == 0 else f"{each.rest_s} s"
    effort = "" if each.rir is None else say("session.rir", rir=each.rir)
    return say("session.details", tempo=each.tempo, rest=rest, effort=effort)


def week_text(say: Say, library: Library, plan: Plan, today: date, outcomes: Mapping[date, str]) -> str:
    """The sessions of this week, or of the next one that has any."""
    week = _week_to_show(plan, today)
    if week is None:
        return say("plan.nothing_left")
    rows = [
        say(
            "week.session",
            day=f"{session.date:%A} {session.date.day} {session.date:%b}",
            slot=say(f"session.slot_{session.slot}"),
            minutes=session.minutes,
            exercises=", ".join(library.exercises[each.id].name for each in session.exercises),
            mark=say(f"week.{outcomes[session.date]}") if session.date in outcomes else "",
        )
        for session in week.sessions
    ]
    return say(
        "week.text",
        which=say("week.this" if week.start <= today else "week.next"),
        phase=say(f"phase.{week.phase}"),
        when=_left(say, week),
        sessions=Markup("\n".join(rows) or say("week.empty")),
    )


def _week_to_show(plan: Plan, today: date) -> Week | None:
    """This week; on its last days, when its sessions are behind us, the next one."""
    left = [week for week in plan.weeks if week.start + timedelta(days=7) > today]
    busy = (week for week in left[:2] if any(session.date >= today for session in week.sessions))
    return next(busy, left[0] if left else None)


def arc_text(say: Say, plan: Plan, today: date) -> str:
    """The whole way: phases with their dates, weeks to go, key dates, and what we had to assume."""
    race = plan.key_dates.race
    title = say("plan.title_race", date=_day(race)) if race else say("plan.title_open")
    where = say("plan.weeks_to_go", weeks=max(0, (race - today).days) // 7) if race else say("plan.open")
    return say(
        "plan.arc",
        title=title,
        where=where,
        phases=Markup("\n".join(_phases(say, plan, today))),
        dates=Markup("\n".join(_dates(say, plan))),
        notes=Markup("\n".join(f"_{note}_" for note in plan.notes)),
    ).strip()


def _phases(say: Say, plan: Plan, today: date) -> Iterator[str]:
    for phase, group in groupby(plan.weeks, key=lambda week: week.phase):
        weeks = list(group)
        first, last = weeks[0].start, weeks[-1].start + timedelta(days=6)
        here = say("plan.you_are_here") if first <= today <= last else ""
        name = say(f"phase.{phase}")
        yield say("plan.phase", name=name, first=_day(first), last=_day(last), weeks=len(weeks), here=here)


def _dates(say: Say, plan: Plan) -> Iterator[str]:
    dates = plan.key_dates
    for name in ("last_heavy", "last_eccentric", "last_light", "race"):
        day: date | None = getattr(dates, name)
        if day is not None:
            yield say(f"plan.date_{name}", date=_day(day))
    if dates.race is None:
        yield say("plan.no_dates")


def _effort(say: Say, session: Session) -> str:
    return say("session.effort") if any(each.rir is not None for each in session.exercises) else say("session.easy")


def _left(say: Say, week: Week) -> str:
    return say("week.to_race", weeks=week.number - 1) if week.number else say("week.open")


def _span(pair: Span) -> str:
    low, high = pair
    return f"{low}" if low == high else f"{low}-{high}"


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%a} {day.day} {day:%b} {day.year}"
