"""Remembering what was answered and what was asked."""

from datetime import datetime, timedelta

from pydantic import TypeAdapter
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from core.conversation.tables import Handled, OpenQuestion
from core.database import insert_into
from core.messages import Action, Address, Ask, Reply

KEEP_HANDLED = timedelta(days=2)  # platforms redeliver within a day
KEEP_QUESTION = timedelta(days=7)

_replies: TypeAdapter[Reply | None] = TypeAdapter(Reply | None)


def claim(session: Session, key: str, now: datetime) -> bool:
    """Take a request; False when it was handled before (or is being handled: then this waits for the end of it)."""
    insert = insert_into(session, Handled).values(key=key, handled_at=now).on_conflict_do_nothing()
    return session.execute(insert.returning(Handled.key)).scalar() is not None


def reply_to(session: Session, key: str) -> Reply | None:
    """What was answered to a handled request."""
    stored = session.scalars(select(Handled.reply).where(Handled.key == key)).one()
    return None if stored is None else _replies.validate_json(stored)


def keep_reply(session: Session, key: str, reply: Reply | None) -> None:
    """Store the answer with its request."""
    session.execute(update(Handled).where(Handled.key == key).values(reply=_replies.dump_json(reply).decode()))


def open_question(session: Session, person_id: int, room: Address, now: datetime) -> Action | None:
    """The question this person has not answered yet in this room."""
    row = session.get(OpenQuestion, (person_id, room.platform, room.chat))
    if row is None or row.asked_at < now - KEEP_QUESTION:
        return None
    return Action.parse(row.token)


def remember_question(session: Session, person_id: int, room: Address, ask: Ask, now: datetime) -> None:
    """Note what was asked; a newer question replaces an older one."""
    key = {"person_id": person_id, "platform": room.platform, "chat": room.chat}
    values = {"token": ask.action.token, "asked_at": now}
    insert = insert_into(session, OpenQuestion).values(**key, **values)
    session.execute(insert.on_conflict_do_update(index_elements=list(key), set_=values))


def forget_question(session: Session, person_id: int, room: Address) -> None:
    """The question is answered, or no longer asked."""
    session.execute(
        delete(OpenQuestion).where(
            OpenQuestion.person_id == person_id,
            OpenQuestion.platform == room.platform,
            OpenQuestion.chat == room.chat,
        )
    )


def expire(session: Session, now: datetime) -> None:
    """Drop what nobody can ask for any more."""
    session.execute(delete(Handled).where(Handled.handled_at < now - KEEP_HANDLED))
    session.execute(delete(OpenQuestion).where(OpenQuestion.asked_at < now - KEEP_QUESTION))
