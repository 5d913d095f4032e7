"""What a week asks for before its days are known: sets per group, and what earlier weeks left behind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from core.knowledge.plan_schema import Span
from core.plans.rules.case import Case
from core.plans.rules.emphasis import halved, maintained, within_rise
from core.plans.rules.phases import Frame
from core.plans.rules.repertoire import Repertoire


@dataclass(slots=True)
class Progress:
    """What the weeks so far have led to."""

    repertoire: Repertoire
    sets: dict[str, int] | None = None  # of the last loading week, by group
    totals: tuple[int, int] = (0, 0)  # sets of the last loading week, without and with the optional Session C
    mains: int | None = None  # sets of each main lift in the last loading week
    jump_weeks: int = 0
    lights: int = 0
    lowering_since: date | None = None
    last_hour: dict[str, int] = field(default_factory=dict)  # session -> hours since the calendar began
    flags: set[str] = field(default_factory=set)


def loads(frame: Frame) -> bool:
    """Whether a week is a full one: neither deload nor Taper nor Maintenance."""
    return frame.phase in ("Base", "Build", "Peak") and not frame.deload


def group_sets(case: Case, frame: Frame, progress: Progress, alone: bool) -> dict[str, int]:
    """The sets of each group this week; `alone`: in a single session."""
    if frame.phase == "Maintenance":
        return maintained(case.rules.emphasis)
    before = progress.sets or case.base
    full = dict(before) if frame.phase == "Taper" else _full(case, frame, progress)
    if loads(frame):
        progress.sets = full
    if frame.deload:  # a deload that opens a phase is lighter than the week before it, not than the weeks to come
        full = {group: min(count, before[group]) for group, count in full.items()}
    possible = _alone(case, full) if alone else full
    return possible if loads(frame) else halved(possible)


def _alone(case: Case, wanted: Mapping[str, int]) -> dict[str, int]:
    """What a single session can hold: the three main groups at their floor, little of the rest."""
    most = {**{group: case.base[group] for group in case.rules.emphasis.floor_groups}, **case.rules.sessions.alone_sets}
    return {group: min(count, most.get(group, count)) for group, count in wanted.items()}


def _full(case: Case, frame: Frame, progress: Progress) -> dict[str, int]:
    first_time = {} if progress.lowering_since else {"EQ": 1}
    wanted = case.base if frame.phase == "Base" else {**case.hills, **first_time}
    return within_rise(wanted, progress.sets, case.rules.emphasis.rise)


def lowering(case: Case, frame: Frame) -> tuple[str, ...]:
    """What fills the slow-lowering slot: a still hold in Base, then the real thing; in short plans at once."""
    rules = case.rules.slow_lowering
    if frame.phase != "Base":
        return (*rules.exercises, rules.stand_in)
    early = case.weeks < rules.early_below_weeks
    rehearsal = frame.index == 1  # so that the hold is familiar when the last eccentric date has passed
    return (*rules.exercises, rules.stand_in) if early and not rehearsal else (rules.stand_in,)


def deload_mains(cut: Span, before: tuple[int, int], others: int, lifts: int, full: int) -> list[int]:
    """Sets of each main lift so that a deload has 40 to 50 % fewer sets in all; nearest to the middle of that."""
    if not lifts:
        return []
    goal = sum(before) / 2 * (100 - (cut[0] + cut[1]) / 2) / 100
    total = min(range(lifts, lifts * full + 1), key=lambda sets: (abs(others + sets - goal), sets))
    return [total // lifts + (place < total % lifts) for place in range(lifts)]
