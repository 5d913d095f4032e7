"""What the log says about the next session: which exercises have earned a step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.knowledge.plan_schema import PlanRules
from core.knowledge.schema import Exercise
from core.plans.rules.model import PlannedExercise, Runner, Session
from core.plans.rules.progression import Logged, Step, next_step

WEIGHTS = frozenset({"dumbbells", "barbell", "machine"})
MOST_RIR = 5


@dataclass(frozen=True, slots=True)
class Workout:
    """What became of a day's session: `rir` reps left in the last sets, `top` whether the rep ranges were filled."""

    outcome: str
    rir: int | None = None
    top: bool | None = None


def rir_of_effort(effort: int) -> int:
    """Reps in reserve for an effort from 1 to 10: 10 leaves none, 9 one, 8 two."""
    return min(MOST_RIR, 10 - effort)


def steps(
    rules: PlanRules,
    exercises: Mapping[str, Exercise],
    runner: Runner,
    sessions: Sequence[Session],
    log: Mapping[date, Workout],
    upcoming: Session,
) -> dict[str, Step]:
    """The exercises of a session whose last workouts call for more, and for how much."""
    if any(rule.startswith(("return.", "sore.", "recovering")) for rule in upcoming.rule):
        return {}
    kit = frozenset(rules.kits[runner.kit])
    found: dict[str, Step] = {}
    for each in upcoming.exercises:
        loaded = _loaded(exercises[each.id], kit)
        step = _step(rules, runner, each, _logged(each, sessions, log, upcoming.date), loaded)
        if step.kind in ("load", "harder"):
            found[each.id] = step
    return found


def _step(rules: PlanRules, runner: Runner, each: PlannedExercise, log: Sequence[Logged], loaded: bool) -> Step:
    """The step that the very last workout earned; workouts before an earlier step count no more."""
    step, used, since = Step("same"), 0, 0
    for end in range(1, len(log) + 1):
        step = next_step(rules.progression, runner.level, each, log[since:end], loaded, used)
        if step.kind in ("load", "harder"):
            used, since = used + 1, end
    return step


def _logged(
    each: PlannedExercise, sessions: Sequence[Session], log: Mapping[date, Workout], before: date
) -> list[Logged]:
    """The workouts of an exercise at these reps, oldest first; only whole sessions with a number count."""
    found: list[Logged] = []
    for session in sessions:
        workout = log.get(session.date)
        if session.date >= before or workout is None or workout.outcome != "done" or workout.rir is None:
            continue
        same = next((other for other in session.exercises if other.id == each.id and other.reps == each.reps), None)
        if same is not None and same.reps is not None:
            reached = same.reps[1] if workout.top else same.reps[0]
            found.append(Logged(reached, workout.rir))
    return found


def _loaded(card: Exercise, kit: frozenset[str]) -> bool:
    return any(kit.issuperset(option) and WEIGHTS.intersection(option) for option in card.kit_options)
