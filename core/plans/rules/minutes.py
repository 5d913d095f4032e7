"""How long a session takes, and rests and a warm-up that make it fit its time."""

import re
from collections.abc import Sequence
from functools import lru_cache

from core.knowledge.plan_schema import Pace, Span
from core.plans.rules.model import Level, PlannedExercise

JUMP_S = 1  # one ground contact, with a moment to spare
_SECONDS = re.compile(r"(\d+)(?: to (\d+))? s\b")


@lru_cache(maxsize=512)
def rep_seconds(tempo: str, usual: int) -> float:
    """The seconds of one rep as its tempo counts them."""
    parts = [(int(low) + int(high or low)) / 2 for low, high in _SECONDS.findall(tempo)]
    return max(sum(parts), 2.0) if parts else float(usual)


def set_seconds(pace: Pace, each: PlannedExercise) -> float:
    """The work of one set, both sides."""
    if each.reps is None:
        span = each.seconds or (0, 0)
        work = (span[0] + span[1]) / 2
    else:
        rep = JUMP_S if each.slot == "PL" else rep_seconds(each.tempo, pace.rep)
        work = (each.reps[0] + each.reps[1]) / 2 * rep
    return work * 2 if each.per_side else work


def exercise_seconds(pace: Pace, level: Level, each: PlannedExercise) -> float:
    """All sets of an exercise with the rests between them, lighter sets first for a main lift, and the change-over."""
    ramp = pace.ramp_sets * pace.ramp_set if each.heavy else 0
    rests = (each.sets - 1) * each.rest_s + pace.between_exercises[level]
    return each.sets * set_seconds(pace, each) + rests + ramp


def body_seconds(pace: Pace, level: Level, exercises: Sequence[PlannedExercise]) -> float:
    """A session without its warm-up."""
    return sum(exercise_seconds(pace, level, each) for each in exercises)


def warm_up_for(body: float, minutes: Span, room: Span) -> int:
    """A warm-up that brings a session up to its usual length, in whole half minutes."""
    wanted = -(-int(minutes[0] * 60 - body) // 30) * 30
    return min(room[1], max(room[0], wanted))
