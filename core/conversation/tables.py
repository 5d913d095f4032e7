"""Requests already answered, questions still open, and the topic last talked about."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, UtcDateTime


class Handled(Base):
    """A request that was answered: the same key again gets the stored reply and nothing runs twice."""

    __tablename__ = "handled"

    key: Mapped[str] = mapped_column(primary_key=True)
    handled_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    reply: Mapped[str | None]


class OpenQuestion(Base):
    """The question a person was asked in a room: their next text there goes to the action `token`."""

    __tablename__ = "open_question"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    platform: Mapped[str] = mapped_column(primary_key=True)
    chat: Mapped[str] = mapped_column(primary_key=True)
    token: Mapped[str]
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
