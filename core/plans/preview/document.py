"""A plan as JSON: `docs/plan-preview.schema.json` describes it. Dates are ISO, spans are [lowest, highest]."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from core.plans.preview.why import Because, Why
from core.plans.rules.model import Plan, PlannedExercise, Session, Week

Document = dict[str, object]


def as_json(plan: Plan, why: Why | None = None) -> Document:
    """The plan as a document; with `why` every part says the reasons of its numbers."""
    keys = plan.key_dates
    return {
        "weeks": [_week(week, why) for week in plan.weeks],
        "key_dates": {
            "last_heavy": _iso(keys.last_heavy),
            "last_eccentric": _iso(keys.last_eccentric),
            "last_light": _iso(keys.last_light),
            "race": _iso(keys.race),
        },
        "emphasis": dict(plan.emphasis),
        "notes": list(plan.notes),
        **(_why(why.plan(plan)) if why else {}),
    }


def _week(week: Week, why: Why | None) -> Document:
    return {
        "start": _iso(week.start),
        "phase": week.phase,
        "deload": week.deload,
        "sessions": [_session(session, why) for session in week.sessions],
        **(_why(why.week(week)) if why else {}),
    }


def _session(session: Session, why: Why | None) -> Document:
    return {
        "date": _iso(session.date),
        "slot": session.slot,
        "heavy": session.heavy,
        "minutes": session.minutes,
        "exercises": [_exercise(each, why) for each in session.exercises],
        **(_why(why.session(session)) if why else {}),
    }


def _exercise(each: PlannedExercise, why: Why | None) -> Document:
    return {
        "id": each.id,
        "sets": each.sets,
        "reps": each.reps and list(each.reps),
        "seconds": each.seconds and list(each.seconds),
        "rir": each.rir,
        "rest_s": each.rest_s,
        "eccentric": each.eccentric,
        **(_why(why.exercise(each)) if why else {}),
    }


def _why(reasons: Iterable[Because]) -> Document:
    return {"why": [asdict(reason) for reason in reasons]}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
