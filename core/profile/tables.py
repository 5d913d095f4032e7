"""A setup under way, so that it can be resumed at the very step it was left at."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base
from core.people.inputs import PlanInputs


class Setup(PlanInputs, Base):
    """The answers given so far, and the step asked now.

    `single` changes that one step and ends, or goes back to `resume_at` of the setup it came between.
    `fitting`: the race and the days are set; what follows makes the plan fit better.
    """

    __tablename__ = "setup"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    step: Mapped[str]
    single: Mapped[bool] = mapped_column(default=False)
    resume_at: Mapped[str | None]
    fitting: Mapped[bool] = mapped_column(default=False)
    cleared: Mapped[bool | None]
    minute_of_day: Mapped[int | None]
    zone: Mapped[str | None]
    units: Mapped[str | None]
