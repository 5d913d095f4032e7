"""The pump: at every tick, claim what may go now, draw it, deliver it, note what came of it."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from core.clock import Clock
from core.database import Database
from core.delivery import outbox
from core.delivery.outcomes import Gone, Later, Missing, Moved, Outcome, Sent
from core.delivery.pace import Pace
from core.delivery.policy import verdict
from core.delivery.ports import Delivery, Messenger
from core.delivery.subscriptions import NextDue
from core.delivery.tables import Outgoing
from core.feature import Kind, Repeat
from core.messages import Address, Reply
from core.people.tables import Person

log = logging.getLogger(__name__)

Draw = Callable[[Session, Outgoing], Reply | None]
Move = Callable[[Session, Address, str], None]  # a chat has a new id: everything addressed to it follows
BATCH = 20


@dataclass(frozen=True, slots=True)
class Departure:
    """A claimed and drawn message, free of the transaction that claimed it."""

    row_id: int
    kind: str
    attempt: int
    due_at: int
    person_id: int | None
    delivery: Delivery


class Pump:
    """Sends for one platform and one bot token."""

    def __init__(
        self,
        database: Database,
        messenger: Messenger,
        kinds: Mapping[str, Kind],
        draw: Draw,
        next_due: NextDue,
        pace: Pace,
        move: Move,
        clock: Clock,
        worker: str,
    ) -> None:
        self._database = database
        self._messenger = messenger
        self._kinds = kinds
        self._draw = draw
        self._next_due = next_due
        self._pace = pace
        self._move = move
        self._clock = clock
        self._worker = worker

    async def tick(self) -> int:
        """Send everything that is due, as far as the pace allows; returns how many were attempted."""
        await self._database.run(self._release_expired)
        attempted = 0
        while permits := self._pace.take(BATCH):
            departures, claimed = await self._database.run(self._claim, permits)
            self._pace.give_back(permits - len(departures))
            outcomes = await asyncio.gather(*(self._messenger.deliver(each.delivery) for each in departures))
            await self._database.run(self._settle, list(zip(departures, outcomes, strict=True)))
            attempted += len(departures)
            if claimed < permits:
                break
        return attempted

    def _now(self) -> int:
        return int(self._clock().timestamp())

    def _release_expired(self) -> None:
        with self._database.transaction() as session:
            outbox.release_expired(session, self._now(), lambda kind: self._repeat(kind) is Repeat.RESEND)

    def _claim(self, permits: int) -> tuple[list[Departure], int]:
        """Claim and draw in one transaction; what is no longer wanted is settled at once."""
        with self._database.transaction() as session:
            claim = outbox.Claim(self._messenger.platform, self._worker, permits, self._now())
            rows = outbox.claim_ready(session, claim)
            claimed = len(rows)
            if claimed < permits:
                rest = outbox.Claim(claim.platform, claim.worker, permits - claimed, claim.now)
                due, looked_at = outbox.claim_due(session, rest, self._next_due, self._grace)
                rows, claimed = rows + due, claimed + looked_at
            return [each for row in rows if (each := self._departure(session, row)) is not None], claimed

    def _departure(self, session: Session, row: Outgoing) -> Departure | None:
        reply = self._drawn(session, row)
        if reply is None:
            row.state = "failed" if row.state == "failed" else "skipped"
            row.worker, row.lease_until = None, None
            return None
        address = Address(row.platform, row.chat, row.thread)
        delivery = Delivery(address, reply, nonce=f"h{row.id}", edits=row.handle)
        return Departure(row.id, row.kind, row.attempt, row.due_at, row.person_id, delivery)

    def _drawn(self, session: Session, row: Outgoing) -> Reply | None:
        """What the message says now; one that cannot be drawn fails alone and holds nobody up."""
        late = self._now() - row.due_at > self._grace(row.kind).total_seconds()
        if late or row.kind not in self._kinds:
            return None
        try:
            with session.begin_nested():
                return self._draw(session, row)
        except Exception:
            log.exception("message %s of kind %s cannot be drawn", row.id, row.kind)
            row.state, row.detail = "failed", "cannot be drawn"
            return None

    def _settle(self, finished: list[tuple[Departure, Outcome]]) -> None:
        with self._database.transaction() as session:
            for departure, outcome in finished:
                deadline = departure.due_at + int(self._grace(departure.kind).total_seconds())
                fate = verdict(outcome, self._repeat(departure.kind), departure.attempt, self._now(), deadline)
                outbox.settle(session, departure.row_id, self._worker, departure.attempt, fate)
        for departure, outcome in finished:  # apart, since handlers lock the person first and a message after
            if not isinstance(outcome, Sent):
                with self._database.transaction() as session:
                    self._follow_up(session, departure, outcome)

    def _follow_up(self, session: Session, departure: Departure, outcome: Outcome) -> None:
        log.warning("delivery %s of kind %s: %s", departure.row_id, departure.kind, outcome)
        if isinstance(outcome, Later) and outcome.throttled:
            self._pace.hold(outcome.wait)
        if isinstance(outcome, Gone) and departure.person_id is not None:
            session.execute(update(Person).where(Person.id == departure.person_id).values(reachable=False))
        if isinstance(outcome, Missing):
            session.execute(update(Outgoing).where(Outgoing.id == departure.row_id).values(handle=""))
        if isinstance(outcome, Moved):
            self._move(session, departure.delivery.address, outcome.chat)

    def _repeat(self, kind: str) -> Repeat:
        return self._kinds[kind].repeat if kind in self._kinds else Repeat.DROP

    def _grace(self, kind: str) -> timedelta:
        return self._kinds[kind].grace if kind in self._kinds else timedelta(0)


def move_chat(session: Session, old: Address, chat: str) -> None:
    """Let messages and people follow a chat to its new id."""
    session.execute(
        update(Outgoing).where(Outgoing.platform == old.platform, Outgoing.chat == old.chat).values(chat=chat)
    )
    home = (Person.home_platform == old.platform, Person.home_chat == old.chat)
    session.execute(update(Person).where(*home).values(home_chat=chat))
