"""When somebody is deleted: what they did together with others stays, and is nobody's."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from core.challenges import roster
from core.challenges.boards import show_board
from core.challenges.declared import feature
from core.challenges.tables import Captain, Challenge, Entry, Member, Note
from core.conversation import store as conversation
from core.delivery.tables import Outgoing
from core.people.tables import Person
from core.retention import Retention

NOBODY = "…"  # stands where a name was


@feature.forgets
def forget(session: Session, person: Person, now: datetime) -> None:
    """Take their name off everything, and let their share of a common sum be an anonymous row's."""
    conversation.blank_replies_naming(session, _names_of(session, person.id))
    _unname_notes(session, person.id)
    for challenge in _challenges_of(session, person.id):
        if _is_own(session, challenge, person.id):
            _drop(session, challenge)
        else:
            _make_anonymous(session, challenge, person.id, now)
            show_board(session, challenge, now)


@feature.sweeps
def drop_old(session: Session, retention: Retention, now: datetime) -> None:
    """Drop challenges that were over long ago, with their logs."""
    if retention.log is not None:
        over = (Challenge.state != "on", Challenge.ends_on < now.date() - timedelta(days=retention.log))
        session.execute(delete(Challenge).where(*over))


def _challenges_of(session: Session, person_id: int) -> list[Challenge]:
    theirs = Challenge.id.in_(select(Member.challenge_id).where(Member.person_id == person_id))
    own = Challenge.person_id == person_id
    return list(session.scalars(select(Challenge).where(or_(own, theirs)).order_by(Challenge.id)))


def _is_own(session: Session, challenge: Challenge, person_id: int) -> bool:
    """Whether it is nobody else's; one from before this was noted is in no club, and has no other member."""
    members = session.scalar(select(func.count()).where(Member.challenge_id == challenge.id))
    return challenge.person_id == person_id or (members == 1 and roster.club_of(session, challenge) is None)


def _drop(session: Session, challenge: Challenge) -> None:
    """A challenge of their own goes with its messages: their address is the person's."""
    boards = [f"board:{challenge.id}:{edition}" for edition in range(challenge.edition + 1)]
    keys = (*boards, f"redraw:{challenge.id}", f"closing:{challenge.id}")
    session.execute(delete(Outgoing).where(Outgoing.key.in_(keys)))
    session.execute(delete(Challenge).where(Challenge.id == challenge.id))


def _make_anonymous(session: Session, challenge: Challenge, person_id: int, now: datetime) -> None:
    """Who takes part leaves a hidden row without a name, with a number that leads to nobody; others leave nothing."""
    mine = (Member.challenge_id == challenge.id, Member.person_id == person_id)
    if session.scalar(select(Member.state).where(*mine)) != "in":
        return
    nobody = Person(created_at=now, locale="", home_platform="", home_chat="", reachable=True, paused=False)
    session.add(nobody)
    session.flush()
    session.execute(update(Member).where(*mine).values(person_id=nobody.id, alias="", shown=False))
    logged = (Entry.challenge_id == challenge.id, Entry.person_id == person_id)
    session.execute(update(Entry).where(*logged).values(person_id=nobody.id))


def _unname_notes(session: Session, person_id: int) -> None:
    """Captains' notes keep the numbers; the names go, and the reasons, which may name somebody.

    Notes from before names had numbers are found by the names.
    """
    near = or_(Note.captain_id == person_id, Note.member_id == person_id, Note.captain_id.is_(None))
    for note in session.scalars(select(Note).where(near)):
        known = _names_in(session, note.challenge_id, person_id) if note.captain_id is None else set()
        by = note.captain_id == person_id or note.captain in known
        about = note.member_id == person_id or note.member in known
        note.captain = NOBODY if by else note.captain
        note.member = NOBODY if about else note.member
        note.reason = NOBODY if by or about else note.reason
    session.flush()


def _names_of(session: Session, person_id: int) -> set[str]:
    """Every name they go by anywhere."""
    aliases = session.scalars(select(Member.alias).where(Member.person_id == person_id))
    return {*aliases, *session.scalars(select(Captain.name).where(Captain.person_id == person_id))} - {""}


def _names_in(session: Session, challenge_id: int, person_id: int) -> set[str]:
    """The names somebody goes by in a challenge and as a captain."""
    alias = session.scalar(
        select(Member.alias).where(Member.challenge_id == challenge_id, Member.person_id == person_id)
    )
    names = set(session.scalars(select(Captain.name).where(Captain.person_id == person_id)))
    return (names | {alias or ""}) - {""}
