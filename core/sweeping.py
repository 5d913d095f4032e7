"""The hourly sweep: drops what is of no use any more, and what SQLite leaves of it in its files."""

import logging
import sqlite3
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from core.conversation import store as conversation
from core.database import Database
from core.delivery import outbox
from core.feature import Handler
from core.retention import DEFAULT, Retention

SMALL = 64_000_000  # bytes; rewriting a larger file would keep people waiting

log = logging.getLogger(__name__)


def sweep_up(
    database: Database, now: datetime, retention: Retention = DEFAULT, sweepers: Iterable[Handler] = ()
) -> None:
    """Drop what nobody can ask for any more, and what has been kept for long enough."""
    with database.transaction() as session:
        conversation.expire(session, retention, now)
        outbox.expire(session, retention, now)
        for sweeper in sweepers:
            sweeper(session, retention, now)
    clear_log(database)


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
    try:
        for statement in statements:
            connection.cursor().execute(statement)
    except sqlite3.OperationalError as problem:  # another process is at work; the next sweep tries again
        log.warning("the database file was not tidied up: %s", problem)
    finally:
        connection.close()
