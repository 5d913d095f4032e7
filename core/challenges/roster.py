"""Clubs and their captains, as rows."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from core.challenges.tables import Captain, Challenge, Club
from core.database import insert_into
from core.messages import Address


def club_in(session: Session, room: Address) -> Club | None:
    """The club of a room."""
    where = (Club.platform == room.platform, Club.chat == room.chat, Club.thread == room.thread)
    return session.scalars(select(Club).where(*where)).one_or_none()


def hold(session: Session, room: Address) -> None:
    """Let others who change who or what there is in a room wait until this transaction ends."""
    where = (Club.platform == room.platform, Club.chat == room.chat, Club.thread == room.thread)
    session.execute(select(Club.id).where(*where).with_for_update(key_share=True))


def clubs_in(session: Session, platform: str, chats: Sequence[str], thread: str | None = None) -> list[Club]:
    """Every club of some chats, or the one of a topic."""
    where: list[ColumnElement[bool]] = [Club.platform == platform, Club.chat.in_(chats)]
    if thread is not None:
        where.append(Club.thread == thread)
    return list(session.scalars(select(Club).where(*where).order_by(Club.id)))


def found(session: Session, club: dict[str, object]) -> None:
    """Store a new club, unless somebody else does so at the same moment."""
    session.execute(insert_into(session, Club).values(club).on_conflict_do_nothing())


def club_of(session: Session, challenge: Challenge) -> Club | None:
    """The club a challenge runs in; one of somebody's own has none."""
    return club_in(session, Address(challenge.platform, challenge.chat, challenge.thread))


def captains(session: Session, club_id: int) -> list[Captain]:
    """The captains of a club."""
    query = select(Captain).where(Captain.club_id == club_id, Captain.appointed).order_by(Captain.person_id)
    return list(session.scalars(query))


def captain(session: Session, club_id: int, person_id: int) -> Captain | None:
    """Somebody as a captain of a club."""
    found = session.get(Captain, (club_id, person_id))
    return found if found is not None and found.appointed else None


def offered(session: Session, club_id: int, person_id: int) -> Captain | None:
    """Somebody who offered to be a captain, or is one."""
    return session.get(Captain, (club_id, person_id))


def enlist(session: Session, club_id: int, person_id: int, name: str, *, appointed: bool) -> None:
    """Put somebody on the list; who is a captain stays one."""
    found = offered(session, club_id, person_id)
    if found is None:
        found = Captain(club_id=club_id, person_id=person_id, appointed=False)
        session.add(found)
    found.name, found.appointed = name, found.appointed or appointed
    session.flush()
