"""What somebody is handed of what is no feature's own: messages, answers, open questions."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.context import Context
from core.conversation.tables import Handled, OpenQuestion
from core.delivery.tables import Outgoing, Subscription
from core.holdings import Sheet
from core.people.tables import Person
from core.privacy.declared import feature

MESSAGE = ("due_at", "kind", "about", "platform", "chat", "state")


@feature.exports(Outgoing, Subscription, Handled, OpenQuestion)
def sheets(session: Session, person: Person) -> Iterator[Sheet]:
    """What was sent and will be, the latest answers, and what they were asked."""
    sent = session.scalars(select(Outgoing).where(Outgoing.person_id == person.id).order_by(Outgoing.id))
    yield Sheet("messages", MESSAGE, tuple((_utc(row.due_at), *_message(row)) for row in sent))
    due = session.scalars(select(Subscription).where(Subscription.person_id == person.id).order_by(Subscription.kind))
    yield Sheet("coming", ("kind", "next"), tuple((row.kind, _utc(row.next_due_at)) for row in due))
    said = session.scalars(select(Handled).where(Handled.person_id == person.id).order_by(Handled.handled_at))
    yield Sheet("answers", ("at", "text"), tuple((row.handled_at, _text(row.reply)) for row in said))
    asked = select(OpenQuestion.asked_at, OpenQuestion.platform, OpenQuestion.token)
    asked = asked.where(OpenQuestion.person_id == person.id).order_by(OpenQuestion.asked_at)
    yield Sheet("asked", ("at", "platform", "about"), tuple(tuple(row) for row in session.execute(asked)))


@feature.merges(Outgoing, Subscription, Handled, OpenQuestion)
def merge(ctx: Context, gone: Person) -> None:
    """What was sent and answered is theirs now; what still waits, and what was asked, goes with the other one."""
    done = (Outgoing.person_id == gone.id, Outgoing.state != "ready")
    ctx.session.execute(update(Outgoing).where(*done).values(person_id=ctx.person.id))
    ctx.session.execute(update(Handled).where(Handled.person_id == gone.id).values(person_id=ctx.person.id))


def _message(row: Outgoing) -> tuple[str, ...]:
    return row.kind, row.ref, row.platform, row.chat, row.state


def _text(reply: str | None) -> str | None:
    """The words of a stored answer."""
    stored = json.loads(reply) if reply else None
    return stored["text"] if stored else None


def _utc(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
