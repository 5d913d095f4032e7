"""Who is due when, every message on its way out, and who may send. Times are UTC seconds: they compare as integers."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base
from core.sealing import SealedId

READY, SENDING = text("state = 'ready'"), text("state = 'sending'")


class Subscription(Base):
    """A push that comes back: at a local wall time, on some weekdays, in a zone.

    `due_on` is the local date that `next_due_at` stands for. `platform` is the person's own, here for the index alone:
    what is due on one platform is found without looking at the others. The key is the table, to keep a million small.
    """

    __tablename__ = "subscription"
    __table_args__ = (
        Index("ix_subscription_due", "platform", "next_due_at"),
        {"sqlite_with_rowid": False},
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    platform: Mapped[str]
    zone: Mapped[str]
    minute_of_day: Mapped[int]
    weekdays: Mapped[int]
    next_due_at: Mapped[int] = mapped_column(BigInteger)
    due_on: Mapped[date]


class Outgoing(Base):
    """One message. States: ready → sending → sent | ready | gone | failed | unsure | skipped.

    `ref` is what it is about, in the words of its kind. `again` asks for one more send after this one (a board changed
    meanwhile). `worker`, `attempt` and `epoch` fence a sending row: only who claimed it may settle it, and only while
    nobody has taken the token over. `attempt` only ever grows; `failures` counts the times it may or may not have gone.
    """

    __tablename__ = "outgoing"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("ix_outgoing_ready", "platform", "ready_at", sqlite_where=READY, postgresql_where=READY),
        Index("ix_outgoing_sending", "platform", "epoch", sqlite_where=SENDING, postgresql_where=SENDING),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    kind: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    platform: Mapped[str]
    chat: Mapped[str] = mapped_column(SealedId)
    thread: Mapped[str]
    ref: Mapped[str]
    state: Mapped[str]
    due_at: Mapped[int] = mapped_column(BigInteger)
    ready_at: Mapped[int] = mapped_column(BigInteger)
    attempt: Mapped[int] = mapped_column(default=0)
    failures: Mapped[int] = mapped_column(default=0)
    worker: Mapped[str | None]
    epoch: Mapped[int | None]
    again: Mapped[bool] = mapped_column(default=False)
    handle: Mapped[str] = mapped_column(default="")
    detail: Mapped[str] = mapped_column(default="")


class SenderLease(Base):
    """Which process may send with a bot token, and until when; every new holder raises the epoch.

    `token` is a fingerprint, never the token. A holder that went in peace leaves `holder` empty.
    """

    __tablename__ = "sender_lease"

    token: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    epoch: Mapped[int]
    until: Mapped[int] = mapped_column(BigInteger)


class ZoneRules(Base):
    """Which edition of the time zone rules the due times were computed with: one row."""

    __tablename__ = "zone_rules"

    edition: Mapped[str] = mapped_column(primary_key=True)
