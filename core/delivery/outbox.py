"""The outbox: posting messages, claiming those whose time has come, and settling what became of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.database import insert_into
from core.delivery.policy import Verdict
from core.delivery.subscriptions import NextDue
from core.delivery.tables import Outgoing, Subscription
from core.messages import Address
from core.people.tables import Person

LEASE = 90  # seconds; a delivery gives up after 60


@dataclass(frozen=True, slots=True)
class Claim:
    """Who claims, what for, how much of it, and when."""

    platform: str
    worker: str
    limit: int
    now: int


def post(
    session: Session, key: str, kind: str, address: Address, ref: str, at: int, person_id: int | None = None
) -> None:
    """Send one message at `at` (UTC seconds); the same key is never sent twice."""
    values = _row(key, kind, address, ref, at, person_id)
    session.execute(insert_into(session, Outgoing).values(values).on_conflict_do_nothing())


def postpone(
    session: Session, key: str, kind: str, address: Address, ref: str, at: int, person_id: int | None = None
) -> None:
    """Send one message at `at`, and if it waits already, at `at` instead of before."""
    insert = insert_into(session, Outgoing).values(_row(key, kind, address, ref, at, person_id))
    moved = {"state": "ready", "ready_at": at, "due_at": at}
    session.execute(insert.on_conflict_do_update(index_elements=["key"], set_=moved, where=Outgoing.state != "sending"))


def refresh(session: Session, key: str, kind: str, address: Address, ref: str, at: int) -> None:
    """Bring a message that is edited in place up to date; many refreshes before it is sent are one."""
    insert = insert_into(session, Outgoing).values(_row(key, kind, address, ref, at, None))
    again = {"again": True}
    session.execute(insert.on_conflict_do_update(index_elements=["key"], set_=again, where=Outgoing.state == "sending"))
    waiting = (Outgoing.key == key, Outgoing.state != "sending", Outgoing.state != "ready")
    session.execute(update(Outgoing).where(*waiting).values(state="ready", ready_at=at, due_at=at, attempt=0))


def cancel(session: Session, key: str) -> None:
    """Do not send a message that is still waiting."""
    session.execute(update(Outgoing).where(Outgoing.key == key, Outgoing.state == "ready").values(state="skipped"))


def claim_ready(session: Session, claim: Claim) -> list[Outgoing]:
    """Take messages whose time has come; nobody else may send them while the lease lasts."""
    query = (
        select(Outgoing)
        .where(Outgoing.platform == claim.platform, Outgoing.state == "ready", Outgoing.ready_at <= claim.now)
        .order_by(Outgoing.ready_at)
        .limit(claim.limit)
        .with_for_update(skip_locked=True)
    )
    rows = list(session.scalars(query))
    for row in rows:
        _lease(row, claim)
    session.flush()
    return rows


def claim_due(
    session: Session, claim: Claim, next_due: NextDue, grace_of: Callable[[str], timedelta]
) -> tuple[list[Outgoing], int]:
    """Turn due subscriptions into messages being sent; returns them and how many subscriptions were looked at.

    After downtime only the latest missed occurrence counts, and only within the grace of its kind.
    """
    query = (
        select(Subscription, Person)
        .join(Person, Person.id == Subscription.person_id)
        .where(Subscription.next_due_at <= claim.now, Person.home_platform == claim.platform)
        .order_by(Subscription.next_due_at)
        .limit(claim.limit)
        .with_for_update(of=Subscription, skip_locked=True)
    )
    found = session.execute(query).all()
    rows = [_occurrence(session, each, person, claim, next_due, grace_of(each.kind)) for each, person in found]
    session.flush()
    return [row for row in rows if row is not None], len(found)


def release_expired(session: Session, now: int, repeats: Callable[[str], bool]) -> None:
    """Take back what a sender that died was sending: try again, or note that nobody knows."""
    expired = select(Outgoing).where(Outgoing.state == "sending", Outgoing.lease_until < now)
    for row in session.scalars(expired.with_for_update(skip_locked=True)):
        row.state = "ready" if repeats(row.kind) else "unsure"
        row.ready_at, row.worker, row.lease_until = now, None, None
        row.detail = "the sender stopped in the middle"


def settle(session: Session, row_id: int, worker: str, attempt: int, verdict: Verdict) -> bool:
    """Note what became of a message; False when it is no longer ours to settle."""
    row = session.scalars(
        select(Outgoing)
        .where(
            Outgoing.id == row_id, Outgoing.state == "sending", Outgoing.worker == worker, Outgoing.attempt == attempt
        )
        .with_for_update()
    ).one_or_none()
    if row is None:
        return False
    row.state, row.ready_at, row.detail = verdict.state, verdict.ready_at or row.ready_at, verdict.detail[:200]
    row.handle = verdict.handle or row.handle
    row.worker = row.lease_until = None
    if row.again and row.state == "sent":
        row.state, row.again, row.attempt = "ready", False, 0
    return True


def _row(key: str, kind: str, address: Address, ref: str, at: int, person_id: int | None) -> dict[str, object]:
    where = {"platform": address.platform, "chat": address.chat, "thread": address.thread}
    what = {"key": key, "kind": kind, "person_id": person_id, "ref": ref}
    return {**what, **where, "state": "ready", "due_at": at, "ready_at": at}


def _lease(row: Outgoing, claim: Claim) -> None:
    row.state, row.worker, row.lease_until = "sending", claim.worker, claim.now + LEASE
    row.attempt += 1


def _occurrence(
    session: Session, each: Subscription, person: Person, claim: Claim, next_due: NextDue, grace: timedelta
) -> Outgoing | None:
    """The message for the latest due occurrence, already leased; the subscription moves on to its next one."""
    due_at, due_on = _latest(each, claim.now, next_due)
    each.next_due_at, each.due_on = next_due(max(due_at, claim.now), each.zone, each.minute_of_day, each.weekdays)
    late = claim.now - due_at > grace.total_seconds() or not person.reachable
    address = Address(person.home_platform, person.home_chat)
    values = _row(f"{person.id}:{each.kind}:{due_on}", each.kind, address, f"{due_on}", due_at, person.id)
    values["state"] = "skipped" if late else "ready"
    insert = insert_into(session, Outgoing).values(values).on_conflict_do_nothing().returning(Outgoing.id)
    row_id = session.execute(insert).scalar()
    if row_id is None or late:
        return None
    row = session.get_one(Outgoing, row_id)
    _lease(row, claim)
    return row


def _latest(each: Subscription, now: int, next_due: NextDue) -> tuple[int, date]:
    latest = (each.next_due_at, each.due_on)
    while (following := next_due(latest[0], each.zone, each.minute_of_day, each.weekdays))[0] <= now:
        latest = following
    return latest
