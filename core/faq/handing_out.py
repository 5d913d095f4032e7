"""What somebody is handed of their talk, and what becomes of it when two people turn out to be one."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.context import Context
from core.faq.declared import feature
from core.faq.tables import LastTopic
from core.holdings import Sheet, sheet_of
from core.people.tables import Person


@feature.exports(LastTopic)
def sheets(session: Session, person: Person) -> Iterator[Sheet]:
    """What they asked about last."""
    rows = session.scalars(select(LastTopic).where(LastTopic.person_id == person.id).order_by(LastTopic.at))
    yield sheet_of("last_topics", ("at", "platform", "chat", "topic"), rows)


@feature.merges(LastTopic)
def merge(_: Context, gone: Person) -> None:
    """The topic of a moment ago is not worth taking over."""
