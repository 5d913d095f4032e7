"""Who is due when, and every message on its way out. Times are UTC seconds, so that they compare as integers."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base


class Subscription(Base):
    """A push that comes back: at a local wall time, on some weekdays, in a zone.

    `due_on` is the local date that `next_due_at` stands for.
    """

    __tablename__ = "subscription"
    __table_args__ = (
        UniqueConstraint("person_id", "kind"),
        Index("ix_subscription_due", "next_due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    kind: Mapped[str]
    zone: Mapped[str]
    minute_of_day: Mapped[int]
    weekdays: Mapped[int]
    next_due_at: Mapped[int] = mapped_column(BigInteger)
    due_on: Mapped[date]


class Outgoing(Base):
    """One message. States: ready → sending → sent | ready | gone | failed | unsure | skipped.

    `ref` is what it is about, in the words of its kind. `again` asks for one more send after this one (a board changed
    meanwhile). `lease_until` and `worker` fence a sending row: only who claimed it may settle it.
    """

    __tablename__ = "outgoing"
    __table_args__ = (
        UniqueConstraint("key"),
        Index(
            "ix_outgoing_ready",
            "platform",
            "ready_at",
            sqlite_where=text("state = 'ready'"),
            postgresql_where=text("state = 'ready'"),
        ),
        Index(
            "ix_outgoing_lease",
            "lease_until",
            sqlite_where=text("state = 'sending'"),
            postgresql_where=text("state = 'sending'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    kind: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    platform: Mapped[str]
    chat: Mapped[str]
    thread: Mapped[str]
    ref: Mapped[str]
    state: Mapped[str]
    due_at: Mapped[int] = mapped_column(BigInteger)
    ready_at: Mapped[int] = mapped_column(BigInteger)
    attempt: Mapped[int] = mapped_column(default=0)
    worker: Mapped[str | None]
    lease_until: Mapped[int | None] = mapped_column(BigInteger)
    again: Mapped[bool] = mapped_column(default=False)
    handle: Mapped[str] = mapped_column(default="")
    detail: Mapped[str] = mapped_column(default="")
