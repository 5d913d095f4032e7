"""A plan as dated text, one line for each exercise, for a coach to read."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from core.knowledge.schema import Exercise
from core.plans.preview.why import Because, Why
from core.plans.rules.model import Plan, PlannedExercise, Session, Span, Week


def as_text(plan: Plan, exercises: Mapping[str, Exercise], why: Why | None = None) -> str:
    """The dated plan; with `why` the reasons of the numbers stand below each line."""
    lines = [*_head(plan), *(_why("", why.plan(plan)) if why else ())]
    for week in plan.weeks:
        lines += ["", *_week(week, exercises, why)]
    return "\n".join(lines)


def dose_line(each: PlannedExercise, card: Exercise) -> str:
    """`Goblet squat: 3 x 8-10, RIR 3, rest 180 s`."""
    amount = _span(each.reps) or f"{_span(each.seconds)} s"
    unit = " contacts" if card.plyometric else " per side" if each.per_side else ""
    rir = "" if each.rir is None else f", RIR {each.rir}"
    return f"{each.id} {card.name}: {each.sets} x {amount}{unit}{rir}, rest {each.rest_s} s"


def _week(week: Week, exercises: Mapping[str, Exercise], why: Why | None) -> Iterator[str]:
    number = "" if week.number is None else f"W{week.number}, "
    yield f"{number}from {_day(week.start)}: {week.phase}{', deload' if week.deload else ''}"
    yield from _why("  ", why.week(week)) if why else ()
    for session in week.sessions:
        yield from _session(session, exercises, why)


def _session(session: Session, exercises: Mapping[str, Exercise], why: Why | None) -> Iterator[str]:
    heavy = ", heavy" if session.heavy else ""
    yield f"  {_day(session.date)}: Session {session.slot}{heavy}, about {session.minutes} min"
    yield from _why("    ", why.session(session)) if why else ()
    for each in session.exercises:
        yield f"    {dose_line(each, exercises[each.id])}"
        yield from _why("      ", why.exercise(each)) if why else ()


def _why(margin: str, reasons: Iterable[Because]) -> Iterator[str]:
    return (f"{margin}  {reason}" for reason in reasons)


def _head(plan: Plan) -> Iterator[str]:
    keys, course = plan.key_dates, plan.course
    if keys.race is not None:
        assumed = ", assumed" if course.assumed else ""
        yield f"Race {_day(keys.race)}. Course: {course.kind}, {course.direction}{assumed}."
        yield f"Last heavy {_day(keys.last_heavy)}, last slow lowering {_day(keys.last_eccentric)}."
        yield f"Last light {_day(keys.last_light)}."
        yield "Weekly sets in Build and Peak: " + ", ".join(f"{slot} {sets}" for slot, sets in plan.emphasis.items())
    yield from plan.notes


def _span(span: Span | None) -> str:
    if span is None:
        return ""
    return f"{span[0]}" if span[0] == span[1] else f"{span[0]}-{span[1]}"


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%a} {day.day} {day:%b %Y}"
