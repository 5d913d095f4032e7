"""Claiming what may go now: rows become `sending`, and a subscription moves on to its next occurrence."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from core.delivery.coaching import Claimed, Coaching
from core.delivery.outbox import row_of
from core.delivery.policy import too_late
from core.delivery.queries import ANYTHING, DUE_SUBSCRIPTIONS, IS_SENDING, MOVE_ON, READY_MESSAGES, TAKE
from core.delivery.schedule import DAY, Due, Occurrence, latest
from core.delivery.tables import Outgoing
from core.messages import Address

log = logging.getLogger(__name__)

Book = Callable[[Address], float]  # seconds until a chat may be written to; 0 books it


@dataclass(frozen=True, slots=True)
class Claim:
    """Who claims, what for, how much of it, and when (UTC seconds)."""

    platform: str
    worker: str
    epoch: int
    limit: int
    now: int

    @property
    def bounds(self) -> dict[str, object]:
        """What the queries ask for."""
        return {"platform": self.platform, "now": self.now, "limit": self.limit}


def anything_due(connection: Connection, platform: str, now: int) -> bool:
    """Whether there is something to claim; all that an idle tick asks."""
    return bool(connection.scalar(ANYTHING, {"platform": platform, "now": now}))


def claim_ready(session: Session, claim: Claim, coaching: Coaching, book: Book) -> tuple[list[Claimed], int]:
    """Take messages whose time has come; returns them and how many were looked at."""
    found = session.connection().execute(READY_MESSAGES, claim.bounds).all()
    claimed, changes = [], []
    for row in found:
        address = Address(row.platform, row.chat, row.thread)
        late = too_late(claim.now, row.due_at, coaching.grace(row.kind), row.zone)
        fate = _fate(claim, "unreachable" if row.reachable is False else late, book, address)
        changes.append({"row": row.id, "next_attempt": row.attempt + (fate["state"] == "sending"), **fate})
        if fate["state"] == "sending":
            message = (row.id, row.kind, row.person_id, address, row.ref, row.due_at)
            claimed.append(Claimed(*message, row.attempt + 1, row.failures, row.handle))
    if changes:
        session.connection().execute(TAKE, changes)
    return claimed, len(found)


def claim_due(session: Session, claim: Claim, coaching: Coaching, book: Book) -> tuple[list[Claimed], int]:
    """Turn due subscriptions into messages being sent; returns them and how many subscriptions were looked at."""
    found = session.connection().execute(DUE_SUBSCRIPTIONS, claim.bounds).all()
    if not found:
        return [], 0
    rows, moves = [], []
    for each in found:
        now = _planned(each, claim, coaching)
        rows.append(_row(each, now, claim, coaching, book))
        moves.append({"person": each.person_id, "of_kind": each.kind, "at": now.following.at, "on": now.following.on})
    session.connection().execute(MOVE_ON, moves)
    return _inserted(session, rows), len(found)


def release_orphans(session: Session, platform: str, epoch: int, now: int, repeats: Callable[[str], bool]) -> int:
    """Take back what senders before this epoch left behind: try again, or note that nobody knows. Returns how many."""
    before = or_(Outgoing.epoch < epoch, Outgoing.epoch.is_(None))
    orphans = select(Outgoing).where(Outgoing.platform == platform, IS_SENDING, before)
    rows = list(session.scalars(orphans.with_for_update(skip_locked=True)))
    for row in rows:
        row.state = "ready" if repeats(row.kind) else "unsure"
        row.ready_at, row.worker, row.epoch = now, None, None
        row.detail = "the sender stopped in the middle"
    session.flush()
    return len(rows)


def release_own(session: Session, platform: str, worker: str, epoch: int, now: int) -> None:
    """Take back what this sender claimed; only when it knows that it sends none of it."""
    ours = (Outgoing.platform == platform, IS_SENDING, Outgoing.worker == worker, Outgoing.epoch == epoch)
    again = {"state": "ready", "ready_at": now, "worker": None, "epoch": None}
    session.execute(update(Outgoing).where(*ours).values(again))


def _fate(claim: Claim, late: str, book: Book, address: Address) -> dict[str, Any]:
    """The columns that say what happens to a message now: it goes, it is too late, or its chat is busy."""
    idle = {"ready_at": claim.now, "worker": None, "epoch": None, "detail": late}
    if late:
        return {"state": "skipped", **idle}
    if wait := book(address):
        return {"state": "ready", **idle, "ready_at": claim.now + max(1, round(wait))}
    return {"state": "sending", **idle, "worker": claim.worker, "epoch": claim.epoch}


def _planned(each: Any, claim: Claim, coaching: Coaching) -> Due:
    """What is due and what follows; where nobody can tell (its zone left the rules), the same a day later."""
    due = Occurrence(each.next_due_at, each.due_on)
    try:
        return latest(due, claim.now, each, coaching.next_due)
    except Exception as problem:  # whatever it is, the others are claimed
        log.error("when %s comes to person %s next is unknown: %r", each.kind, each.person_id, problem)
        days = (claim.now - due.at) // DAY + 1
        return Due(due, Occurrence(due.at + days * DAY, due.on + timedelta(days=days)))


def _row(each: Any, now: Due, claim: Claim, coaching: Coaching, book: Book) -> dict[str, Any]:
    address, due = Address(claim.platform, each.home_chat), now.occurrence
    late = too_late(claim.now, due.at, coaching.grace(each.kind), each.zone)
    fate = _fate(claim, late if each.reachable else "unreachable", book, address)
    values = row_of(f"{each.person_id}:{each.kind}:{due.on}", each.kind, address, f"{due.on}", due.at, each.person_id)
    return {**values, **fate, "attempt": int(fate["state"] == "sending")}


def _inserted(session: Session, rows: Sequence[dict[str, Any]]) -> list[Claimed]:
    """Store the messages, except those that exist already; returns the ones that go now."""
    stored = session.connection().execute(_insert(session.get_bind().dialect.name), list(rows)).all()
    by_key = {row["key"]: row for row in rows if row["state"] == "sending"}
    return [_claimed(row_id, by_key[key]) for row_id, key in stored if key in by_key]


@cache
def _insert(dialect: str) -> Executable:
    """The statement for one of the two databases, built once."""
    insert = (sqlite if dialect == "sqlite" else postgresql).insert(Outgoing)
    once = insert.on_conflict_do_nothing(index_elements=["key"])
    statement: Executable = once.returning(Outgoing.id, Outgoing.key)
    return statement


def _claimed(row_id: int, row: dict[str, Any]) -> Claimed:
    address = Address(row["platform"], row["chat"])
    return Claimed(row_id, row["kind"], row["person_id"], address, row["ref"], row["due_at"], 1, 0, "")
