"""Sets, reps, effort, rests and jumps: how much of something."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge

from core.knowledge.plan_schema.basics import Count, Kind, Kit, Level, Line, Span
from core.knowledge.schema import Strict


@dataclass(frozen=True, slots=True)
class SetDose(Strict):
    """Sets, reps and reps in reserve of one cell of the dose table."""

    sets: Span
    reps: Span
    rir: Span


@dataclass(frozen=True, slots=True)
class PhaseDose(Strict):
    """The doses of one phase by level; `hill` replaces `accessory` in Session B where given."""

    main: Mapping[Level, SetDose]
    accessory: Mapping[Level, SetDose]
    hill: Mapping[Level, SetDose] | None = None


@dataclass(frozen=True, slots=True)
class BodyweightMain(Strict):
    """What main lifts become from Build on when there are no weights."""

    reps: Span
    rir: Span
    tempo: Line


@dataclass(frozen=True, slots=True)
class Rest(Strict):
    """Seconds between sets."""

    main: Span
    low_rep_main: Span
    low_reps: Count  # sets of this many reps or fewer rest as `low_rep_main`
    accessory: Span
    hill: Span
    hill_slots: tuple[str, ...]  # the slots of the Peak hill circuit


@dataclass(frozen=True, slots=True)
class JumpDose(Strict):
    """Ground contacts per session, from which plan week on."""

    contacts: Span
    after_weeks: Count


@dataclass(frozen=True, slots=True)
class Jumps(Strict):
    """How jumps grow: by `step` contacts every `every` loading weeks, in sets of `per_set`; `later` ones follow."""

    levels: Mapping[Level, JumpDose]
    step: Annotated[int, Ge(1)]
    every: Annotated[int, Ge(1)]
    eager_kinds: tuple[Kind, ...]  # these races step up every week
    per_set: Annotated[int, Ge(1)]
    late_cap: Count  # most contacts after the last eccentric date
    wait_weeks: Count  # new runners: none before
    later_after: Count  # loading weeks of the first jumps
    later: Mapping[Kit, tuple[str, ...]]
    later_most: Count  # contacts of those


@dataclass(frozen=True, slots=True)
class Pace(Strict):
    """What a session takes beside its sets, in seconds."""

    rep: Annotated[int, Ge(1)]  # where the tempo names no seconds
    between_exercises: Mapping[Level, Count]  # the last rest, setting up, and for beginners a look at the card
    ramp_set: Count  # a lighter set before the main lifts
    ramp_sets: Count
    warm_up: Span
