"""The outbox as the features see it: posting a message, bringing it up to date, taking it back."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from core.database import insert_into
from core.delivery.tables import Outgoing
from core.messages import Address
from core.people.tables import Account, Person
from core.retention import Retention

FINISHED = ("sent", "skipped", "gone", "failed", "unsure")


def post(
    session: Session, key: str, kind: str, address: Address, ref: str, at: int, person_id: int | None = None
) -> None:
    """Send one message at `at` (UTC seconds); the same key is never sent twice."""
    values = row_of(key, kind, address, ref, at, person_id)
    session.execute(insert_into(session, Outgoing).values(values).on_conflict_do_nothing())


def postpone(
    session: Session, key: str, kind: str, address: Address, ref: str, at: int, person_id: int | None = None
) -> None:
    """Send one message at `at`: instead of before if it waits already, and as a new one if it was sent."""
    anew = row_of(key, kind, address, ref, at, person_id)
    insert = insert_into(session, Outgoing).values(anew)
    values = {name: insert.excluded[name] for name in anew} | {"handle": "", "failures": 0, "detail": ""}
    session.execute(
        insert.on_conflict_do_update(index_elements=["key"], set_=values, where=Outgoing.state != "sending")
    )


def refresh(session: Session, key: str, kind: str, address: Address, ref: str, at: int) -> None:
    """Bring a message that is edited in place up to date; many refreshes before it is sent are one."""
    insert = insert_into(session, Outgoing).values(row_of(key, kind, address, ref, at, None))
    again = {"again": True}
    session.execute(insert.on_conflict_do_update(index_elements=["key"], set_=again, where=Outgoing.state == "sending"))
    waiting = (Outgoing.key == key, Outgoing.state != "sending", Outgoing.state != "ready")
    session.execute(update(Outgoing).where(*waiting).values(state="ready", ready_at=at, due_at=at, failures=0))


def cancel(session: Session, key: str) -> None:
    """Do not send a message that is still waiting."""
    cancelled = {"state": "skipped", "detail": "cancelled"}
    session.execute(update(Outgoing).where(Outgoing.key == key, Outgoing.state == "ready").values(cancelled))


def fate_of(session: Session, key: str) -> str:
    """The state of a message, empty when there is none."""
    return session.scalar(select(Outgoing.state).where(Outgoing.key == key)) or ""


def move_chat(session: Session, old: Address, chat: str) -> None:
    """Let messages and people follow a chat to its new id."""
    home = (Person.home_platform == old.platform, Person.home_chat == old.chat)
    session.execute(update(Person).where(*home).values(home_chat=chat))
    account = (Account.platform == old.platform, Account.home == old.chat)
    session.execute(update(Account).where(*account).values(home=chat))
    there = (Outgoing.platform == old.platform, Outgoing.chat == old.chat)
    session.execute(update(Outgoing).where(*there).values(chat=chat))


def latest(session: Session) -> int:
    """The highest id there is, 0 when there is none."""
    return session.scalar(select(func.max(Outgoing.id))) or 0


def expire(session: Session, retention: Retention, now: datetime, ids: range) -> None:
    """Drop the notes on what was sent long ago, among these ids; boards stay as long as they are refreshed."""
    old = Outgoing.due_at < int((now - timedelta(days=retention.outgoing)).timestamp())
    there = (Outgoing.id >= ids.start, Outgoing.id < ids.stop)
    session.execute(delete(Outgoing).where(*there, Outgoing.state.in_(FINISHED), old))


def row_of(key: str, kind: str, address: Address, ref: str, at: int, person_id: int | None) -> dict[str, object]:
    """A message that waits for its time."""
    where = {"platform": address.platform, "chat": address.chat, "thread": address.thread}
    what = {"key": key, "kind": kind, "person_id": person_id, "ref": ref}
    return {**what, **where, "state": "ready", "due_at": at, "ready_at": at}
