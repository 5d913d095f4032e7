"""A runner's plan and what they did of it."""

from datetime import date, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from core.database import insert_into
from core.plans.tables import PlanRow, SessionRow


def current_plan(session: Session, person_id: int) -> PlanRow | None:
    """The plan that is active or held."""
    query = select(PlanRow).where(PlanRow.person_id == person_id, PlanRow.state != "ended")
    return session.scalars(query.order_by(PlanRow.id.desc()).limit(1)).one_or_none()


def end_plans(session: Session, person_id: int) -> None:
    """A new plan takes the place of the old one."""
    unended = (PlanRow.person_id == person_id, PlanRow.state != "ended")
    session.execute(update(PlanRow).where(*unended).values(state="ended"))


def outcome_of(session: Session, person_id: int, day: date) -> str | None:
    """What became of a day's session."""
    query = select(SessionRow.outcome).where(SessionRow.person_id == person_id, SessionRow.day == day)
    return session.scalars(query).one_or_none()


def log_session(session: Session, person_id: int, day: date, outcome: str, now: datetime) -> None:
    """Note what became of a day's session; the latest word counts."""
    values = {"outcome": outcome, "logged_at": now}
    insert = insert_into(session, SessionRow).values(person_id=person_id, day=day, **values)
    session.execute(insert.on_conflict_do_update(index_elements=["person_id", "day"], set_=values))


def forget_session(session: Session, person_id: int, day: date) -> None:
    """Take back what became of a day's session."""
    session.execute(delete(SessionRow).where(SessionRow.person_id == person_id, SessionRow.day == day))


def outcomes_since(session: Session, person_id: int, first: date) -> dict[date, str]:
    """What became of the sessions from a day on."""
    query = select(SessionRow.day, SessionRow.outcome).where(SessionRow.person_id == person_id, SessionRow.day >= first)
    return dict(session.execute(query).all())
