"""The topic last talked about, and the questions without a sure answer."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from core.answers.understanding import Reading
from core.database import insert_into
from core.faq.tables import DoubtfulQuestion, LastTopic
from core.messages import Address

KEEP_TOPIC = timedelta(minutes=30)
KEEP_DOUBTFUL = timedelta(days=90)


def last_topic(session: Session, person_id: int, room: Address, now: datetime) -> str | None:
    """The topic this conversation is about, while it is fresh."""
    row = session.get(LastTopic, (person_id, room.platform, room.chat))
    return None if row is None or row.at < now - KEEP_TOPIC else row.topic


def remember_topic(session: Session, person_id: int, room: Address, topic: str, now: datetime) -> None:
    """Note what the conversation is about now."""
    key = {"person_id": person_id, "platform": room.platform, "chat": room.chat}
    values = {"topic": topic, "at": now}
    insert = insert_into(session, LastTopic).values(**key, **values)
    session.execute(insert.on_conflict_do_update(index_elements=list(key), set_=values))


def keep_doubtful(session: Session, text: str, reading: Reading, now: datetime) -> None:
    """Keep a question for the coaches; old ones expire."""
    nearest = reading.choices[0] if reading.choices else None
    values = {"outcome": reading.outcome, "nearest": nearest, "score": reading.score, "asked_on": now.date()}
    session.add(DoubtfulQuestion(text=text, **values))
    session.execute(delete(DoubtfulQuestion).where(DoubtfulQuestion.asked_on < now.date() - KEEP_DOUBTFUL))
