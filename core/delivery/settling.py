"""Noting what became of messages, by whoever claimed them and nobody else."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from sqlalchemy import String, Table, and_, bindparam, case, func, literal_column, null
from sqlalchemy.orm import Session

from core.delivery.coaching import Claimed
from core.delivery.policy import Verdict
from core.delivery.tables import Outgoing

OUTGOING = cast(Table, Outgoing.__table__)
LONGEST_DETAIL = 200


@dataclass(frozen=True, slots=True)
class Fence:
    """Who settles: the same worker in the same epoch as it claimed in."""

    worker: str
    epoch: int


def settle(session: Session, fence: Fence, fates: Iterable[tuple[Claimed, Verdict]], now: int) -> int:
    """Note what became of messages; returns how many were still ours to settle.

    A message that changed while it was being sent is ready once more.
    """
    rows = [_values(fence, message, fate, now) for message, fate in fates]
    if not rows:
        return 0
    return session.connection().execute(_SETTLE, sorted(rows, key=lambda row: int(str(row["row"])))).rowcount


def _values(fence: Fence, message: Claimed, fate: Verdict, now: int) -> dict[str, object]:
    return {
        "row": message.id,
        "by": fence.worker,
        "in_epoch": fence.epoch,
        "of_attempt": message.attempt,
        "fate": fate.state,
        "at": fate.ready_at or now,
        "new_handle": fate.handle,
        "why": fate.detail[:LONGEST_DETAIL],
        "doubts": int(fate.in_doubt),
    }


_ONCE_MORE = and_(OUTGOING.c.again, bindparam("fate", type_=String) == "sent")
_SETTLE = (
    OUTGOING.update()
    .where(
        OUTGOING.c.id == bindparam("row"),
        literal_column("state = 'sending'"),
        OUTGOING.c.worker == bindparam("by"),
        OUTGOING.c.epoch == bindparam("in_epoch"),
        OUTGOING.c.attempt == bindparam("of_attempt"),
    )
    .values(
        state=case((_ONCE_MORE, "ready"), else_=bindparam("fate", type_=String)),
        due_at=case((_ONCE_MORE, bindparam("at")), else_=OUTGOING.c.due_at),
        again=case((_ONCE_MORE, False), else_=OUTGOING.c.again),
        ready_at=bindparam("at"),
        handle=func.coalesce(bindparam("new_handle", type_=String), OUTGOING.c.handle),
        detail=bindparam("why"),
        failures=OUTGOING.c.failures + bindparam("doubts"),
        worker=null(),
        epoch=null(),
    )
)
