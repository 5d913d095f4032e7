"""Missed sessions and weeks, soreness and illness: what happens next. The race date never moves."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from typing import Literal

from core.knowledge.plan_schema import MissedRules
from core.plans.rules.model import KeyDates, PlannedExercise, Runner, Session
from core.plans.rules.placing import APART, a_places, b_places, hour_of

HOURS = 24
NO_DATES = KeyDates()


@dataclass(frozen=True, slots=True)
class Return:
    """How training resumes; `join` says whether the phase of the calendar is joined again afterwards."""

    kind: Literal["carry_on", "one_set_less", "step_back", "base_again"]
    weeks: int = 0
    sets_less: int = 0
    load_percent: int = 0
    rir_more: int = 0
    join: bool = True


def after_weeks_off(rules: MissedRules, missed: int, left: int | None) -> Return:
    """What follows so many whole weeks without training; `left` is the weeks to the race, None without one."""
    if missed <= 0:
        return Return("carry_on")
    if missed == 1:
        return Return("one_set_less", weeks=1, sets_less=rules.one_week_sets_less)
    if missed <= 3:
        return Return("step_back", weeks=1, load_percent=-rules.step_back_percent, rir_more=rules.step_back_rir)
    join = left is not None and left >= rules.join_from_weeks
    return Return("base_again", weeks=rules.base_weeks, join=join)


def applied(change: Return, each: PlannedExercise) -> PlannedExercise:
    """An exercise with fewer sets or less effort, as a return asks; never less than one set."""
    rir = each.rir if each.rir is None else each.rir + change.rir_more
    return replace(each, sets=max(1, each.sets - change.sets_less), rir=rir)


def moved(
    rules: MissedRules,
    runner: Runner,
    session: Session,
    others: Sequence[Session],
    today: date,
    keys: KeyDates = NO_DATES,
) -> date | None:
    """A day within 48 h of a missed session that keeps every spacing and the last dates of `keys`; None: skip it."""
    taken = {other.date for other in others}
    for later in range(1, rules.move_within_days + 1):
        day = date.fromordinal(session.date.toordinal() + later)
        if day >= today and day not in taken and _in_time(session, keys, day) and _legal(runner, session, others, day):
            return day
    return None


def _in_time(session: Session, keys: KeyDates, day: date) -> bool:
    heavy = keys.last_heavy is None or day <= keys.last_heavy or not session.heavy
    lowering = keys.last_eccentric is None or day <= keys.last_eccentric or not session.eccentric
    return heavy and lowering and (keys.last_light is None or day <= keys.last_light)


def _legal(runner: Runner, session: Session, others: Sequence[Session], day: date) -> bool:
    if session.slot in ("C", "light"):
        return True
    places = a_places(runner) if session.slot == "A" else b_places(runner)
    clear = APART if session.eccentric else 0
    hours = [place.hour for place in places if place.weekday == day.weekday() and place.clear >= clear]
    around = [other for other in others if other.slot in ("A", "B")]
    return any(all(abs(_apart(other, day, hour)) >= APART for other in around) for hour in hours)


def _apart(other: Session, day: date, hour: int) -> int:
    """Hours between two sessions, the other one taken at the hour that is nearer."""
    days = (day - other.date).days
    return days * HOURS + hour - hour_of(other)


@dataclass(frozen=True, slots=True)
class SoreAnswer:
    """What soreness allows: everything, half for that area without slow lowering or jumps, or rest."""

    kind: Literal["as_planned", "halve", "rest", "medical"]
    see_someone_if_not_easing: bool = False


def soreness(
    rules: MissedRules, number: int, worse_after_hours: int | None = None, alarming: bool = False
) -> SoreAnswer:
    """Soreness out of 10; `worse_after_hours`: still getting worse after so long; `alarming`: dark urine, swelling."""
    if alarming:
        return SoreAnswer("medical")
    if number > rules.sore_halved or (worse_after_hours is not None and worse_after_hours >= rules.sore_hours):
        return SoreAnswer("rest", see_someone_if_not_easing=True)
    return SoreAnswer("halve" if number > rules.sore_as_planned else "as_planned")


def eased(session: Session, loads: Sequence[str], plyometric: Sequence[str]) -> Session:
    """Half the sets of the exercises that load a sore area, and no slow lowering or jumps; ids are given."""
    kept = [each for each in session.exercises if not each.eccentric and each.id not in plyometric]
    halved = (replace(each, sets=ceil(each.sets / 2)) if each.id in loads else each for each in kept)
    return replace(session, exercises=tuple(halved))


def may_train_again(
    rules: MissedRules, well_for_hours: int, alarming: bool = False
) -> Literal["wait", "train", "clinician"]:
    """After fever or a chest illness; `alarming`: chest pain, breathlessness or palpitations."""
    if alarming:
        return "clinician"
    return "train" if well_for_hours >= rules.well_hours else "wait"
