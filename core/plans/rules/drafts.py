"""An exercise of a session before its rest is settled, and the settling."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import floor

from core.knowledge.plan_schema import Pace, Span
from core.knowledge.schema import Exercise
from core.plans.rules.doses import Work
from core.plans.rules.minutes import body_seconds, warm_up_for
from core.plans.rules.model import Level, PlannedExercise, Session, Slot

STEPS = 4  # rests shrink by quarters of their range


@dataclass(frozen=True, slots=True)
class Draft:
    """A chosen exercise with its work; the rest is still a range."""

    card: Exercise
    slot: str
    sets: int
    work: Work
    heavy: bool = False

    def settled(self, fraction: float) -> PlannedExercise:
        """With a rest so far up its range, in steps of 5 s."""
        low, high = self.work.rest
        return PlannedExercise(
            id=self.card.id,
            slot=self.slot,
            sets=self.sets,
            reps=self.work.reps,
            seconds=self.work.seconds,
            rir=self.work.rir,
            rest_s=int((low + (high - low) * fraction) // 5) * 5,
            tempo=self.work.tempo,
            eccentric=self.card.eccentric,
            heavy=self.heavy,
            per_side=self.card.dose.per_side,
            rule=self.work.rule,
        )


def session_of(
    pace: Pace,
    level: Level,
    day: date,
    slot: Slot,
    drafts: Sequence[Draft],
    minutes: Span,
    warm_up: Span,
    rule: tuple[str, ...] = (),
) -> Session:
    """A session with the longest rests that keep it within its minutes, and a warm-up that fills it up."""
    exercises = tuple(draft.settled(1.0) for draft in drafts)
    body = body_seconds(pace, level, exercises)
    too_long = body + warm_up[0] - minutes[1] * 60
    if too_long > 0:
        exercises = tuple(draft.settled(_fraction(drafts, too_long)) for draft in drafts)
        body = body_seconds(pace, level, exercises)
    before = warm_up_for(body, minutes, warm_up)
    heavy = any(each.heavy for each in exercises)
    return Session(day, slot, heavy, round((body + before) / 60), before, exercises, rule)


def _fraction(drafts: Sequence[Draft], too_long: float) -> float:
    """How far up their range rests may go so that a session is shorter by so many seconds, in quarters."""
    room = sum((draft.sets - 1) * (draft.work.rest[1] - draft.work.rest[0]) for draft in drafts)
    return max(0.0, floor(STEPS * (1 - too_long / room)) / STEPS) if room else 0.0
