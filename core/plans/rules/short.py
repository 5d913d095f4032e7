"""A session cut to the time there is: the essentials, fewer sets, and a warm-up that makes the time come out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.knowledge.plan_schema import PlanRules
from core.plans.rules.minutes import set_seconds
from core.plans.rules.model import PlannedExercise, Session

SCALES = (1.0, 0.75, 0.5, 0.25)  # of the reps or seconds, where even single sets are too long
Exercises = tuple[PlannedExercise, ...]


def shortened(rules: PlanRules, session: Session, minutes: int) -> Session:
    """The session in about so many minutes, within 10 % of the time asked; unchanged when it is short enough.

    One squat or step, one hinge or curl, one calf and one back or core exercise, two sets each; with less time
    fewer sets, then fewer exercises, then fewer reps.
    """
    if session.minutes <= minutes:
        return session
    asked = minutes * 60
    best, best_miss = session, float("inf")
    for exercises, warm_up in _timed(rules, session, asked):
        total = _seconds(rules, exercises) + warm_up
        miss = abs(total - asked)
        if miss < best_miss:
            best, best_miss = _as_session(session, exercises, warm_up, total), miss
        if miss * 100 <= asked * rules.short.tolerance_percent / 2:
            break
    return best


def _timed(rules: PlanRules, session: Session, asked: int) -> Iterator[tuple[Exercises, int]]:
    """Every version with a short warm-up, then, for sessions that hold little, with a longer one."""
    low, high = rules.short.warm_up
    for longest in (high, max(rules.short.long_warm_up, session.warm_up_s)):
        for exercises in _versions(rules, session):
            yield exercises, min(longest, max(low, int(asked - _seconds(rules, exercises))))


def _versions(rules: PlanRules, session: Session) -> Iterator[Exercises]:
    """From the usual short version to smaller ones, then fuller ones for sessions that hold little."""
    picks, usual = _picks(rules, session.exercises), rules.short.sets
    for count in range(len(picks), 0, -1):
        for sets in range(usual, 0, -1):
            yield tuple(_cut(rules, each, sets) for each in picks[:count])
    for scale in SCALES:
        yield (_cut(rules, picks[0], 1, scale),)
    every = (*picks, *(each for each in session.exercises if each not in picks))
    for count in range(len(picks), len(every) + 1):
        yield tuple(_cut(rules, each, usual) for each in every[:count])
        yield tuple(_cut(rules, each, usual, full_rest=True) for each in every[:count])
        yield tuple(_cut(rules, each, usual + 1) for each in every[:count])


def _picks(rules: PlanRules, exercises: Sequence[PlannedExercise]) -> list[PlannedExercise]:
    found = [next((each for each in exercises if each.slot in slots), None) for slots in rules.short.picks]
    return [each for each in found if each is not None] or list(exercises)


def _cut(
    rules: PlanRules, each: PlannedExercise, sets: int, scale: float = 1.0, full_rest: bool = False
) -> PlannedExercise:
    return replace(
        each,
        sets=min(sets, each.sets),
        reps=each.reps and (max(1, int(each.reps[0] * scale)), max(1, int(each.reps[1] * scale))),
        seconds=each.seconds and (max(5, int(each.seconds[0] * scale)), max(5, int(each.seconds[1] * scale))),
        rest_s=each.rest_s if full_rest else min(each.rest_s, rules.short.rest_s),
        rule=(*each.rule, "short"),
    )


def _seconds(rules: PlanRules, exercises: Exercises) -> float:
    work = sum(each.sets * set_seconds(rules.pace, each) for each in exercises)
    rest = sum((each.sets - 1) * each.rest_s for each in exercises)
    return work + rest + len(exercises) * rules.short.between_exercises


def _as_session(session: Session, exercises: Exercises, warm_up: int, seconds: float) -> Session:
    heavy = any(each.heavy for each in exercises)
    return replace(session, exercises=exercises, warm_up_s=warm_up, minutes=round(seconds / 60), heavy=heavy)
