"""Codes that link two apps, tries at them, and links that both sides have not yet agreed to."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, UtcDateTime


class LinkCode(Base):
    """The code somebody was shown last; only a hash of it is kept."""

    __tablename__ = "link_code"
    __table_args__ = (UniqueConstraint("code_hash"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    code_hash: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class LinkTry(Base):
    """How many wrong codes somebody has typed since a moment."""

    __tablename__ = "link_try"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    tries: Mapped[int]
    since: Mapped[datetime] = mapped_column(UtcDateTime)


class LinkOffer(Base):
    """Two people who may be one: `first` made the code and keeps their plan, `second` typed it and agrees first."""

    __tablename__ = "link_offer"
    __table_args__ = (UniqueConstraint("first_id"), UniqueConstraint("second_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    agreed: Mapped[bool]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
