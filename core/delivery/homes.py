"""The one private chat of a person that everything unasked goes to."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from core.delivery.tables import Outgoing, Subscription
from core.messages import Address
from core.people.tables import Account, Person


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


def know_chat(session: Session, person_id: int, old: Address, chat: str) -> None:
    """Write to a person by the id that their private chat has: finding it is a request, and as slow as a message."""
    person = (Person.id == person_id, Person.home_platform == old.platform, Person.home_chat == old.chat)
    session.execute(update(Person).where(*person).values(home_chat=chat))
    account = (Account.person_id == person_id, Account.platform == old.platform, Account.home == old.chat)
    session.execute(update(Account).where(*account).values(home=chat))
    theirs = (Outgoing.person_id == person_id, Outgoing.platform == old.platform, Outgoing.chat == old.chat)
    session.execute(update(Outgoing).where(*theirs).values(chat=chat))
