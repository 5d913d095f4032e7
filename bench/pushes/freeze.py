"""Two senders with one token: one is frozen in mid-burst (SIGSTOP), the standby takes over, the first wakes up."""

import asyncio
import signal
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from bench.pushes.kills import due_now, ended, start, until
from bench.pushes.server import Server
from bench.pushes.stage import database_in
from core.database import Database
from core.delivery.tables import SenderLease

LEASE = 15  # seconds, as in earnest


@dataclass(frozen=True, slots=True)
class Takeover:
    """`gap` in seconds: from the freeze to the standby's first message."""

    gap: float
    lost: int
    twice: int


async def freeze(folder: Path, url: str, lease: int, pushes: int) -> Takeover:
    """Freeze the active sender, wake it up when the standby has taken over, and let the burst end."""
    database = database_in(folder, pushes, pushes, url)
    async with Server() as server:
        active = await start(database, "telegram", server, "resend", "active", str(lease))
        await until(lambda: _holder(database) == "active")
        standby = await start(database, "telegram", server, "resend", "standby", str(lease))
        await asyncio.sleep(1.5)  # it is there, and waits
        due_now(database)
        await until(lambda: len(server.ledger.arrivals) >= pushes // 6)
        await _stop(active, database)
        await asyncio.sleep(0.3)  # what was on its way has arrived
        frozen, seen = time.monotonic() - 0.3, len(server.ledger.arrivals)
        await until(lambda: len(server.ledger.arrivals) > seen)
        gap = time.monotonic() - frozen
        active.send_signal(signal.SIGCONT)
        await until(lambda: ended(database, pushes), seconds=pushes / 20 + 60)
        for process in (active, standby):
            process.kill()
            await process.wait()
        texts = server.ledger.by_text
        found = Takeover(gap, pushes - len(texts), sum(texts.values()) - len(texts))
    database.close()
    return found


async def _stop(process: asyncio.subprocess.Process, database: Database) -> None:
    """Freeze it; on SQLite not within a transaction: the file would stay locked for everybody, whatever we do."""
    process.send_signal(signal.SIGSTOP)
    while database.is_sqlite and not _is_free(Path(str(database.engine.url.database))):
        process.send_signal(signal.SIGCONT)
        await asyncio.sleep(0.01)
        process.send_signal(signal.SIGSTOP)


def _is_free(file: Path) -> bool:
    """Whether an SQLite file can be written to."""
    with closing(sqlite3.connect(file, timeout=0.2, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return False
        connection.execute("ROLLBACK")
        return True


def _holder(database: Database) -> str | None:
    with database.transaction() as session:
        return session.scalar(select(SenderLease.holder))
