"""Another exercise instead of one: for want of kit, for a sore area, or because somebody dislikes it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from core.knowledge.plan_schema import PlanRules
from core.knowledge.schema import Exercise
from core.plans.rules.model import Kit, Plan, PlannedExercise, Runner
from core.plans.rules.repertoire import Repertoire, akin


def options(
    rules: PlanRules,
    exercises: Mapping[str, Exercise],
    runner: Runner,
    plan: Plan,
    exercise: str,
    day: date,
    kit: Kit | None = None,
    sore: str | None = None,
) -> tuple[str, ...]:
    """What may take the place of `exercise` on a day, the best first; empty when it has to be left out.

    The card's own swaps come first, then everything else for its slots. `kit` is what there is today, `sore` an area
    that hurts. Close to the race only what the plan has already held is offered.
    """
    today = replace(runner, avoid=runner.avoid | ({sore} if sore else frozenset()), swaps={})
    known = {name: since for name, since in first_days(plan).items() if since <= day}
    can = Repertoire(rules, exercises, today, frozenset(rules.kits[kit or runner.kit]), plan.key_dates, known)
    card = exercises[exercise]
    others = (name for name in exercises if not set(exercises[name].slots).isdisjoint(card.slots))
    fits = [name for name in dict.fromkeys((*card.swaps, *others)) if name != exercise and akin(exercises[name], card)]
    return tuple(name for name in fits if can.allows(exercises[name], day))


def swapped(each: PlannedExercise, card: Exercise) -> PlannedExercise:
    """The same place in the session with another exercise: same sets, its own reps or seconds and tempo."""
    dose = card.dose
    keep = each.reps is not None and dose.reps is not None
    return replace(
        each,
        id=card.id,
        reps=each.reps if keep else dose.reps or dose.contacts,
        seconds=dose.seconds or dose.metres,
        rir=each.rir if dose.reps else None,
        tempo=card.tempo,
        eccentric=card.eccentric,
        per_side=dose.per_side,
    )


def first_days(plan: Plan) -> dict[str, date]:
    """Since when each exercise has been part of the plan."""
    known: dict[str, date] = {}
    for session in plan.sessions:
        for each in session.exercises:
            known.setdefault(each.id, session.date)
    return known
