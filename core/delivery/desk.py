"""The pump's work in the database: note what came of the last messages, claim the next ones, draw them. Synchronous."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.clock import Clock
from core.database import UNAVAILABLE, Database
from core.delivery import claims
from core.delivery.chats import ChatPace
from core.delivery.coaching import Claimed, Coaching
from core.delivery.homes import know_chat
from core.delivery.lease import Lease
from core.delivery.outcomes import Gone, Later, Moved, Outcome, Rejected, Sent, Unknown
from core.delivery.policy import Verdict, verdict
from core.delivery.ports import Delivery
from core.delivery.settling import Fence, settle
from core.feature import Repeat
from core.messages import Reply
from core.people.tables import Person

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Departure:
    """A claimed and drawn message, free of the transaction that claimed it."""

    message: Claimed
    delivery: Delivery


Finished = Sequence[tuple[Departure, Outcome]]


@dataclass(frozen=True, slots=True)
class Turn:
    """What one transaction brought: messages to send, and how many rows were looked at for them."""

    departures: Sequence[Departure] = ()
    looked_at: int = 0


class Undrawable(Exception):
    """A message could not be drawn, and may have spoilt the transaction."""


class LeaseLost(Exception):
    """Somebody else may send with this token now: what this transaction did must not be."""


class Desk:
    """Works for one platform and one bot token."""

    def __init__(
        self,
        database: Database,
        platform: str,
        coaching: Coaching,
        lease: Lease,
        chats: ChatPace,
        clock: Clock,
        worker: str,
    ) -> None:
        self._database = database
        self._platform = platform
        self._coaching = coaching
        self._lease = lease
        self._chats = chats
        self._clock = clock
        self._worker = worker

    def look(self) -> bool:
        """Whether there is something to send, and we may; all that an idle tick costs."""
        self._renew()
        if not self._lease.holds():
            return False
        with self._database.engine.begin() as connection:
            return claims.anything_due(connection, self._platform, self._now())

    def turn(self, finished: Finished, room: int) -> Turn:
        """Settle what is finished and claim at most `room` messages, in one commit; nothing if the lease is lost."""
        self._renew()
        if not self._lease.epoch:
            return Turn()
        followed = [(each, self._followed(each.message, outcome)) for each, outcome in finished]
        try:
            return self._turn_again_if_need_be(followed, room)
        except LeaseLost:
            log.warning("somebody else sends on %s now", self._platform)
            return Turn()

    def take_back(self) -> None:
        """Let what was claimed go again, when nothing of it is under way: the claim was stored, its answer was lost."""
        with self._database.transaction() as session:
            claims.release_own(session, self._platform, self._worker, self._lease.epoch, self._now())

    def leave(self) -> None:
        """Let go of the lease, so that whoever waits for it need not wait longer."""
        if self._lease.holds():
            with self._database.transaction() as session:
                self._lease.release(session)

    def _turn_again_if_need_be(self, finished: Finished, room: int) -> Turn:
        try:
            return self._turn(finished, room, careful=False)
        except Undrawable:
            return self._turn(finished, room, careful=True)

    def _turn(self, finished: Finished, room: int, *, careful: bool) -> Turn:
        """One transaction. It ends with a look at the lease: a process that was frozen in it settles nothing."""
        with self._chats.given_back(), self._database.transaction() as session:
            self._settle(session, [(each.message, self._fate(each.message, outcome)) for each, outcome in finished])
            claimed, looked_at = self._claim(session, room) if room > 0 else ([], 0)
            departures = self._drawn(session, claimed, careful=careful)
            if not self._lease.is_current(session):
                raise LeaseLost
            return Turn(departures, looked_at)

    def _renew(self) -> None:
        """Keep the lease, or take it. In a transaction of its own: others wait for this row, and it must not freeze."""
        if not self._lease.is_due():
            return
        try:
            with self._database.transaction() as session:
                taken = self._lease.renew(session, self._now())
                epoch, orphans = self._lease.epoch, 0
                if epoch:
                    orphans = claims.release_orphans(session, self._platform, epoch, self._now(), self._repeats)
        except Exception:
            self._lease.doubt()
            raise
        if taken or orphans:
            log.info("sending on %s; %s messages of a former sender found", self._platform, orphans)

    def _claim(self, session: Session, room: int) -> tuple[list[Claimed], int]:
        """Messages that wait, then subscriptions that are due; and how many rows were looked at."""
        now, book = self._now(), self._chats.book
        claim = claims.Claim(self._platform, self._worker, self._lease.epoch, room, now)
        ready, seen = claims.claim_ready(session, claim, self._coaching, book)
        if seen == room:
            return ready, seen
        rest = claims.Claim(claim.platform, claim.worker, claim.epoch, room - seen, now)
        due, more = claims.claim_due(session, rest, self._coaching, book)
        return ready + due, seen + more

    def _drawn(self, session: Session, claimed: list[Claimed], *, careful: bool) -> list[Departure]:
        """What the messages say now; what is no longer wanted is settled at once."""
        ids = {each.person_id for each in claimed if each.person_id is not None}
        people = session.scalars(select(Person).where(Person.id.in_(ids))).all() if ids else []  # one query for all
        departures, fates = [], []
        for message in claimed:
            drawn = (self._draw_apart if careful else self._draw)(session, message)
            if isinstance(drawn, Reply):
                delivery = Delivery(
                    message.address, drawn, nonce=f"h{message.id}.{message.due_at}", edits=message.handle
                )
                departures.append(Departure(message, delivery))
            else:
                fates.append((message, drawn))
        self._settle(session, fates)
        del people  # until here the session must remember them
        return departures

    def _draw(self, session: Session, message: Claimed) -> Reply | Verdict:
        if message.kind not in self._coaching.kinds:
            return Verdict("skipped", detail="unknown kind")
        try:
            reply = self._coaching.draw(session, message)
            session.flush()  # what it wrote may be what fails
        except Exception as problem:
            raise Undrawable from problem
        return reply or Verdict("skipped", detail="no longer wanted")

    def _draw_apart(self, session: Session, message: Claimed) -> Reply | Verdict:
        """One that cannot be drawn fails alone and holds nobody up; if the database is to blame, it is tried again."""
        try:
            with session.begin_nested():
                return self._draw(session, message)
        except Undrawable as problem:
            log.exception("message %s of kind %s cannot be drawn", message.id, message.kind)
            if isinstance(problem.__cause__, UNAVAILABLE):
                trouble = Unknown(type(problem.__cause__).__name__)
                return verdict(trouble, Repeat.RESEND, message.failures, self._now(), self._deadline(message))
            return Verdict("failed", detail="cannot be drawn")

    def _settle(self, session: Session, fates: list[tuple[Claimed, Verdict]]) -> None:
        settled = settle(session, Fence(self._worker, self._lease.epoch), fates, self._now())
        if settled < len(fates):
            log.warning("%s messages were somebody else's to settle", len(fates) - settled)

    def _fate(self, message: Claimed, outcome: Outcome) -> Verdict:
        repeat = self._coaching.repeat(message.kind)
        return verdict(outcome, repeat, message.failures, self._now(), self._deadline(message))

    def _deadline(self, message: Claimed) -> int:
        return message.due_at + int(self._coaching.grace(message.kind).total_seconds())

    def _followed(self, message: Claimed, outcome: Outcome) -> Outcome:
        """The outcome, once what it says about the person or the chat is noted; one that cannot be holds nobody up."""
        try:
            if self._lease.holds():
                self._follow(message, outcome)
        except UNAVAILABLE:
            raise
        except Exception:
            log.exception("what came of delivery %s cannot be noted", message.id)
            return outcome if isinstance(outcome, Sent) else Rejected("cannot be followed")
        return outcome

    def _follow(self, message: Claimed, outcome: Outcome) -> None:
        """Each in a transaction of its own: handlers lock the person before the message too."""
        if not isinstance(outcome, Sent | Later):
            log.warning("delivery %s of kind %s: %s", message.id, message.kind, outcome)
        match outcome, message.person_id:
            case Sent(_, chat), int(person_id) if chat:
                with self._database.transaction() as session:
                    know_chat(session, person_id, message.address, chat)
            case Gone(), int(person_id):
                with self._database.transaction() as session:
                    session.execute(update(Person).where(Person.id == person_id).values(reachable=False))
            case Moved(chat), _:
                with self._database.transaction() as session:
                    self._coaching.move(session, message.address, chat)

    def _repeats(self, kind: str) -> bool:
        return self._coaching.repeat(kind) is Repeat.RESEND

    def _now(self) -> int:
        return int(self._clock().timestamp())
