"""Challenges, their members and their log."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from core.challenges.rules.scoring import Logged
from core.challenges.tables import Challenge, Club, Entry, Member
from core.messages import Address
from core.people.tables import Person

IN = Member.state == "in"
OPEN = Challenge.state == "on"


def challenge(session: Session, challenge_id: int) -> Challenge | None:
    """One challenge."""
    return session.get(Challenge, challenge_id)


def open_in(session: Session, room: Address) -> list[Challenge]:
    """The challenges of a room that have begun to be announced and are not closed."""
    query = select(Challenge).where(*_here(Challenge, room), OPEN).order_by(Challenge.id)
    return list(session.scalars(query))


def joined_by(session: Session, person_id: int) -> list[Challenge]:
    """The open challenges somebody takes part in."""
    query = (
        select(Challenge)
        .join(Member, Member.challenge_id == Challenge.id)
        .where(Member.person_id == person_id, IN, OPEN)
        .order_by(Challenge.id)
    )
    return list(session.scalars(query))


def drop_drafts(session: Session, room: Address) -> None:
    """Forget what was begun in a room and never started."""
    session.execute(delete(Challenge).where(*_here(Challenge, room), Challenge.state == "draft"))


def member(session: Session, challenge_id: int, person_id: int) -> Member | None:
    """Somebody's membership, also before they said yes and after they left."""
    return session.get(Member, (challenge_id, person_id))


def member_called(session: Session, challenge_id: int, name: str) -> Member | None:
    """The member shown by a name, whatever its case."""
    query = select(Member).where(Member.challenge_id == challenge_id, IN, Member.shown)
    return next((each for each in session.scalars(query) if each.alias.casefold() == name.casefold()), None)


def names_taken(session: Session, challenge_id: int, person_id: int) -> set[str]:
    """The names that others are or were shown by, in lower case."""
    query = select(Member.alias).where(Member.challenge_id == challenge_id, Member.person_id != person_id, Member.shown)
    return {alias.casefold() for alias in session.scalars(query)}


def everybody(session: Session, challenge_id: int) -> list[Member]:
    """All members in the order in which they came, also those who left."""
    query = select(Member).where(Member.challenge_id == challenge_id).order_by(Member.person_id)
    return list(session.scalars(query))


def taken_off(session: Session, challenge_id: int) -> list[Member]:
    """Whom captains have taken off the challenge."""
    query = select(Member).where(Member.challenge_id == challenge_id, Member.state == "removed")
    return list(session.scalars(query.order_by(Member.person_id)))


def team_sizes(session: Session, challenge_id: int) -> dict[int, int]:
    """How many members each team has."""
    query = select(Member.team, func.count()).where(Member.challenge_id == challenge_id, IN).group_by(Member.team)
    return {row[0]: row[1] for row in session.execute(query)}


def tallies(session: Session, challenge_id: int) -> Sequence[Any]:
    """How every member takes part and their tally, as plain rows: there may be thousands."""
    columns = (
        Member.person_id,
        Member.joined_on,
        Member.target,
        Member.due,
        Member.zone,
        Member.team,
        Member.credit,
        Member.total,
        Member.active,
        Member.last_on,
        Member.last_credit,
    )
    return session.execute(select(*columns).where(Member.challenge_id == challenge_id, IN)).all()


def shown_names(session: Session, challenge_id: int, since: date = date.max) -> dict[int, str]:
    """The names of members who are shown and joined by a day."""
    query = select(Member.person_id, Member.alias).where(Member.challenge_id == challenge_id, IN, Member.shown)
    query = query.where(Member.joined_on <= since)
    return {row.person_id: row.alias for row in session.execute(query)}


def hidden_members(session: Session, challenge_id: int) -> set[int]:
    """Who counts and is not shown."""
    query = select(Member.person_id).where(Member.challenge_id == challenge_id, IN, ~Member.shown)
    return set(session.scalars(query))


def names_of(session: Session, challenge_id: int, people: Sequence[int]) -> dict[int, str]:
    """The names of some members."""
    query = select(Member.person_id, Member.alias).where(
        Member.challenge_id == challenge_id, Member.person_id.in_(people)
    )
    return {row.person_id: row.alias for row in session.execute(query)}


def entry(session: Session, entry_id: int) -> Entry | None:
    """One entry of a log."""
    return session.get(Entry, entry_id)


def log_of(session: Session, challenge_id: int, person_id: int | None = None) -> list[Logged]:
    """Everything logged that was not undone, by everybody or by one."""
    query = select(Entry.person_id, Entry.day, Entry.amount).where(Entry.challenge_id == challenge_id, ~Entry.undone)
    if person_id is not None:
        query = query.where(Entry.person_id == person_id)
    return [Logged(*row) for row in session.execute(query)]


def logged_on(session: Session, challenge_id: int, person_id: int, day: date) -> int:
    """How much somebody has logged on a day."""
    mine = _mine(challenge_id, person_id, day)
    return max(0, int(session.scalar(select(func.coalesce(func.sum(Entry.amount), 0)).where(*mine)) or 0))


def latest_entry(session: Session, challenge_id: int, person_id: int, day: date) -> Entry | None:
    """The last thing somebody logged on a day and did not take back."""
    query = select(Entry).where(*_mine(challenge_id, person_id, day), ~Entry.corrected)
    return session.scalars(query.order_by(Entry.id.desc()).limit(1)).one_or_none()


def active_since(session: Session, challenge_id: int, day: date) -> int:
    """How many members logged something on that day or later."""
    is_theirs = (Member.challenge_id == Entry.challenge_id) & (Member.person_id == Entry.person_id)
    query = select(func.count(func.distinct(Entry.person_id))).join(Member, is_theirs)
    query = query.where(Entry.challenge_id == challenge_id, Entry.day >= day, ~Entry.undone, ~Entry.corrected, IN)
    return session.scalar(query) or 0


def is_logged(session: Session, challenge_id: int) -> bool:
    """Whether anybody has logged anything yet."""
    return session.scalar(select(Entry.id).where(Entry.challenge_id == challenge_id).limit(1)) is not None


def add_entry(session: Session, of: Member, day: date, amount: int, now: datetime, **marks: bool) -> Entry:
    """Log something; `marks` are `late` and `corrected`."""
    who = {"challenge_id": of.challenge_id, "person_id": of.person_id}
    added = Entry(**who, day=day, amount=amount, logged_at=now, undone=False, **marks)
    session.add(added)
    session.flush()
    return added


def move_room(session: Session, old: Address, chat: str) -> None:
    """A chat has a new id: its clubs and challenges follow, before any club that was begun there meanwhile."""
    moving = select(Club.thread).where(Club.platform == old.platform, Club.chat == old.chat)
    session.execute(delete(Club).where(Club.platform == old.platform, Club.chat == chat, Club.thread.in_(moving)))
    for table in (Challenge, Club):
        there = (table.platform == old.platform, table.chat == old.chat)
        session.execute(update(table).where(*there).values(chat=chat))


def home_of(session: Session, person_id: int) -> Address:
    """Where somebody is written to alone."""
    person = session.get_one(Person, person_id)
    return Address(person.home_platform, person.home_chat)


def _here(table: type[Challenge] | type[Club], room: Address) -> tuple[ColumnElement[bool], ...]:
    return (table.platform == room.platform, table.chat == room.chat, table.thread == room.thread)


def _mine(challenge_id: int, person_id: int, day: date) -> tuple[ColumnElement[bool], ...]:
    return (Entry.challenge_id == challenge_id, Entry.person_id == person_id, Entry.day == day, ~Entry.undone)
