"""The hourly sweep: drops what is of no use any more, and what SQLite leaves of it in its files."""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from core.conversation import store as conversation
from core.database import Database
from core.delivery import outbox
from core.feature import Handler
from core.retention import DEFAULT, Retention

SMALL = 64_000_000  # bytes; rewriting a larger file would keep people waiting
STRETCH = 20_000  # messages looked through at a time: some 5 ms
PATIENCE = 500  # milliseconds for whoever else is at work: a backup may read for minutes

log = logging.getLogger(__name__)


def sweeps(
    database: Database, now: datetime, retention: Retention = DEFAULT, sweepers: Iterable[Handler] = ()
) -> Iterator[Callable[[], None]]:
    """What there is to do, in pieces that are short enough for others to be served in between."""
    yield partial(_sweep_small, database, now, retention, sweepers)
    with database.transaction() as session:
        latest = outbox.latest(session)
    for first in range(0, latest + 1, STRETCH):
        yield partial(_sweep_outbox, database, now, retention, range(first, first + STRETCH))
    yield partial(clear_log, database)


def sweep_up(
    database: Database, now: datetime, retention: Retention = DEFAULT, sweepers: Iterable[Handler] = ()
) -> None:
    """Drop what nobody can ask for any more, and what has been kept for long enough; all at once."""
    for sweep in sweeps(database, now, retention, sweepers):
        sweep()


def _sweep_small(database: Database, now: datetime, retention: Retention, sweepers: Iterable[Handler]) -> None:
    with database.transaction() as session:
        conversation.expire(session, retention, now)
        for sweeper in sweepers:
            sweeper(session, retention, now)


def _sweep_outbox(database: Database, now: datetime, retention: Retention, ids: range) -> None:
    with database.transaction() as session:
        outbox.expire(session, retention, now, ids)


def clear_log(database: Database) -> None:
    """Empty SQLite's write-ahead log, which repeats what has been written, deleted or not."""
    _outside_transactions(database, "PRAGMA wal_checkpoint(TRUNCATE)")


def wipe(database: Database) -> None:
    """Let no byte of what was just deleted stay in SQLite's files.

    What is deleted is overwritten (`secure_delete`), and the log emptied. A page that was split may still hold a copy
    in its gap: a small file is written anew, a large one when the operator lets `VACUUM` do it.
    """
    clear_log(database)
    if database.is_sqlite and _size_of(database) <= SMALL:
        _outside_transactions(database, "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")


def _size_of(database: Database) -> int:
    """The size of the file in bytes."""
    return Path(str(database.engine.url.database)).stat().st_size


def _outside_transactions(database: Database, *statements: str) -> None:
    if not database.is_sqlite:
        return
    connection = database.engine.raw_connection()
    connection.detach()  # nobody else shall have so little patience
    try:
        for statement in (f"PRAGMA busy_timeout={PATIENCE}", *statements):
            connection.cursor().execute(statement)
    except sqlite3.OperationalError as problem:  # another process is at work; the next sweep tries again
        log.warning("the database file was not tidied up: %s", problem)
    finally:
        connection.close()
