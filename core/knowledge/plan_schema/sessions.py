"""What the sessions of a week hold, and their short versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge

from core.knowledge.plan_schema.basics import Cells, Count, Kind, Kit, Span
from core.knowledge.schema import Strict


@dataclass(frozen=True, slots=True)
class SessionPlan(Strict):
    """One kind of session: its length in minutes and what fills its slots by kit.

    `first` is the first block of weeks, `base` the rest of Base, `later` what changes from Build on.
    """

    minutes: Span
    slots: tuple[str, ...]
    first: Mapping[Kit, Cells]
    base: Mapping[Kit, Cells]
    later: Mapping[Kit, Cells]


@dataclass(frozen=True, slots=True)
class SmallSession(Strict):
    """A session of fixed exercises."""

    minutes: Span
    exercises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sessions(Strict):
    """The sessions of a week."""

    a: SessionPlan
    b: SessionPlan
    c: SmallSession
    light: SmallSession
    light_rir: Count
    main_slots: tuple[str, ...]
    first_weeks: Count  # how long the `first` cells hold
    alternate: Mapping[Kit, Cells]  # slots whose exercises take turns by block
    beginner_levels: Mapping[str, str]  # exercise -> what a beginner does instead
    alone_slots: tuple[str, ...]  # the slots of Session A when it is the only one of the week
    alone_stand_ins: Mapping[str, str]  # there: a slot, and the one it takes the place of where that stays empty
    alone_sets: Mapping[str, Count]  # most sets of the other groups when Session A is alone
    alone_main_sets: Count  # fewest sets of a main lift then
    alone_first_to_go: tuple[str, ...]  # and what is left out when that is still too long
    crowded_first_to_go: tuple[str, ...]  # left out of a Session B that is too long in spite of few jumps
    race_cells: Mapping[Kind, Cells]  # slots that a race adds to Session B from Build on, one set each
    repeat_weeks: Count  # an exercise with a first-weeks dose keeps it for so long


@dataclass(frozen=True, slots=True)
class Beginners(Strict):
    """What beginners wait for."""

    dropped_slots: tuple[str, ...]
    dropped_weeks: Count
    nordics: tuple[str, ...]
    nordics_after_weeks: Count  # of hamstring work


@dataclass(frozen=True, slots=True)
class SlowLowering(Strict):
    """When slow lowering for the quads may start and how."""

    exercises: tuple[str, ...]
    stand_in: str  # before it starts and after its last date
    early_below_weeks: Count  # shorter plans start it in the first Base week


@dataclass(frozen=True, slots=True)
class ShortVersion(Strict):
    """A session cut to the time there is: picks in order, the first slot found of each."""

    picks: tuple[tuple[str, ...], ...]
    sets: Annotated[int, Ge(1)]
    tolerance_percent: Count
    rest_s: Count  # no longer than this
    between_exercises: Count
    warm_up: Span
    long_warm_up: Count
