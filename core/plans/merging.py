"""When two people turn out to be one: the first one's plan, and the sessions that both have logged."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from core.context import Context
from core.people.tables import Person
from core.plans import store
from core.plans.declared import feature
from core.plans.tables import FactRow, PlanRow, ProposalRow, SessionRow
from core.retention import Retention


@feature.merges(PlanRow, FactRow, ProposalRow, SessionRow)
def merge(ctx: Context, gone: Person) -> None:
    """Take the plan over where there is none yet, and the log of every day that has no entry."""
    session, stays = ctx.session, ctx.person.id
    if store.current_plan(session, stays) is None:
        for table in (PlanRow, FactRow):
            session.execute(update(table).where(table.person_id == gone.id).values(person_id=stays))
    logged = select(SessionRow.day).where(SessionRow.person_id == stays)
    free = (SessionRow.person_id == gone.id, SessionRow.day.not_in(logged))
    session.execute(update(SessionRow).where(*free).values(person_id=stays))


@feature.sweeps
def drop_old(session: Session, retention: Retention, now: datetime) -> None:
    """Drop what was logged long ago."""
    if retention.log is not None:
        old = SessionRow.day < now.date() - timedelta(days=retention.log)
        session.execute(delete(SessionRow).where(old))
