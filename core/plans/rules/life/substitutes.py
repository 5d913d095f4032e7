"""Another exercise in the same place: swapped on request, kept clear of what hurts, or familiar enough for the date."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from core.knowledge.plan_schema import PlanRules
from core.knowledge.schema import Exercise
from core.plans.rules.life.facts import Fact
from core.plans.rules.model import PlannedExercise, Runner, Session
from core.plans.rules.repertoire import Repertoire, akin
from core.plans.rules.swap import swapped


def can_do(
    rules: PlanRules, exercises: Mapping[str, Exercise], runner: Runner, session_keys: object, seen: Mapping[str, date]
) -> Repertoire:
    """What a runner can do, given what they have really done so far."""
    return Repertoire(rules, exercises, runner, frozenset(rules.kits[runner.kit]), session_keys, dict(seen))  # type: ignore[arg-type]


def substituted(can: Repertoire, session: Session, asked: Sequence[Fact], sore_areas: frozenset[str]) -> Session:
    """The session with every swap that was asked for and is allowed on its day, and nothing that loads a sore area."""
    kept: list[PlannedExercise] = []
    for each in session.exercises:
        taken = {other.id for other in (*kept, *session.exercises)} - {each.id}
        done = _asked(can, each, session.date, asked, taken)
        if done is not None and not sore_areas.isdisjoint(can.exercises[done.id].loads):
            done = stand_in(can, done, session.date, taken)
        if done is not None:
            kept.append(done)
    return replace(session, exercises=tuple(kept))


def familiar(can: Repertoire, session: Session) -> Session:
    """The session without anything that would be new, or out of reach, this close to the race."""
    kept: list[PlannedExercise] = []
    for each in session.exercises:
        taken = {other.id for other in (*kept, *session.exercises)} - {each.id}
        new = not can.allows(can.exercises[each.id], session.date)
        done = stand_in(can, each, session.date, taken) if new else each
        if done is not None:
            kept.append(done)
    return replace(session, exercises=tuple(kept))


def stand_in(can: Repertoire, each: PlannedExercise, day: date, taken: Iterable[str]) -> PlannedExercise | None:
    """The best exercise that may take its place on a day; None when it has to be left out."""
    card, taken = can.exercises[each.id], frozenset(taken)
    others = (name for name, other in can.exercises.items() if not set(other.slots).isdisjoint(card.slots))
    for name in dict.fromkeys((*card.swaps, *others)):
        other = can.exercises[name]
        if name != each.id and name not in taken and akin(other, card) and can.allows(other, day):
            return swapped(each, other)
    return None


def _asked(
    can: Repertoire, each: PlannedExercise, day: date, asked: Sequence[Fact], taken: set[str]
) -> PlannedExercise | None:
    """What the latest swap makes of it: another exercise, none, or, where that one is not allowed, the same."""
    wish = next((fact for fact in reversed(asked) if fact.about == each.id), None)
    if wish is None:
        return each
    if not wish.to:
        return None
    other = can.exercises.get(wish.to)
    return swapped(each, other) if other is not None and wish.to not in taken and can.allows(other, day) else each
