"""Who gets a plan, how it follows what they do, and how they are tested."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge

from core.knowledge.plan_schema.basics import Count, Line, Span
from core.knowledge.schema import Strict


@dataclass(frozen=True, slots=True)
class GateRules(Strict):
    """Who gets a plan."""

    adult: Count
    oldest: Count
    after_birth_months: Count
    injury_months: Count
    running_months: Count
    pain_left_out: Count  # above this number out of 10
    pain_see_someone: Count
    intermediate_months: Count  # of regular lifting
    advanced_months: Count


@dataclass(frozen=True, slots=True)
class Progression(Strict):
    """When load rises and by how much, in percent."""

    workouts: Annotated[int, Ge(1)]
    spare_reps: Count
    percent: Span
    percent_beginner_main: Span
    smallest_step_slots: tuple[str, ...]
    bodyweight_order: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class MissedRules(Strict):
    """Missed weeks and soreness."""

    move_within_days: Count
    one_week_sets_less: Count
    step_back_percent: Count
    step_back_rir: Count
    base_weeks: Count
    join_from_weeks: Count
    well_hours: Count
    sore_as_planned: Count  # up to this number out of 10
    sore_halved: Count
    sore_hours: Count


@dataclass(frozen=True, slots=True)
class CheckRules(Strict):
    """The progress checks, and what to aim at."""

    every_weeks: Annotated[int, Ge(1)]
    exercises: tuple[str, ...]
    rises: Count
    bridges: Count
    side_difference_percent: Count
    stop_pain: Count
