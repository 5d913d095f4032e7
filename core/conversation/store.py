"""Remembering what was answered and what was asked."""

import json
from collections.abc import Collection
from datetime import datetime, timedelta

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from core.conversation.tables import Handled, OpenQuestion
from core.database import insert_into
from core.messages import Action, Address, Ask, Reply
from core.retention import Retention
from core.texts import escape

KEEP_REPLY = timedelta(hours=1)  # a second delivery comes at once, or when the process is there again
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


def keep_reply(session: Session, key: str, reply: Reply | None, person_id: int | None = None) -> None:
    """Store the answer with its request, and whose it is."""
    values = {"reply": _replies.dump_json(reply).decode(), "person_id": person_id}
    session.execute(update(Handled).where(Handled.key == key).values(values))


def blank_replies_naming(session: Session, names: Collection[str]) -> None:
    """Blank every stored answer, to whomever, that shows one of these names."""
    shown = {json.dumps(form, ensure_ascii=False)[1:-1] for name in names for form in (name, escape(name))}
    kept = session.execute(select(Handled.key, Handled.reply).where(Handled.reply.is_not(None))).all() if shown else ()
    naming = [key for key, reply in kept if any(form in (reply or "") for form in shown)]
    for key in naming:
        session.execute(update(Handled).where(Handled.key == key).values(reply=None))


def open_question(session: Session, person_id: int, room: Address, now: datetime) -> Action | None:
    """The question this person has not answered yet in this room."""
    query = select(OpenQuestion.token).where(*_asked(person_id, room), OpenQuestion.asked_at >= now - KEEP_QUESTION)
    token = session.scalar(query)
    return None if token is None else Action.parse(token)


def remember_question(session: Session, person_id: int, room: Address, ask: Ask, now: datetime) -> None:
    """Note what was asked; a newer question replaces an older one."""
    forget_question(session, person_id, room)
    key = {"person_id": person_id, "platform": room.platform, "chat": room.chat}
    session.execute(insert_into(session, OpenQuestion).values(**key, token=ask.action.token, asked_at=now))


def forget_question(session: Session, person_id: int, room: Address) -> None:
    """The question is answered, or no longer asked."""
    session.execute(delete(OpenQuestion).where(*_asked(person_id, room)))


def expire(session: Session, retention: Retention, now: datetime) -> None:
    """Drop what nobody can ask for any more; the words of an answer go before the note that there was one."""
    session.execute(delete(Handled).where(Handled.handled_at < now - timedelta(days=retention.handled)))
    said = (Handled.handled_at < now - KEEP_REPLY, Handled.reply.is_not(None))
    session.execute(update(Handled).where(*said).values(reply=None))
    session.execute(delete(OpenQuestion).where(OpenQuestion.asked_at < now - KEEP_QUESTION))


def _asked(person_id: int, room: Address) -> tuple[ColumnElement[bool], ...]:
    """The question of a person in a room, whose row is locked while they are served."""
    return OpenQuestion.person_id == person_id, OpenQuestion.platform == room.platform, OpenQuestion.chat == room.chat
