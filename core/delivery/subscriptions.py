"""Who wants what pushed when."""

from datetime import date

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from core.delivery.tables import Outgoing, Subscription
from core.people.tables import Person


def subscribe(
    session: Session, person_id: int, kind: str, zone: str, minute_of_day: int, weekdays: int, due: tuple[int, date]
) -> None:
    """Schedule a push, or move it to another time."""
    platform = session.get_one(Person, person_id).home_platform
    subscription = subscription_of(session, person_id, kind)
    if subscription is None:
        subscription = Subscription(person_id=person_id, kind=kind)
        session.add(subscription)
    subscription.platform = platform
    subscription.zone, subscription.minute_of_day, subscription.weekdays = zone, minute_of_day, weekdays
    subscription.next_due_at, subscription.due_on = due
    session.flush()


def unsubscribe(session: Session, person_id: int, kind: str) -> None:
    """Push nothing of this kind any more, nor what still waits to be sent."""
    session.execute(delete(Subscription).where(Subscription.person_id == person_id, Subscription.kind == kind))
    waiting = (Outgoing.person_id == person_id, Outgoing.kind == kind, Outgoing.state == "ready")
    session.execute(update(Outgoing).where(*waiting).values(state="skipped", detail="no longer wanted"))


def subscription_of(session: Session, person_id: int, kind: str) -> Subscription | None:
    """The subscription of one kind."""
    query = select(Subscription).where(Subscription.person_id == person_id, Subscription.kind == kind)
    return session.scalars(query).one_or_none()
