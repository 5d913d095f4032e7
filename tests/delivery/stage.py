"""A post office for the tests of delivery: runners who are due, a pump with a clock we hold, and a mailbox to read."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.database import Database
from core.delivery import subscriptions
from core.delivery.coaching import Claimed, Coaching
from core.delivery.lease import Lease
from core.delivery.outbox import move_chat
from core.delivery.outcomes import Outcome, Sent
from core.delivery.pace import Pace
from core.delivery.ports import Delivery
from core.delivery.sender import Pump
from core.delivery.tables import Outgoing
from core.feature import Kind, Repeat
from core.messages import Reply
from core.nudges.rules import next_due
from core.people.tables import Person

PLATFORM = "stage"
EVERY_DAY = 0b1111111
MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


def at(hour: int, minute: int = 0, second: int = 0, day: int = 0) -> datetime:
    return MONDAY + timedelta(days=day, hours=hour, minutes=minute, seconds=second)


class Mailbox:
    """Where messages arrive; `answers` are given one each before that, and `waits` holds every message up."""

    platform = PLATFORM

    def __init__(self) -> None:
        self.delivered: list[Delivery] = []
        self.answers: list[Outcome] = []
        self.under_way = self.most_under_way = 0
        self.gate = asyncio.Event()
        self.gate.set()

    async def deliver(self, delivery: Delivery) -> Outcome:
        self.under_way += 1
        self.most_under_way = max(self.under_way, self.most_under_way)
        await self.gate.wait()
        self.under_way -= 1
        if self.answers:
            return self.answers.pop(0)
        self.delivered.append(delivery)
        return Sent(f"m{len(self.delivered)}")


@dataclass
class Office:
    """One database, one mailbox, a clock; as many senders as a test wants."""

    database: Database
    now: list[datetime] = field(default_factory=lambda: [at(6)])
    monotonic: list[float] = field(default_factory=lambda: [1000.0])
    mailbox: Mailbox = field(default_factory=Mailbox)
    unwanted: set[int] = field(default_factory=set)
    broken: set[int] = field(default_factory=set)
    names: count = field(default_factory=count)
    looks: count = field(default_factory=count)

    def runner(self, zone: str = "UTC", minute: int = 7 * 60, kind: str = "workout", days: int = EVERY_DAY) -> int:
        """Somebody who wants a push; returns their id."""
        with self.database.transaction() as session:
            person = Person(created_at=self.now[0], locale="en", zone=zone, home_platform=PLATFORM, home_chat="")
            session.add(person)
            session.flush()
            person.home_chat = f"home {person.id}"
            self.subscribe(session, person.id, zone, minute, kind, days)
            return person.id

    def subscribe(self, session: Session, person: int, zone: str, minute: int, kind: str, days: int) -> None:
        due = next_due(int(self.now[0].timestamp()), zone, minute, days)
        subscriptions.subscribe(session, person, kind, zone, minute, days, due)

    def pump(
        self,
        holder: str = "",
        gone: Callable[[str], bool] = lambda _: True,
        rate: float = 1e6,
        monotonic: Callable[[], float] | None = None,
    ) -> Pump:
        """A fresh sender; by default every other one is known to have ended."""
        holder = holder or f"process {next(self.names)}"
        monotonic = monotonic or self.ticking
        lease = Lease("token", holder, gone, monotonic)
        pace = Pace(rate, monotonic)
        return Pump(self.database, self.mailbox, self.coaching(), pace, lease, lambda: self.now[0], holder, monotonic)

    def ticking(self) -> float:
        """A monotonic clock that goes on by a little at every look, so that nothing waits for it."""
        return self.monotonic[0] + 0.001 * next(self.looks)

    def coaching(self) -> Coaching:
        kinds = {
            "workout": Kind("workout", self.draw, Repeat.RESEND, timedelta(hours=3)),
            "nudge": Kind("nudge", self.draw, Repeat.DROP, timedelta(hours=1)),
            "digest": Kind("digest", self.draw, Repeat.RESEND, timedelta(hours=12)),
        }
        return Coaching(kinds, self.draw, next_due, move_chat)

    def draw(self, session: Session, message: Claimed) -> Reply | None:
        if message.person_id in self.broken:
            raise LookupError("cannot be drawn")
        return None if message.person_id in self.unwanted else Reply(f"{message.kind} of {message.ref}")

    def advance(self, to: datetime) -> None:
        """Both clocks go on."""
        self.monotonic[0] += (to - self.now[0]).total_seconds()
        self.now[0] = to

    def tick(self, to: datetime | None = None, pump: Pump | None = None) -> list[str]:
        """Let it be a moment, and a sender tick once; returns the chats that got a message."""
        if to is not None:
            self.advance(to)
        before = len(self.mailbox.delivered)
        asyncio.run((pump or self.pump()).tick())
        return [each.address.chat for each in self.mailbox.delivered[before:]]

    def messages(self) -> list[tuple[str, str]]:
        """Every message's state and why."""
        with self.database.transaction() as session:
            rows = session.execute(select(Outgoing.state, Outgoing.detail).order_by(Outgoing.id))
            return [(state, detail) for state, detail in rows]
