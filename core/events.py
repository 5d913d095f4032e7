"""What one feature tells the others, in the same transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.messages import Choice, Reply


@dataclass(frozen=True, slots=True)
class Handoff:
    """A handler's answer "let that command speak": the coach runs it after the events, and adds the choices."""

    command: str
    args: str = ""
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionLeftOpen:
    """A question was declined, met with a choice, or answered beside the point (`missed`).

    `text` tells nobody who asked; `mark` names it on buttons; `nearest` are topics it may mean, the likeliest first.
    """

    mark: str
    text: str
    outcome: str
    nearest: tuple[str, ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class SetupFinished:
    """A person told us everything a plan needs: it stands on their row."""

    cleared: bool | None  # whether none of the health questions applies; None when they were skipped


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """A person answered something a plan is built from, not stored for good yet: whoever plans may refuse it.

    `told` is everything told so far, with the keys of `ChangeProposed`; `question` is asked again with a refusal.
    """

    told: Mapping[str, object]
    question: Reply


@dataclass(frozen=True, slots=True)
class PlanRuledOut:
    """A person told us something with which there must be no plan: too young, or hurt and not cleared."""


@dataclass(frozen=True, slots=True)
class ChangeProposed:
    """A person typed or pressed new inputs for the plan they have: checked, but not taken before they say yes.

    Keys: weekdays (mask), kit, level, hard_days (mask), long_day (0 to 6 or None), age, race_date, race_type,
    distance_km, ascent_m, descent_m, steep_descents, new_to_running, no_jumps.
    """

    changes: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RhythmChanged:
    """The person's zone, hour or days changed, or a plan began or ended: pushes must be rescheduled."""


@dataclass(frozen=True, slots=True)
class PlanChanged:
    """The sessions ahead are other ones than before; those of the days in `moved` are on other days."""

    moved: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionSettled:
    """The session of a local date needs no more reminding: done or skipped."""

    on: date
    done: bool
