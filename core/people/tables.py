"""A person and the accounts they write from."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, UtcDateTime
from core.people.inputs import PlanInputs
from core.people.wishes import Wishes
from core.sealing import SealedId


class Person(PlanInputs, Wishes, Base):
    """One runner; everything about them hangs on this row, and it holds no name.

    `minute_of_day` is local wall time; `zone` is an IANA name; `units` a system of core/units.py, None: by `locale`.
    `paused`: no message unasked until they say so; `quiet_until`: none up to that day.
    `home_*` is the private chat pushes go to; `reachable` turns false when the platform says they are gone.
    """

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    locale: Mapped[str]
    zone: Mapped[str | None]
    minute_of_day: Mapped[int | None]
    units: Mapped[str | None]
    home_platform: Mapped[str]
    home_chat: Mapped[str] = mapped_column(SealedId)
    reachable: Mapped[bool] = mapped_column(default=True)
    paused: Mapped[bool] = mapped_column(default=False)
    quiet_until: Mapped[date | None]


class Account(Base):
    """A platform account that belongs to a person; `home` is the private chat with it, as `Person.home_chat`."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("platform", "external_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    platform: Mapped[str]
    external_id: Mapped[str] = mapped_column(SealedId)
    home: Mapped[str] = mapped_column(SealedId, server_default="")
