"""One day's session made easier or harder, and spared where it is sore."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from core.knowledge.plan_schema import PlanRules
from core.knowledge.schema import Exercise
from core.plans.rules.life.facts import Fact, of_kind
from core.plans.rules.missed import eased, soreness
from core.plans.rules.model import KeyDates, Level, PlannedExercise, Session, Week

EVERYWHERE = "all"
SORE_DAYS = timedelta(days=6)  # soreness older than this is no reason any more


def sore_at(facts: Iterable[Fact], day: date, done_before: date | None) -> Fact | None:
    """The soreness that counts for the session of a day: the latest one told since the session before it."""
    told = [each for each in of_kind(facts, "sore") if each.first <= day <= each.first + SORE_DAYS]
    return next((each for each in reversed(told) if done_before is None or each.first > done_before), None)


def spared(rules: PlanRules, exercises: Mapping[str, Exercise], session: Session, fact: Fact) -> Session | None:
    """The session with half the sets for the sore area, or without what loads it; None when nothing is left."""
    answer = soreness(rules.missed, int(fact.to))
    loads = [name for name, card in exercises.items() if fact.about in (EVERYWHERE, *card.loads)]
    if answer.kind == "as_planned":
        return session
    if answer.kind == "halve":
        jumps = [name for name, card in exercises.items() if card.plyometric]
        return replace(eased(session, loads, jumps), rule=(*session.rule, "sore.halve"))
    left = tuple(each for each in session.exercises if each.id not in loads)
    return replace(session, exercises=left, rule=(*session.rule, "sore.rest")) if left else None


def easier(session: Session) -> Session:
    """One set less where there are more, and one more rep in reserve."""
    return _tuned(session, "easier", lambda each: replace(each, sets=max(1, each.sets - 1), rir=_more(each, 1)))


def harder(rules: PlanRules, level: Level, week: Week, session: Session) -> Session:
    """One rep less in reserve, as far down as the phase goes."""
    return _tuned(session, "harder", lambda each: replace(each, rir=_closer(rules, level, week, each)))


def no_harder(session: Session, week: Week, keys: KeyDates) -> str | None:
    """Why a session stays as hard as it is: the key of the reason; None when harder is allowed."""
    if session.slot == "light" or week.phase == "Taper":
        return "taper"
    if keys.last_heavy is not None and session.date > keys.last_heavy:
        return "last_heavy"
    if week.deload:
        return "deload"
    held_back = any(rule.startswith(("return.", "sore.", "recovering")) for rule in session.rule)
    return "coming_back" if held_back else None


def _closer(rules: PlanRules, level: Level, week: Week, each: PlannedExercise) -> int | None:
    dose = rules.doses[week.phase].main[level] if week.phase in rules.doses else None  # type: ignore[index]
    if each.rir is None or dose is None:
        return each.rir
    return max(min(each.rir, dose.rir[0]), each.rir - 1)


def _more(each: PlannedExercise, reps: int) -> int | None:
    return None if each.rir is None else each.rir + reps


def _tuned(session: Session, rule: str, tune: object) -> Session:
    exercises = tuple(tune(each) for each in session.exercises)  # type: ignore[operator]
    return replace(session, exercises=exercises, rule=(*session.rule, rule))
