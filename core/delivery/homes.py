"""The one private chat of a person that everything unasked goes to."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from core.delivery.tables import Outgoing, Subscription
from core.people.tables import Person


def move_home(session: Session, person: Person, platform: str, chat: str) -> None:
    """Let everything unasked go to another chat of the same person, also what waits already."""
    if (person.home_platform, person.home_chat) == (platform, chat):
        return
    person.home_platform, person.home_chat = platform, chat
    session.flush()
    theirs = Subscription.person_id == person.id
    session.execute(update(Subscription).where(theirs).values(platform=platform))
    waiting = (Outgoing.person_id == person.id, Outgoing.state == "ready")
    session.execute(update(Outgoing).where(*waiting).values(platform=platform, chat=chat, thread="", handle=""))
