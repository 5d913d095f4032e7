"""A challenge in a room, who joined it, and the log that every figure is computed from."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, UtcDateTime


class Challenge(Base):
    """A challenge under way; its numbers are copied from the template, so they cannot change under way."""

    __tablename__ = "challenge"
    __table_args__ = (Index("ix_challenge_room", "platform", "chat", "thread"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    template: Mapped[str]
    platform: Mapped[str]
    chat: Mapped[str]
    thread: Mapped[str]
    zone: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    daily_target: Mapped[int]
    daily_cap: Mapped[int]
    stopped: Mapped[bool] = mapped_column(default=False)


class Member(Base):
    """Somebody who joined, under the name they are shown by."""

    __tablename__ = "challenge_member"

    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenge.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    alias: Mapped[str]
    joined_on: Mapped[date]


class Entry(Base):
    """One thing logged; `day` is the member's own local date at that moment and decides what day it counts for."""

    __tablename__ = "challenge_entry"
    __table_args__ = (Index("ix_challenge_entry_member", "challenge_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenge.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    day: Mapped[date]
    amount: Mapped[int]
    logged_at: Mapped[datetime] = mapped_column(UtcDateTime)
    undone: Mapped[bool] = mapped_column(default=False)
