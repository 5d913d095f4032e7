"""Challenges, their members and their log."""

from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.challenges.rules import Logged
from core.challenges.tables import Challenge, Entry, Member
from core.messages import Address


def challenge(session: Session, challenge_id: int) -> Challenge | None:
    """One challenge."""
    return session.get(Challenge, challenge_id)


def running_in(session: Session, room: Address, today: date) -> list[Challenge]:
    """The challenges of a room that have not ended."""
    here = (Challenge.platform == room.platform, Challenge.chat == room.chat, Challenge.thread == room.thread)
    query = select(Challenge).where(*here, ~Challenge.stopped, Challenge.ends_on >= today).order_by(Challenge.id)
    return list(session.scalars(query))


def joined_by(session: Session, person_id: int, today: date) -> list[Challenge]:
    """The challenges somebody takes part in that have not ended."""
    query = (
        select(Challenge)
        .join(Member, Member.challenge_id == Challenge.id)
        .where(Member.person_id == person_id, ~Challenge.stopped, Challenge.ends_on >= today)
        .order_by(Challenge.id)
    )
    return list(session.scalars(query))


def member(session: Session, challenge_id: int, person_id: int) -> Member | None:
    """Somebody's membership."""
    return session.get(Member, (challenge_id, person_id))


def members(session: Session, challenge_id: int) -> list[Member]:
    """Everybody who joined."""
    return list(session.scalars(select(Member).where(Member.challenge_id == challenge_id)))


def entry(session: Session, entry_id: int) -> Entry | None:
    """One entry of a log."""
    return session.get(Entry, entry_id)


def move_room(session: Session, old: Address, chat: str) -> None:
    """A chat has a new id: its challenges follow."""
    here = (Challenge.platform == old.platform, Challenge.chat == old.chat)
    session.execute(update(Challenge).where(*here).values(chat=chat))


def log_of(session: Session, challenge_id: int) -> list[Logged]:
    """Everything logged that was not undone."""
    query = select(Entry.person_id, Entry.day, Entry.amount).where(Entry.challenge_id == challenge_id, ~Entry.undone)
    return [Logged(*row) for row in session.execute(query)]


def add_entry(session: Session, challenge_id: int, person_id: int, day: date, amount: int, now: datetime) -> Entry:
    """Log something."""
    values = {"challenge_id": challenge_id, "person_id": person_id, "day": day, "amount": amount, "logged_at": now}
    added = Entry(**values, undone=False)
    session.add(added)
    session.flush()
    return added


def latest_entry(session: Session, challenge_id: int, person_id: int, day: date) -> Entry | None:
    """The last thing somebody logged on a day and did not take back."""
    mine = (Entry.challenge_id == challenge_id, Entry.person_id == person_id, Entry.day == day, ~Entry.undone)
    return session.scalars(select(Entry).where(*mine).order_by(Entry.id.desc()).limit(1)).one_or_none()
