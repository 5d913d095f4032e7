"""What a hilly course asks for: its class, the sets of a week, the running beside the gym."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le

from core.knowledge.plan_schema.basics import Count, Kind, Level, Line, Span
from core.knowledge.schema import Strict


@dataclass(frozen=True, slots=True)
class CourseRules(Strict):
    """Classes by metres per km, directions by the share of ascent."""

    rolling: Annotated[float, Ge(0)]
    hilly: Annotated[float, Ge(0)]
    mountain: Annotated[float, Ge(0)]
    uphill_share: Annotated[float, Ge(0), Le(1)]
    downhill_share: Annotated[float, Ge(0), Le(1)]
    usual_km: Mapping[Kind, Annotated[float, Ge(0)]]
    steepest: Annotated[float, Ge(0)]  # metres per km beyond which figures are refused
    longest_km: Annotated[float, Ge(0)]


@dataclass(frozen=True, slots=True)
class Emphasis(Strict):
    """Weekly sets for the hills: by column of the course, then scaled by level, then shifted by race and class.

    Groups are named by their leading slot; `groups` lists every slot that counts towards one.
    """

    groups: Mapping[str, tuple[str, ...]]
    floor_groups: tuple[str, ...]  # the core of the idea: never below the flat column
    columns: Mapping[str, Mapping[str, Count]]
    percent: Mapping[Level, Count]
    race_shift: Mapping[Kind, Mapping[str, Count]]
    mountain_shift: Mapping[str, Count]
    steep_descent: Annotated[float, Ge(0)]  # metres down per km from which `steep_eq` holds
    steep_eq: Count
    downhill_road_kinds: tuple[Kind, ...]
    downhill_road_calf: Count
    maintenance: Count
    rise: Annotated[int, Ge(1)]  # most sets a group gains from one week to the next


@dataclass(frozen=True, slots=True)
class UphillRuns(Strict):
    """The weekly uphill session."""

    weekly: Count
    weeks: Count
    short: Line
    long: Line


@dataclass(frozen=True, slots=True)
class HillRules(Strict):
    """Running uphill and downhill beside the gym; days before the race."""

    uphill: UphillRuns
    first_descent: Span
    descent_minutes: Span
    descent_every: Span
    last_descent: Mapping[Kind, Span]
