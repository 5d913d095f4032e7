"""A club and its captains; a challenge, who joined it, and the log that every figure is computed from."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, UtcDateTime
from core.sealing import SealedId, SealedText


class Club(Base):
    """A place where challenges run: a channel, a group, or a topic in one, as a captain set it up.

    `weekday` (Monday is 0) and `hour` are the digest's, in `zone`; `confirmed`: the clock there was looked at.
    `lost` says why the bot may not write there, empty when it may.
    """

    __tablename__ = "club"
    __table_args__ = (UniqueConstraint("platform", "chat", "thread"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    platform: Mapped[str]
    chat: Mapped[str] = mapped_column(SealedId)
    thread: Mapped[str]
    name: Mapped[str]
    zone: Mapped[str]
    confirmed: Mapped[bool]
    weekday: Mapped[int]
    hour: Mapped[int]
    language: Mapped[str]
    lost: Mapped[str]


class Captain(Base):
    """Somebody who may act for a club, whatever the platform says of them; `name` is what it showed.

    Until another captain said yes they have only offered to: not `appointed`.
    """

    __tablename__ = "club_captain"

    club_id: Mapped[int] = mapped_column(ForeignKey("club.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(SealedText)
    appointed: Mapped[bool]


class Challenge(Base):
    """A challenge in a room. States: draft → on → closed | stopped.

    `rules` are frozen text (`rules/frozen.py`); `closes_at` (UTC seconds) is the closing post's time. `board_at` is
    from when on its board may be edited again, `edition` which of its weekly boards is the current one. `person_id`:
    whose own it is, in a private chat.
    """

    __tablename__ = "challenge"
    __table_args__ = (Index("ix_challenge_room", "platform", "chat", "thread"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    template: Mapped[str]
    platform: Mapped[str]
    chat: Mapped[str] = mapped_column(SealedId)
    thread: Mapped[str]
    zone: Mapped[str]
    state: Mapped[str]
    rules: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    closes_at: Mapped[int] = mapped_column(BigInteger)
    board_at: Mapped[int] = mapped_column(BigInteger)
    edition: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)


class Member(Base):
    """Somebody in a challenge. States: invited → in ⇄ left; in → removed (by a captain) → left (let back).

    `target` is their own aim a day, `zone` the one they last logged in. `due` says where sessions count on which days
    one is asked for: a 1 or a 0 for each day since `joined_on`, as the plan was on that day; empty: every day.
    The last five columns are the tally of their log: computed from it anew at each change.
    """

    __tablename__ = "challenge_member"

    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenge.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    alias: Mapped[str] = mapped_column(SealedText)
    state: Mapped[str]
    shown: Mapped[bool]
    joined_on: Mapped[date]
    target: Mapped[int]
    due: Mapped[str]
    zone: Mapped[str]
    team: Mapped[int]
    credit: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    active: Mapped[int] = mapped_column(default=0)
    last_on: Mapped[date | None]
    last_credit: Mapped[int] = mapped_column(default=0)


class Entry(Base):
    """One thing logged. `day` is the member's own local date, or a day before it they named: then it is `late`.

    `corrected`: a captain changed the day by this amount; it may be negative.
    """

    __tablename__ = "challenge_entry"
    __table_args__ = (Index("ix_challenge_entry_member", "challenge_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenge.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    day: Mapped[date]
    amount: Mapped[int]
    logged_at: Mapped[datetime] = mapped_column(UtcDateTime)
    late: Mapped[bool] = mapped_column(default=False)
    corrected: Mapped[bool] = mapped_column(default=False)
    undone: Mapped[bool] = mapped_column(default=False)


class Note(Base):
    """What a captain did in a challenge, for every member to read. `what` is correction, teams, stopped, renamed,
    freed (may choose a name again), removed or readmitted.

    `captain_id` and `member_id` say whose names these are, so that they can be taken out.
    """

    __tablename__ = "challenge_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenge.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    what: Mapped[str]
    captain: Mapped[str] = mapped_column(SealedText)
    member: Mapped[str] = mapped_column(SealedText)
    day: Mapped[date | None]
    amount: Mapped[int]
    reason: Mapped[str] = mapped_column(SealedText)
    captain_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
