"""What the question box remembers: the topic last talked about, and questions it had no sure answer to."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, UtcDateTime


class LastTopic(Base):
    """The topic a person was last given in a room, so that "and how many?" has something to lean on."""

    __tablename__ = "last_topic"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    platform: Mapped[str] = mapped_column(primary_key=True)
    chat: Mapped[str] = mapped_column(primary_key=True)
    topic: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class DoubtfulQuestion(Base):
    """A question that was declined or met with a choice, for the coaches to look at: nobody's name is on it."""

    __tablename__ = "doubtful_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    outcome: Mapped[str]
    nearest: Mapped[str | None]
    score: Mapped[float]
    asked_on: Mapped[date] = mapped_column(index=True)
