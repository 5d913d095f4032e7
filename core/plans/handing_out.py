"""What somebody is handed of their plan: what it was built from, what happened on the way, and what they did."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.holdings import Sheet, sheet_of
from core.people.inputs import FIELDS
from core.people.tables import Person
from core.plans.declared import feature
from core.plans.tables import FactRow, PlanRow, ProposalRow, SessionRow

PLAN = ("state", "started_on", "holds_from", *FIELDS)
LOG = ("day", "outcome", "logged_at", "rir", "top", "late")
FACT = ("kind", "first", "last", "about", "to")
PROPOSAL = ("made_on", "change")


@feature.exports(PlanRow, SessionRow, FactRow, ProposalRow)
def sheets(session: Session, person: Person) -> Iterator[Sheet]:
    """Every row there is."""
    plans = select(PlanRow).where(PlanRow.person_id == person.id).order_by(PlanRow.id)
    yield sheet_of("plans", PLAN, session.scalars(plans))
    log = select(SessionRow).where(SessionRow.person_id == person.id).order_by(SessionRow.day)
    yield sheet_of("sessions", LOG, session.scalars(log))
    facts = select(FactRow).where(FactRow.person_id == person.id).order_by(FactRow.id)
    yield sheet_of("changes", FACT, session.scalars(facts))
    proposal = select(ProposalRow).where(ProposalRow.person_id == person.id)
    yield sheet_of("open_change", PROPOSAL, session.scalars(proposal))
