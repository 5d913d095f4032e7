"""A runner's plan as its inputs (the weeks follow from them), and what became of its sessions."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, UtcDateTime


class PlanRow(Base):
    """What a plan is built from. States: active, held (a health question applies: no plan),
    unasked (the health questions were skipped: no plan yet), ended.

    `race_date` is None between races. Distances are in kilometres, ascent and descent in metres.
    """

    __tablename__ = "plan"
    __table_args__ = (Index("ix_plan_person_state", "person_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    state: Mapped[str]
    started_on: Mapped[date]
    race_date: Mapped[date | None]
    race_type: Mapped[str]
    distance_km: Mapped[float | None]
    ascent_m: Mapped[float | None]
    descent_m: Mapped[float | None]
    level: Mapped[str]


class SessionRow(Base):
    """What became of the session of a local date: done, short or skipped. No row: nothing yet."""

    __tablename__ = "session_log"
    __table_args__ = (UniqueConstraint("person_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    day: Mapped[date]
    outcome: Mapped[str]
    logged_at: Mapped[datetime] = mapped_column(UtcDateTime)
