"""What one feature tells the others, in the same transaction."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Handoff:
    """A handler's answer "let that command speak": the coach runs it after the events."""

    command: str
    args: str = ""


@dataclass(frozen=True, slots=True)
class SetupFinished:
    """A person told us everything a plan needs; None where they skipped."""

    race_date: date | None
    race_type: str
    kit: str
    cleared: bool | None  # whether none of the health questions applies; None when they were skipped


@dataclass(frozen=True, slots=True)
class RhythmChanged:
    """The person's zone, hour or days changed, or a plan began or ended: pushes must be rescheduled."""


@dataclass(frozen=True, slots=True)
class SessionSettled:
    """The session of a local date needs no more reminding: done or skipped."""

    on: date
    done: bool
