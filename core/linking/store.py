"""Codes, tries and offers; and the accounts of a person."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from core.linking.codes import hash_of
from core.linking.tables import LinkCode, LinkOffer, LinkTry
from core.people.tables import Account, Person

CODE_LIFE = timedelta(minutes=10)
OFFER_LIFE = timedelta(hours=1)
TRIES = 5


def accounts_of(session: Session, person_id: int) -> list[Account]:
    """Every account of a person, the oldest first."""
    return list(session.scalars(select(Account).where(Account.person_id == person_id).order_by(Account.id)))


def keep_code(session: Session, person_id: int, code: str, now: datetime) -> None:
    """Remember a code; the one before is worth nothing any more."""
    session.execute(delete(LinkCode).where(LinkCode.person_id == person_id))
    session.add(LinkCode(person_id=person_id, code_hash=hash_of(code), made_at=now))
    session.flush()


def owner_of(session: Session, code: str, now: datetime) -> int | None:
    """Whose code it is, as long as it holds."""
    fresh = (LinkCode.code_hash == hash_of(code), LinkCode.made_at > now - CODE_LIFE)
    return session.scalar(select(LinkCode.person_id).where(*fresh))


def use_up(session: Session, person_id: int) -> bool:
    """A code is used once; False when it was used a moment ago."""
    used = delete(LinkCode).where(LinkCode.person_id == person_id).returning(LinkCode.person_id)
    return session.scalar(used) is not None


def tries_left(session: Session, person_id: int, now: datetime) -> int:
    """How many wrong codes somebody may still type."""
    row = session.get(LinkTry, person_id)
    return TRIES if row is None or row.since <= now - CODE_LIFE else TRIES - row.tries


def count_try(session: Session, person_id: int, now: datetime) -> int:
    """Count a wrong code; returns how many are left."""
    row = session.get(LinkTry, person_id)
    if row is None:
        row = LinkTry(person_id=person_id, tries=0, since=now)
        session.add(row)
    if row.since <= now - CODE_LIFE:
        row.tries, row.since = 0, now
    row.tries += 1
    session.flush()
    return TRIES - row.tries


def offer(session: Session, first_id: int, second_id: int, now: datetime) -> LinkOffer:
    """Begin a link; whatever either of them had begun before is over."""
    both = (first_id, second_id)
    session.execute(delete(LinkOffer).where(or_(LinkOffer.first_id.in_(both), LinkOffer.second_id.in_(both))))
    row = LinkOffer(first_id=first_id, second_id=second_id, agreed=False, made_at=now)
    session.add(row)
    session.flush()
    return row


def offer_for(session: Session, person_id: int, now: datetime) -> LinkOffer | None:
    """The link that waits for somebody's word."""
    mine = or_(LinkOffer.first_id == person_id, LinkOffer.second_id == person_id)
    return session.scalars(select(LinkOffer).where(mine, LinkOffer.made_at > now - OFFER_LIFE)).one_or_none()


def locked(session: Session, person_id: int) -> Person:
    """The other person, with their row locked too."""
    return session.scalars(select(Person).where(Person.id == person_id).with_for_update()).one()


def expire(session: Session, now: datetime) -> None:
    """Drop codes, tries and offers that are over."""
    session.execute(delete(LinkCode).where(LinkCode.made_at <= now - CODE_LIFE))
    session.execute(delete(LinkTry).where(LinkTry.since <= now - CODE_LIFE))
    session.execute(delete(LinkOffer).where(LinkOffer.made_at <= now - OFFER_LIFE))
