"""Letting pushes of whole hours differ by minutes, or no longer: everybody is brought to what the operator set."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.clock import Clock
from core.database import Database
from core.delivery.policy import NO_SUCH_ZONE
from core.delivery.tables import Subscription
from core.nudges.declared import WORKOUT
from core.nudges.rules import next_due, spread
from core.people.tables import Person

BATCH = 200  # people in one transaction
HOUR = 3600  # seconds


async def follow(database: Database, minutes: int, clock: Clock) -> int:
    """Go through all subscriptions once, in batches; returns how many come at another minute from now on."""
    moved, after = 0, 0
    while True:
        more, last = await database.run(_batch, database, after, minutes, clock)
        moved += more
        if last is None:
            return moved
        after = last


def _batch(database: Database, after: int, minutes: int, clock: Clock) -> tuple[int, int | None]:
    with database.transaction() as session:
        rows = _due_later(session, after, int(clock().timestamp()))
        moved = sum(_move(each, usual, minutes) for each, usual in rows)
        return moved, rows[-1][0].person_id if len(rows) == BATCH else None


def _due_later(session: Session, after: int, now: int) -> list[tuple[Subscription, int]]:
    """Subscriptions beside the hour that their people chose; what is due already goes as it is."""
    query = (
        select(Subscription, Person.minute_of_day)
        .join(Person, Person.id == Subscription.person_id)
        .where(Subscription.kind == WORKOUT, Subscription.person_id > after, Subscription.next_due_at > now)
        .where(Person.minute_of_day.is_not(None), Person.minute_of_day % 60 == 0)
        .order_by(Subscription.person_id)
        .limit(BATCH)
    )
    return [(each, usual or 0) for each, usual in session.execute(query)]


def _move(each: Subscription, usual: int, minutes: int) -> bool:
    minute = spread(usual, each.person_id, minutes)
    if minute == each.minute_of_day:
        return False
    before = each.next_due_at - 2 * HOUR  # the same local date, even if its new minute has just gone
    try:
        each.next_due_at, each.due_on = next_due(before, each.zone, minute, each.weekdays)
    except NO_SUCH_ZONE:
        return False
    each.minute_of_day = minute
    return True
