"""A plan on paper: as JSON, as dated text, and with the rule behind every number.

The JSON: `weeks` (`start`, `phase`, `deload`, `sessions`), each session with `date`, `slot` (A, B, C or light),
`heavy`, `minutes` and `exercises` (`id`, `sets`, `reps` and `seconds` as [lowest, highest] or null, per side where the
card says so, `rir`, `rest_s`, `eccentric`); `key_dates` (`last_heavy`, `last_eccentric`, `last_light`, `race`; null
without a race); `emphasis`, the weekly sets of Build and Peak by leading slot; `notes`. Dates are ISO. Jumps count
contacts as reps.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from core.knowledge.plan_schema import PlanRules
from core.knowledge.schema import Exercise
from core.plans.rules.model import Plan, PlannedExercise, Session, Span, Week


def as_json(plan: Plan) -> dict[str, object]:
    """The plan as the document this module describes."""
    keys = plan.key_dates
    return {
        "weeks": [_week(week) for week in plan.weeks],
        "key_dates": {
            "last_heavy": _iso(keys.last_heavy),
            "last_eccentric": _iso(keys.last_eccentric),
            "last_light": _iso(keys.last_light),
            "race": _iso(keys.race),
        },
        "emphasis": dict(plan.emphasis),
        "notes": list(plan.notes),
    }


def as_text(plan: Plan, exercises: Mapping[str, Exercise], rules: PlanRules | None = None) -> str:
    """The dated plan, one line per exercise; with `rules` a line of why below each."""
    lines = [*_head(plan)]
    for week in plan.weeks:
        lines += ["", _week_line(week)]
        for session in week.sessions:
            lines.append(_session_line(session))
            for each in session.exercises:
                lines.append(f"    {dose_line(each, exercises[each.id])}")
                lines += [f"        {why}" for why in reasons(rules, each.rule)] if rules else []
    return "\n".join(lines)


def dose_line(each: PlannedExercise, card: Exercise) -> str:
    """`Goblet squat: 3 x 8-10, RIR 3, rest 180 s`."""
    amount = _span(each.reps) or f"{_span(each.seconds)} s"
    unit = " contacts" if card.plyometric else " per side" if each.per_side else ""
    rir = "" if each.rir is None else f", RIR {each.rir}"
    return f"{each.id} {card.name}: {each.sets} x {amount}{unit}{rir}, rest {each.rest_s} s"


def reasons(rules: PlanRules, keys: tuple[str, ...]) -> Iterator[str]:
    """What each rule says, with the facts behind it."""
    for key in keys:
        reason = rules.reasons[key]
        yield f"{reason.says} ({', '.join(reason.sources) or 'coach judgement'})"


def explain(plan: Plan, rules: PlanRules, exercises: Mapping[str, Exercise]) -> tuple[str, ...]:
    """Every number of the plan with the rule and the fact behind it, in order of date."""
    return tuple(
        f"{session.date} {session.slot} {dose_line(each, exercises[each.id])}: {' '.join(reasons(rules, each.rule))}"
        for session in plan.sessions
        for each in session.exercises
    )


def _week(week: Week) -> dict[str, object]:
    return {
        "start": _iso(week.start),
        "phase": week.phase,
        "deload": week.deload,
        "sessions": [_session(session) for session in week.sessions],
    }


def _session(session: Session) -> dict[str, object]:
    return {
        "date": _iso(session.date),
        "slot": session.slot,
        "heavy": session.heavy,
        "minutes": session.minutes,
        "exercises": [_exercise(each) for each in session.exercises],
    }


def _exercise(each: PlannedExercise) -> dict[str, object]:
    return {
        "id": each.id,
        "sets": each.sets,
        "reps": each.reps and list(each.reps),
        "seconds": each.seconds and list(each.seconds),
        "rir": each.rir,
        "rest_s": each.rest_s,
        "eccentric": each.eccentric,
    }


def _head(plan: Plan) -> Iterator[str]:
    keys, course = plan.key_dates, plan.course
    if keys.race is not None:
        assumed = ", assumed" if course.assumed else ""
        yield f"Race {_day(keys.race)}. Course: {course.kind}, {course.direction}{assumed}."
        yield f"Last heavy {_day(keys.last_heavy)}, last slow lowering {_day(keys.last_eccentric)}."
        yield f"Last light {_day(keys.last_light)}."
        yield "Weekly sets in Build and Peak: " + ", ".join(f"{slot} {sets}" for slot, sets in plan.emphasis.items())
    yield from plan.notes


def _week_line(week: Week) -> str:
    number = "" if week.number is None else f"W{week.number}, "
    return f"{number}from {_day(week.start)}: {week.phase}{', deload' if week.deload else ''}"


def _session_line(session: Session) -> str:
    heavy = ", heavy" if session.heavy else ""
    return f"  {_day(session.date)}: Session {session.slot}{heavy}, about {session.minutes} min"


def _span(span: Span | None) -> str:
    if span is None:
        return ""
    return f"{span[0]}" if span[0] == span[1] else f"{span[0]}-{span[1]}"


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%a} {day.day} {day:%b %Y}"


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
