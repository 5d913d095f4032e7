"""What the question box remembers: the topic last talked about."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, UtcDateTime
from core.sealing import SealedId


class LastTopic(Base):
    """The topic a person was last given in a room, so that "and how many?" has something to lean on."""

    __tablename__ = "last_topic"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    platform: Mapped[str] = mapped_column(primary_key=True)
    chat: Mapped[str] = mapped_column(SealedId, primary_key=True)
    topic: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
