"""What can be measured of the coach: plain values for whoever counts. The core itself counts nothing."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Handled:
    """A request has its answer: answered, silent, refused, failed, repeated (its key was seen before) or unheard.

    `seconds` is the time in the database thread; `person` is None where nobody was looked up.
    """

    platform: str
    outcome: str
    seconds: float
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Waited:
    """How many seconds an adapter waited for an answer, the queue for a database thread included."""

    platform: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Decided:
    """What a question was met with: answer, feature, choose, decline, safety, aside or follow-up."""

    outcome: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """One attempt at a delivery: the name of its outcome (`core/delivery/outcomes.py`), and its seconds."""

    platform: str
    kind: str
    outcome: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Ticked:
    """The heartbeat, and how many seconds after its time."""

    late: float


@dataclass(frozen=True, slots=True)
class Knocked:
    """Somebody came to the webhook and was answered with an HTTP status."""

    status: int


@dataclass(frozen=True, slots=True)
class Pending:
    """How many updates a platform still holds for the webhook."""

    updates: int


Measure = Callable[[object], None]
"""Takes a measurement, or any event of `core/events.py`; called in any thread, never raises, never waits."""


def unmeasured(measurement: object) -> None:
    """Nobody counts."""
