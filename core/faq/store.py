"""The topic last talked about."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from core.database import insert_into
from core.faq.tables import LastTopic
from core.messages import Address

KEEP_TOPIC = timedelta(minutes=30)


def last_topic(session: Session, person_id: int, room: Address, now: datetime) -> str | None:
    """The topic this conversation is about, while it is fresh."""
    return session.scalar(select(LastTopic.topic).where(*_there(person_id, room), LastTopic.at >= now - KEEP_TOPIC))


def remember_topic(session: Session, person_id: int, room: Address, topic: str, now: datetime) -> None:
    """Note what the conversation is about now."""
    key = {"person_id": person_id, "platform": room.platform, "chat": room.chat}
    session.execute(delete(LastTopic).where(*_there(person_id, room)))
    session.execute(insert_into(session, LastTopic).values(**key, topic=topic, at=now))


def _there(person_id: int, room: Address) -> tuple[ColumnElement[bool], ...]:
    return LastTopic.person_id == person_id, LastTopic.platform == room.platform, LastTopic.chat == room.chat
