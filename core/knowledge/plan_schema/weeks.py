"""How a plan is divided into weeks, and the way into a race and out of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le

from core.knowledge.plan_schema.basics import Count, Kind, Span
from core.knowledge.schema import Strict


@dataclass(frozen=True, slots=True)
class Layout(Strict):
    """How a plan of at least `weeks` weeks is divided; spare weeks go to Base. `least_rir` 0: as the doses say."""

    weeks: Count
    base: Count = 0
    build: Count = 0
    peak: Count = 0
    taper: Count = 0
    least_rir: Annotated[int, Ge(0), Le(6)] = 0
    light_peak: bool = False  # Peak keeps the Base loads
    bodyweight: bool = False  # no loads at all: nothing in it counts as heavy
    activation: bool = False  # a few short bodyweight sessions and nothing else


@dataclass(frozen=True, slots=True)
class Deloads(Strict):
    """Every `every` weeks, or every `every_older` from `older_age` on, sets fall by `cut` percent."""

    every: Annotated[int, Ge(1)]
    every_older: Annotated[int, Ge(1)]
    older_age: Count
    cut: Span
    first_to_go: tuple[str, ...]  # groups that lose a set when rounding leaves too many


@dataclass(frozen=True, slots=True)
class Offsets(Strict):
    """The last days before the race, as days before it."""

    heavy: Count
    eccentric: Count
    light: Count


@dataclass(frozen=True, slots=True)
class TaperRules(Strict):
    """The way into the race."""

    offsets: Mapping[Kind, Offsets]
    one_week_kinds: tuple[Kind, ...]  # their second Taper week belongs to Peak
    light_only_kinds: tuple[Kind, ...]  # W2 holds light sessions only
    least_rir: Count
    activation_sessions: Count  # in the shortest plans, in all
    activation_until: Count  # short plans: no session within so many days of the race


@dataclass(frozen=True, slots=True)
class Newness(Strict):
    """How close to the race something may be done for the first time, in days before it."""

    any_exercise: Count
    eccentric: Count


@dataclass(frozen=True, slots=True)
class MaintenanceRules(Strict):
    """Between races."""

    weeks: Annotated[int, Ge(1), Le(52)]
    sessions: Annotated[int, Ge(1), Le(2)]
    older_age: Count
    sessions_older: Annotated[int, Ge(1), Le(2)]


@dataclass(frozen=True, slots=True)
class Recovery(Strict):
    """After a race: days without loaded leg work, and until which day at half."""

    unloaded_days: Span
    half_until_day: Count
