"""What somebody is handed of the challenges they took part in."""

from collections.abc import Iterator

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from core.challenges.declared import feature
from core.challenges.here import title
from core.challenges.tables import Captain, Challenge, Club, Entry, Member, Note
from core.holdings import Sheet
from core.people.tables import Person

PART = ("challenge", "from", "to", "state", "name", "shown", "joined", "aim", "days_asked", "zone", "team", "total")
LOG = ("challenge", "day", "amount", "logged_at", "late", "corrected_by_captain", "undone")
NOTES = ("challenge", "at", "what", "captain", "member", "day", "amount", "reason")


@feature.exports(Challenge, Member, Entry, Captain, Note)
def sheets(session: Session, person: Person) -> Iterator[Sheet]:
    """Their part in each challenge, everything they logged, notes that name them, and the clubs they lead."""
    yield Sheet("challenges", PART, tuple(_parts(session, person.id)))
    yield Sheet("challenge_log", LOG, tuple(_log(session, person.id)))
    yield Sheet("challenge_notes", NOTES, tuple(_notes(session, person.id)))
    clubs = select(Club.name, Captain.name, Captain.appointed).join(Captain).where(Captain.person_id == person.id)
    yield Sheet("clubs", ("club", "name", "appointed"), tuple(tuple(row) for row in session.execute(clubs)))


def _parts(session: Session, person_id: int) -> Iterator[tuple[object, ...]]:
    query = select(Challenge, Member).join(Member).where(Member.person_id == person_id).order_by(Challenge.id)
    for on, part in session.execute(query):
        days = (on.starts_on, on.ends_on)
        aim = (part.target, part.due, part.zone)
        yield title(on), *days, part.state, part.alias, part.shown, part.joined_on, *aim, part.team, part.total


def _log(session: Session, person_id: int) -> Iterator[tuple[object, ...]]:
    query = select(Challenge, Entry).join(Entry).where(Entry.person_id == person_id).order_by(Entry.id)
    for on, each in session.execute(query):
        yield title(on), each.day, each.amount, each.logged_at, each.late, each.corrected, each.undone


def _notes(session: Session, person_id: int) -> Iterator[tuple[object, ...]]:
    named = or_(Note.captain_id == person_id, Note.member_id == person_id)
    query = select(Challenge, Note).join(Note).where(named).order_by(Note.id)
    for on, each in session.execute(query):
        yield title(on), each.at, each.what, each.captain, each.member, each.day, each.amount, each.reason
