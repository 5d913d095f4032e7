"""A runner's plan as its inputs (the weeks follow from them), and what became of its sessions."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, UtcDateTime
from core.people.inputs import PlanInputs


class PlanRow(PlanInputs, Base):
    """One version of what a plan is built from. States: active, held (a health question applies: no plan),
    unasked (the health questions were skipped: no plan yet), ended.

    A change makes a new version with the same `started_on`; the old one still tells what the days before the new
    one's `holds_from` were like. What it is built from are the columns of `PlanInputs`.
    """

    __tablename__ = "plan"
    __table_args__ = (Index("ix_plan_person_state", "person_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    state: Mapped[str]
    started_on: Mapped[date]
    holds_from: Mapped[date]


class SessionRow(Base):
    """What became of the session of a local date: done, short or skipped. No row: nothing yet.

    `rir`: reps left in the last sets, 0 to 5; `top`: whether the top of the rep ranges was reached; `late`: logged
    on a later day.
    """

    __tablename__ = "session_log"
    __table_args__ = (UniqueConstraint("person_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    day: Mapped[date]
    outcome: Mapped[str]
    logged_at: Mapped[datetime] = mapped_column(UtcDateTime)
    rir: Mapped[int | None]
    top: Mapped[bool | None]
    late: Mapped[bool] = mapped_column(default=False)


class FactRow(Base):
    """Something that happened on the way, and the days it changes; `last` is None when it holds from then on.

    Kinds: see `core.plans.rules.life.facts`. `about` names an exercise, a body area or a date, `to` what comes instead.
    """

    __tablename__ = "plan_fact"
    __table_args__ = (Index("ix_plan_fact_person_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    kind: Mapped[str]
    first: Mapped[date]
    last: Mapped[date | None]
    about: Mapped[str]
    to: Mapped[str]


class ProposalRow(Base):
    """The one change a person was shown and has not decided on; `change` is JSON of `core.plans.rules.life.change`."""

    __tablename__ = "plan_proposal"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    change: Mapped[str]
    made_on: Mapped[date]
