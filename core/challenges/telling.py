"""What a captain did about a member is told to them alone, with the reason."""

from datetime import datetime, timedelta
from itertools import count

from sqlalchemy.orm import Session

from core.challenges import notes, roster, store
from core.challenges.declared import feature
from core.challenges.here import day_text, rules_of, title
from core.challenges.tables import Challenge, Note
from core.context import PushContext
from core.delivery import outbox
from core.feature import Repeat
from core.messages import Action, Choice, Reply
from core.people.tables import Person
from core.reading.hours import awake_from
from core.texts import Markup

SOON = timedelta(minutes=2)  # a captain who corrects several numbers in a row is told of once


def tell(session: Session, written: Note) -> None:
    """Write to the member soon, when they are awake; a word that still waits tells of this too."""
    person = session.get(Person, written.member_id) if written.member_id else None
    if person is None or not person.home_chat or person.id == written.captain_id:
        return
    stem = f"member:{written.challenge_id}:{person.id}"
    key = next(key for key in (f"{stem}:{number}" for number in count()) if _is_free(session, key))
    home, ref = store.home_of(session, person.id), f"{written.challenge_id}:{written.id}"
    outbox.post(session, key, "member_word", home, ref, int(_when(person, written.at).timestamp()), person.id)


@feature.pushes("member_word", repeat=Repeat.DROP, grace=timedelta(hours=24))
def draw_word(ctx: PushContext) -> Reply | None:
    """Everything captains did about somebody since the note that the word began with."""
    challenge_id, _, since = ctx.ref.partition(":")
    on = store.challenge(ctx.session, int(challenge_id))
    if on is None or ctx.person is None or ctx.person.paused:
        return None
    written = notes.about(ctx.session, on.id, ctx.person.id, int(since))
    if not written:
        return None
    club = roster.club_of(ctx.session, on)
    lines = "\n".join(_line(ctx, on, each) for each in written)
    text = ctx.say("word.head", title=title(on), club=club.name if club else "", lines=Markup(lines))
    return Reply(text, _ways(ctx, on, written[-1]))


def _line(ctx: PushContext, on: Challenge, note: Note) -> str:
    day = day_text(note.day) if note.day else ""
    values = {"captain": note.captain, "name": note.member, "reason": note.reason, "day": day}
    return ctx.say(f"word.{note.what}", amount=f"{note.amount:+d}", unit=rules_of(on).unit, **values)


def _ways(ctx: PushContext, on: Challenge, last: Note) -> tuple[Choice, ...]:
    back = Choice(ctx.say("challenge.come_back"), Action("challenge.join", (f"{on.id}",)))
    return (back,) if last.what == "readmitted" else ()


def _is_free(session: Session, key: str) -> bool:
    """Whether nothing was sent under this key yet."""
    return outbox.fate_of(session, key) in ("", "ready")


def _when(person: Person, at: datetime) -> datetime:
    quiet = (person.quiet_from, person.quiet_to)
    return awake_from(at + SOON, person.zone or "UTC", quiet, person.quiet_until)
