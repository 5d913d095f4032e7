"""When the world's time zone rules change, everything that is due later is computed again."""

import logging
import zoneinfo
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import cast

from sqlalchemy import Table, bindparam, delete, insert, select, tuple_

from core.clock import Clock
from core.database import Database
from core.delivery.coaching import NextDue
from core.delivery.policy import NO_SUCH_ZONE
from core.delivery.schedule import Occurrence, kept
from core.delivery.tables import Subscription, ZoneRules

log = logging.getLogger(__name__)

BATCH = 200  # subscriptions in one transaction; whoever writes to us waits for milliseconds
SUBSCRIPTION = cast(Table, Subscription.__table__)

Key = tuple[int, str]  # person, kind
START: Key = (0, "")


def edition() -> str:
    """Which zone rules this process computes with: those of the machine, or else of the package tzdata."""
    for folder in map(Path, zoneinfo.TZPATH):
        if (listing := folder / "tzdata.zi").is_file():
            return listing.open(encoding="utf-8").readline().strip("# \n")
        if (example := folder / "Europe/London").is_file():
            return f"unnamed, of {int(example.stat().st_mtime)}"
    try:
        return version("tzdata")
    except PackageNotFoundError:
        return "none"


async def follow(database: Database, current: str, clock: Clock, next_due: NextDue) -> int:
    """Bring due times to the current edition of the rules, in batches; returns how many moved.

    Whatever is due already stays. Begun anew after a crash: what was done is done again, to the same effect.
    """
    if await database.run(_known, database) == current:
        return 0
    moved = 0
    after: Key | None = START
    while after is not None:
        more, after = await database.run(_recompute, database, after, int(clock().timestamp()), next_due)
        moved += more
    await database.run(_note, database, current)
    log.info("zone rules of edition %s: %s pushes come at another time now", current, moved)
    return moved


def _known(database: Database) -> str | None:
    with database.transaction() as session:
        return session.scalar(select(ZoneRules.edition))


def _note(database: Database, current: str) -> None:
    with database.transaction() as session:
        session.execute(delete(ZoneRules))
        session.execute(insert(ZoneRules).values(edition=current))


def _recompute(database: Database, after: Key, now: int, next_due: NextDue) -> tuple[int, Key | None]:
    """One batch; returns how many moved and where to go on, None at the end."""
    key = Subscription.person_id, Subscription.kind
    query = select(Subscription).where(tuple_(*key) > after, Subscription.next_due_at > now).order_by(*key).limit(BATCH)
    with database.transaction() as session:
        batch = list(session.scalars(query))
        moves = [move for each in batch if (move := _move(each, next_due)) is not None]
        if moves:
            session.connection().execute(_MOVE, moves)
    return len(moves), (batch[-1].person_id, batch[-1].kind) if len(batch) == BATCH else None


def _move(each: Subscription, next_due: NextDue) -> dict[str, object] | None:
    due = Occurrence(each.next_due_at, each.due_on)
    try:
        now = kept(due, each, next_due)
    except NO_SUCH_ZONE:
        log.warning("zone %s of person %s is not in the rules", each.zone, each.person_id)
        return None
    if now == due:
        return None
    return {"person": each.person_id, "of_kind": each.kind, "was": due.at, "at": now.at, "on": now.on}


_MOVE = (
    SUBSCRIPTION.update()
    .where(
        SUBSCRIPTION.c.person_id == bindparam("person"),
        SUBSCRIPTION.c.kind == bindparam("of_kind"),
        SUBSCRIPTION.c.next_due_at == bindparam("was"),
    )
    .values(next_due_at=bindparam("at"), due_on=bindparam("on"))
)
