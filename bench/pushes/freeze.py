"""Two senders with one token: one is frozen in mid-burst (SIGSTOP), the standby takes over, the first wakes up."""

import asyncio
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from bench.pushes.kills import due_now, ended, start, until
from bench.pushes.server import Server
from bench.pushes.stage import database_in

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
        await asyncio.sleep(2)  # it has the lease
        standby = await start(database, "telegram", server, "resend", "standby", str(lease))
        await asyncio.sleep(2)  # it waits for it
        due_now(database)
        await until(lambda: len(server.ledger.arrivals) >= pushes // 6)
        active.send_signal(signal.SIGSTOP)
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
