"""What a handler is given: the values of this request, nothing that outlives it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from secrets import token_bytes
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.agenda import Look, nothing_ahead
from core.answers.understanding import Understanding
from core.database import Database
from core.holdings import NOTHING_HELD, Holdings
from core.knowledge.library import Library
from core.messages import Address, Request
from core.people.tables import Person
from core.texts import Texts


@dataclass(frozen=True, slots=True)
class Context:
    """One request: who asks, when, in which transaction, and what the coach knows."""

    request: Request
    person: Person
    session: Session
    now: datetime  # aware UTC
    library: Library
    understanding: Understanding
    returned: bool = False  # the person could not be reached before this request
    events: list[object] = field(default_factory=list)  # told to the other features, in this transaction
    agenda: Look = nothing_ahead  # what lies ahead of the person
    spread: int = 0  # minutes by which the operator lets pushes of whole hours differ
    is_coach: bool = False  # whether the operator named this account as a coach's
    has_coaches: bool = False  # whether anybody reads what the coach could not answer
    holdings: Holdings = NOTHING_HELD  # what all features hold of the person
    privacy_page: str = ""  # where the operator tells more about people's data
    afterwards: list[Callable[[Database], None]] = field(default_factory=list)  # done once this is committed
    chance: Callable[[int], bytes] = token_bytes  # that many bytes nobody can foresee

    def emit(self, event: object) -> None:
        """Tell the other features."""
        self.events.append(event)

    @property
    def text(self) -> str:
        """What was typed, empty when a button was pressed."""
        return self.request.text or ""

    @property
    def say(self) -> Callable[..., str]:
        """The sentence under a key: `ctx.say("plan.held")`."""
        return self.library.texts.say

    @property
    def today(self) -> date:
        """The person's own date; UTC's until they told us their zone."""
        return local_date(self.person, self.now)


@dataclass(frozen=True, slots=True)
class PushContext:
    """One message about to be sent unasked: to whom, when, and what it is about."""

    person: Person | None  # None for a room, such as a challenge's board
    address: Address
    session: Session
    now: datetime
    library: Library
    ref: str  # what the row says it is about: a local date, a challenge's id
    due_at: int = 0  # when it should have come, in UTC seconds
    agenda: Look = nothing_ahead  # what lies ahead of the person
    holdings: Holdings = NOTHING_HELD  # what all features hold of somebody

    @property
    def texts(self) -> Texts:
        """The catalogue to speak from."""
        return self.library.texts

    @property
    def say(self) -> Callable[..., str]:
        """The sentence under a key."""
        return self.library.texts.say


def local_date(person: Person, now: datetime) -> date:
    """The date where the person is."""
    return now.astimezone(ZoneInfo(person.zone or "UTC")).date()
