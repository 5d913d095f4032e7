"""Finding people, and meeting them for the first time."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.database import insert_into
from core.messages import Sender
from core.people.tables import Account, Person


def person_of(session: Session, sender: Sender, now: datetime) -> Person:
    """The person behind a sender, created at their first word, with their row locked for this transaction."""
    known = _locked(session, sender)
    if known is not None:
        return known
    home = {"home_platform": sender.platform, "home_chat": sender.home}
    person = Person(created_at=now, locale=sender.locale, **home, reachable=True, paused=False)
    session.add(person)
    session.flush()
    values = {"person_id": person.id, "platform": sender.platform, "external_id": sender.id, "home": sender.home}
    insert = insert_into(session, Account).values(values).on_conflict_do_nothing().returning(Account.id)
    if session.execute(insert).scalar() is None:  # somebody else met them a moment ago
        session.delete(person)
        session.flush()
        return _locked(session, sender) or person
    return person


def _locked(session: Session, sender: Sender) -> Person | None:
    query = (
        select(Person)
        .join(Account, Account.person_id == Person.id)
        .where(Account.platform == sender.platform, Account.external_id == sender.id)
        .with_for_update(of=Person)
    )
    return session.scalars(query).one_or_none()
