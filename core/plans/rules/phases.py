"""The weeks of a plan, counted back from the race: which phase each belongs to and which are deloads."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.knowledge.plan_schema import Deloads, Layout, PlanRules
from core.plans.rules.model import Kind, Phase, Race

_TAPER: Phase = "Taper"
WEEK = timedelta(days=7)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Frame:
    """One week before anything is in it; `index` counts plan weeks from 0 (-1: a first week that is not whole)."""

    start: date
    days: tuple[date, ...]
    number: int | None
    phase: Phase
    index: int
    position: int  # within its phase
    length: int  # of its phase
    deload: bool


def whole_weeks(start: date, race: date) -> int:
    """How many whole weeks there are, both days included."""
    return ((race - start).days + 1) // 7


def layout_for(rules: PlanRules, weeks: int) -> Layout:
    """The row for so many weeks: the next lower one where there is none of its own."""
    return max((row for row in rules.layouts if row.weeks <= weeks), key=lambda row: row.weeks)


def phases_for(rules: PlanRules, weeks: int, kind: Kind) -> tuple[Phase, ...]:
    """The phase of every whole week from the first to race week."""
    row = layout_for(rules, weeks)
    if row.activation:
        return tuple(_TAPER for _ in range(weeks))
    moved = row.taper - 1 if kind in rules.taper.one_week_kinds else 0
    base = row.base + weeks - (row.base + row.build + row.peak + row.taper)
    lengths: tuple[tuple[Phase, int], ...] = (
        ("Base", base), ("Build", row.build), ("Peak", row.peak + moved), ("Taper", row.taper - moved),
    )  # fmt: skip
    return tuple(phase for phase, length in lengths for _ in range(length))


def frames(rules: PlanRules, race: Race | None, start: date, age: int | None) -> tuple[Frame, ...]:
    """Every week from the start to the race; without a race a stretch of Maintenance."""
    if race is None:
        return _maintenance(rules, start)
    weeks = whole_weeks(start, race.date)
    phases = phases_for(rules, weeks, race.kind)
    first = race.date - WEEK * weeks + DAY
    whole = tuple(
        Frame(
            start=first + WEEK * index,
            days=_days(first + WEEK * index, first + WEEK * (index + 1)),
            number=weeks - index,
            phase=phase,
            index=index,
            position=phases[:index].count(phase),
            length=phases.count(phase),
            deload=phase != "Taper" and is_deload(rules.deloads, index, age),
        )
        for index, phase in enumerate(phases)
    )
    return _part_week(rules, start, first, weeks) + whole


def deload_every(rules: Deloads, age: int | None) -> int:
    """How many weeks make a block; the last of them is the deload."""
    return rules.every_older if age is not None and age >= rules.older_age else rules.every


def is_deload(rules: Deloads, index: int, age: int | None) -> bool:
    """Whether the plan week at `index` (from 0) is a deload."""
    return index >= 0 and (index + 1) % deload_every(rules, age) == 0


def _part_week(rules: PlanRules, start: date, first: date, weeks: int) -> tuple[Frame, ...]:
    """The days before the first whole week: the beginning of the first phase, not counted as a week."""
    if start == first:
        return ()
    phase: Phase = "Taper" if layout_for(rules, weeks).activation else "Base"
    return (Frame(start, _days(start, first), weeks + 1, phase, -1, 0, 1, deload=False),)


def _maintenance(rules: PlanRules, start: date) -> tuple[Frame, ...]:
    weeks = rules.maintenance.weeks
    starts = [start + WEEK * index for index in range(weeks)]
    return tuple(
        Frame(day, _days(day, day + WEEK), None, "Maintenance", index, index, weeks, deload=False)
        for index, day in enumerate(starts)
    )


def _days(first: date, end: date) -> tuple[date, ...]:
    return tuple(first + DAY * number for number in range((end - first).days))
