"""What captains did, as rows."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.challenges.store import IN
from core.challenges.tables import Member, Note


def add(session: Session, note: Note) -> None:
    """Write down what a captain did."""
    session.add(note)
    session.flush()


def about(session: Session, challenge_id: int, person_id: int, since: int) -> list[Note]:
    """What captains did about somebody, from a note on."""
    theirs = (Note.challenge_id == challenge_id, Note.member_id == person_id, Note.id >= since)
    return list(session.scalars(select(Note).where(*theirs).order_by(Note.id)))


def is_name_fixed(session: Session, challenge_id: int, person_id: int) -> bool:
    """Whether a captain has taken somebody's name off the board, and nobody has given it back."""
    theirs = (Note.challenge_id == challenge_id, Note.member_id == person_id, Note.what.in_(("renamed", "freed")))
    return session.scalar(select(Note.what).where(*theirs).order_by(Note.id.desc()).limit(1)) == "renamed"


def names_fixed(session: Session, challenge_id: int) -> list[Member]:
    """Whose names captains have taken off the board."""
    named = select(Note.member_id).where(Note.challenge_id == challenge_id, Note.what == "renamed")
    query = select(Member).where(Member.challenge_id == challenge_id, IN, Member.person_id.in_(named))
    found = session.scalars(query.order_by(Member.person_id))
    return [each for each in found if is_name_fixed(session, challenge_id, each.person_id)]


def rename(session: Session, of: Member) -> None:
    """Let a name that is gone from the board be gone from the notes too."""
    theirs = (Note.challenge_id == of.challenge_id, Note.member_id == of.person_id)
    session.execute(update(Note).where(*theirs).values(member=of.alias))


def latest(session: Session, challenge_id: int, most: int) -> list[Note]:
    """What captains did, the latest first."""
    query = select(Note).where(Note.challenge_id == challenge_id).order_by(Note.id.desc()).limit(most)
    return list(session.scalars(query))
