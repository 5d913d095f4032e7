"""A runner's plan, what happened on the way, and what they did of it."""

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import blake2s

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from core.database import insert_into
from core.plans.rules.life.facts import End, Fact, ended
from core.plans.rules.life.workouts import Workout
from core.plans.tables import FactRow, PlanRow, ProposalRow, SessionRow


def current_plan(session: Session, person_id: int) -> PlanRow | None:
    """The plan that is active or held."""
    query = select(PlanRow).where(PlanRow.person_id == person_id, PlanRow.state != "ended")
    return session.scalars(query.order_by(PlanRow.id.desc()).limit(1)).one_or_none()


def plan_versions(session: Session, person_id: int) -> list[PlanRow]:
    """Every version that still says what some days were or will be like, oldest first."""
    lived = (PlanRow.person_id == person_id, PlanRow.state.in_(("active", "ended")))
    kept: list[PlanRow] = []
    for row in session.scalars(select(PlanRow).where(*lived).order_by(PlanRow.id.desc())):
        if not kept or row.holds_from < kept[-1].holds_from:
            kept.append(row)
    return kept[::-1]


def end_plans(session: Session, person_id: int) -> None:
    """A new plan takes the place of the old one; one that was never active is forgotten."""
    theirs = PlanRow.person_id == person_id
    session.execute(delete(PlanRow).where(theirs, PlanRow.state.in_(("held", "unasked"))))
    session.execute(update(PlanRow).where(theirs, PlanRow.state == "active").values(state="ended"))


def facts_of(session: Session, person_id: int) -> tuple[Fact, ...]:
    """Everything that happened on the way, in the order it was told."""
    rows = session.scalars(select(FactRow).where(FactRow.person_id == person_id).order_by(FactRow.id))
    return tuple(_fact(row) for row in rows)


def note_fact(session: Session, person_id: int, fact: Fact) -> None:
    """Remember something that happened."""
    days = {"first": fact.first, "last": fact.last}
    session.add(FactRow(person_id=person_id, kind=fact.kind, about=fact.about, to=fact.to, **days))
    session.flush()


def end_facts(session: Session, person_id: int, ends: Sequence[End]) -> None:
    """What goes on ends as the rules say; what has not begun by then is forgotten."""
    rows = session.scalars(select(FactRow).where(FactRow.person_id == person_id).order_by(FactRow.id)).all()
    facts = [_fact(row) for row in rows]
    for row, fact in zip(rows, facts, strict=True):
        left = ended(fact, facts, ends)
        if left is None:
            session.delete(row)
        else:
            row.last = left.last
    session.flush()


def forget_races(session: Session, person_id: int, today: date) -> None:
    """Further races that are still ahead count no more."""
    ahead = (FactRow.kind == "race", FactRow.first >= today)
    session.execute(delete(FactRow).where(FactRow.person_id == person_id, *ahead))


def forget_facts_of_day(session: Session, person_id: int, day: date) -> None:
    """Let a day's session be as planned again: nothing that was changed for this one day counts."""
    only = (FactRow.first == day, FactRow.last == day, FactRow.kind.in_(("swap", "easier", "harder")))
    session.execute(delete(FactRow).where(FactRow.person_id == person_id, *only))


def forget_tuning(session: Session, person_id: int, day: date) -> None:
    """A day's session is neither easier nor harder any more."""
    only = (FactRow.first == day, FactRow.kind.in_(("easier", "harder")))
    session.execute(delete(FactRow).where(FactRow.person_id == person_id, *only))


def proposal_of(session: Session, person_id: int) -> ProposalRow | None:
    """The change that waits for a yes or a no."""
    return session.scalars(select(ProposalRow).where(ProposalRow.person_id == person_id)).one_or_none()


def key_of(proposal: ProposalRow) -> str:
    """What a button names a proposal by: what it would change, and the day it was shown."""
    return blake2s(f"{proposal.made_on} {proposal.change}".encode(), digest_size=6).hexdigest()


def propose(session: Session, person_id: int, change: str, today: date) -> ProposalRow:
    """Keep a change until it is decided on; an earlier one counts no more."""
    drop_proposal(session, person_id)
    row = ProposalRow(person_id=person_id, change=change, made_on=today)
    session.add(row)
    session.flush()
    return row


def drop_proposal(session: Session, person_id: int) -> None:
    """The change is decided on, or replaced."""
    session.execute(delete(ProposalRow).where(ProposalRow.person_id == person_id))


def outcome_of(session: Session, person_id: int, day: date) -> str | None:
    """What became of a day's session."""
    query = select(SessionRow.outcome).where(SessionRow.person_id == person_id, SessionRow.day == day)
    return session.scalars(query).one_or_none()


def log_session(session: Session, person_id: int, day: date, outcome: str, now: datetime, *, late: bool) -> None:
    """Note what became of a day's session; the latest word counts."""
    values = {"outcome": outcome, "logged_at": now, "late": late, "rir": None, "top": None}
    insert = insert_into(session, SessionRow).values(person_id=person_id, day=day, **values)
    session.execute(insert.on_conflict_do_update(index_elements=["person_id", "day"], set_=values))


def note_effort(session: Session, person_id: int, day: date, **values: int | bool) -> bool:
    """Add how a logged session was: `rir` or `top`; False when it is not in the log."""
    row = (SessionRow.person_id == person_id, SessionRow.day == day, SessionRow.outcome != "skipped")
    return session.execute(update(SessionRow).where(*row).values(**values)).rowcount > 0  # type: ignore[attr-defined, no-any-return]


def forget_session(session: Session, person_id: int, day: date) -> None:
    """Take back what became of a day's session."""
    session.execute(delete(SessionRow).where(SessionRow.person_id == person_id, SessionRow.day == day))


def log_since(session: Session, person_id: int, first: date) -> dict[date, SessionRow]:
    """What became of the sessions from a day on."""
    query = select(SessionRow).where(SessionRow.person_id == person_id, SessionRow.day >= first)
    return {row.day: row for row in session.scalars(query)}


def workouts_of(log: dict[date, SessionRow]) -> dict[date, Workout]:
    """The log as the rules read it."""
    return {day: Workout(row.outcome, row.rir, row.top) for day, row in log.items()}


def _fact(row: FactRow) -> Fact:
    return Fact(row.kind, row.first, row.last, row.about, row.to)  # type: ignore[arg-type]
