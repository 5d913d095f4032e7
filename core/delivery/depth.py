"""How much waits to be sent, and for how long: for whoever watches over the process."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.delivery.queries import IS_READY, IS_SENDING
from core.delivery.tables import Outgoing, Subscription


@dataclass(frozen=True, slots=True)
class Depth:
    """One platform's queue: messages whose time has come, those under way, and how many seconds the oldest waits."""

    platform: str
    due: int = 0
    sending: int = 0
    oldest: int = 0


def depth(session: Session, platform: str, now: int) -> Depth:
    """The queue of a platform at `now` (UTC seconds)."""
    pushes = (
        select(func.count(), func.min(Subscription.next_due_at))
        .select_from(Subscription)
        .where(Subscription.platform == platform, Subscription.next_due_at <= now)
    )
    messages = (
        select(func.count(), func.min(Outgoing.due_at))
        .select_from(Outgoing)
        .where(Outgoing.platform == platform, IS_READY, Outgoing.ready_at <= now)
    )
    under_way = select(func.count()).select_from(Outgoing).where(Outgoing.platform == platform, IS_SENDING)
    found = [session.execute(each).one() for each in (pushes, messages)]
    oldest = min((since for _, since in found if since is not None), default=now)
    due = sum(count for count, _ in found)
    return Depth(platform, due, session.scalar(under_way) or 0, max(0, now - oldest))
