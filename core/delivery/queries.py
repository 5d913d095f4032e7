"""What may go now, and taking it: constant statements, so that SQLAlchemy builds each of them once.

States are literals, so that the partial indexes serve.
"""

from typing import Any, cast

from sqlalchemy import BindParameter, ColumnElement, Table, bindparam, exists, literal_column, or_, select

from core.delivery.tables import Outgoing, Subscription
from core.people.tables import Person

IS_READY: ColumnElement[bool] = literal_column("outgoing.state = 'ready'")
IS_SENDING: ColumnElement[bool] = literal_column("outgoing.state = 'sending'")
OUTGOING, SUBSCRIPTION = cast(Table, Outgoing.__table__), cast(Table, Subscription.__table__)
NOW: BindParameter[Any] = bindparam("now")
PLATFORM: BindParameter[Any] = bindparam("platform")
LIMIT: BindParameter[Any] = bindparam("limit")
MESSAGE = (
    Outgoing.id,
    Outgoing.kind,
    Outgoing.person_id,
    Outgoing.platform,
    Outgoing.chat,
    Outgoing.thread,
    Outgoing.ref,
    Outgoing.due_at,
    Outgoing.attempt,
    Outgoing.failures,
    Outgoing.handle,
)


ANYTHING = select(
    or_(
        exists().where(Outgoing.platform == PLATFORM, IS_READY, Outgoing.ready_at <= NOW),
        exists().where(Subscription.platform == PLATFORM, Subscription.next_due_at <= NOW),
    )
)

# messages whose time has come, with the zone of whoever gets them; a room has neither zone nor reach
READY_MESSAGES = (
    select(*MESSAGE, Person.zone, Person.reachable)
    .select_from(Outgoing)
    .outerjoin(Person, Person.id == Outgoing.person_id)
    .where(Outgoing.platform == PLATFORM, IS_READY, Outgoing.ready_at <= NOW)
    .order_by(Outgoing.ready_at)
    .limit(LIMIT)
    .with_for_update(of=Outgoing, skip_locked=True)
)

# Subscriptions that are due, with whom they are for. Both rows are locked: whoever is just talking to us is left for
# the next time, and nobody waits for anybody.
DUE_SUBSCRIPTIONS = (
    select(
        Subscription.person_id,
        Subscription.kind,
        Subscription.zone,
        Subscription.minute_of_day,
        Subscription.weekdays,
        Subscription.next_due_at,
        Subscription.due_on,
        Person.home_chat,
        Person.reachable,
    )
    .join(Person, Person.id == Subscription.person_id)
    .where(Subscription.platform == PLATFORM, Subscription.next_due_at <= NOW)
    .order_by(Subscription.next_due_at)
    .limit(LIMIT)
    .with_for_update(of=(Subscription, Person), key_share=True, skip_locked=True)
)

TAKE = (
    OUTGOING.update()
    .where(OUTGOING.c.id == bindparam("row"), literal_column("state = 'ready'"))
    .values(
        {
            "state": bindparam("state"),
            "ready_at": bindparam("ready_at"),
            "worker": bindparam("worker"),
            "epoch": bindparam("epoch"),
            "attempt": bindparam("next_attempt"),
            "detail": bindparam("detail"),
        }
    )
)

MOVE_ON = (
    SUBSCRIPTION.update()
    .where(SUBSCRIPTION.c.person_id == bindparam("person"), SUBSCRIPTION.c.kind == bindparam("of_kind"))
    .values(next_due_at=bindparam("at"), due_on=bindparam("on"))
)
