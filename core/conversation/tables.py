"""Requests already answered, questions still open, and the topic last talked about."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, UtcDateTime
from core.sealing import SealedId, SealedText


class Handled(Base):
    """A request that was answered: the same key again gets the stored reply and nothing runs twice.

    `person_id` is whose it was, so that it goes with them; the reply is blanked once nobody can ask for it again.
    """

    __tablename__ = "handled"

    key: Mapped[str] = mapped_column(primary_key=True)
    handled_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    reply: Mapped[str | None] = mapped_column(SealedText)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)


class OpenQuestion(Base):
    """The question a person was asked in a room: their next text there goes to the action `token`."""

    __tablename__ = "open_question"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    platform: Mapped[str] = mapped_column(primary_key=True)
    chat: Mapped[str] = mapped_column(SealedId, primary_key=True)
    token: Mapped[str]
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
