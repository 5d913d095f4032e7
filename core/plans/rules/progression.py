"""When the load goes up: reps first, then a small step."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from core.knowledge.plan_schema import Progression, Span
from core.plans.rules.model import Level, PlannedExercise

MAINS = ("S", "HG")


@dataclass(frozen=True, slots=True)
class Logged:
    """One workout of an exercise: reps of the last set and how many more were possible."""

    last_reps: int
    rir: int


@dataclass(frozen=True, slots=True)
class Step:
    """The next workout: the same, more reps, more load (in percent), or a harder way without weights."""

    kind: Literal["same", "reps", "load", "harder"]
    percent: Span | None = None
    way: str | None = None


def next_step(
    rules: Progression, level: Level, each: PlannedExercise, log: Sequence[Logged], loaded: bool, ways_used: int = 0
) -> Step:
    """What the last workouts call for; `log` is oldest first, `ways_used` how many harder ways are in use already."""
    if each.reps is None or not log:
        return Step("same")
    recent = log[-rules.workouts :]
    if len(recent) == rules.workouts and all(_earned(rules, each, workout) for workout in recent):
        return _more(rules, level, each, loaded, ways_used)
    within = each.rir is None or log[-1].rir >= each.rir
    return Step("reps" if within and log[-1].last_reps < each.reps[1] else "same")


def _earned(rules: Progression, each: PlannedExercise, workout: Logged) -> bool:
    """The top of the range at the target effort, with two reps to spare in the last set."""
    if each.reps is None or workout.last_reps < each.reps[1]:
        return False
    spare = workout.last_reps + workout.rir - each.reps[1]
    return spare >= max(rules.spare_reps, each.rir or 0)


def _more(rules: Progression, level: Level, each: PlannedExercise, loaded: bool, ways_used: int) -> Step:
    if not loaded:
        ways = rules.bodyweight_order
        return Step("harder", way=ways[min(ways_used, len(ways) - 1)])
    if each.slot in rules.smallest_step_slots:
        return Step("load", (rules.percent[0], rules.percent[0]))
    big_lift = each.slot in MAINS and level == "beginner"
    return Step("load", rules.percent_beginner_main if big_lift else rules.percent)
