"""A sender that is killed in mid-burst again and again: nothing is lost, and what comes twice is counted."""

import asyncio
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from sqlalchemy import func, select, text

from bench.pushes.server import Server
from bench.pushes.stage import database_in
from core.database import Database
from core.delivery.tables import Outgoing, Subscription

ROOT = Path(__file__).parents[2]
ALIVE = 0.9  # seconds of sending between two kills, on average


@dataclass(frozen=True, slots=True)
class Carnage:
    """What came of it: messages lost, messages that came twice, the most of them after one kill."""

    pushes: int
    kills: int
    lost: int
    twice: int
    most_after_a_kill: int
    unsure: int
    slowest_restart: float


def due_now(database: Database) -> None:
    """Let every subscription be due at this moment."""
    with database.transaction() as session:
        now = int(time.time())
        on = f"{datetime.now(UTC):%Y-%m-%d}"
        session.execute(text("UPDATE subscription SET next_due_at = :now, due_on = :on"), {"now": now, "on": on})


async def start(
    database: Database, platform: str, server: Server, repeat: str, *more: str
) -> asyncio.subprocess.Process:
    """A sender, as a process of its own."""
    base = server.telegram if platform == "telegram" else server.discord
    url = database.engine.url.render_as_string(hide_password=False)
    arguments = ("-m", "bench.pushes.worker", url, platform, base, repeat, *more)
    log = asyncio.subprocess.DEVNULL
    return await asyncio.create_subprocess_exec(sys.executable, *arguments, stdout=log, stderr=log, cwd=ROOT)


async def slaughter(folder: Path, kills: int, platform: str, repeat: str, pushes: int, url: str = "") -> Carnage:
    """Kill so many times in mid-burst, then let the last one finish."""
    database = database_in(folder, pushes, pushes, url, platform)
    due_now(database)
    restarts, doubles = [0.0], [0]
    async with Server() as server:
        for _ in range(kills):
            process, begun = await start(database, platform, server, repeat), time.monotonic()
            first = len(server.ledger.arrivals)
            await until(lambda: len(server.ledger.arrivals) > first)  # noqa: B023
            restarts.append(time.monotonic() - begun)
            await asyncio.sleep(random.uniform(0, 2 * ALIVE))
            process.kill()
            await process.wait()
            doubles.append(_twice(server))
        process = await start(database, platform, server, repeat)
        await until(lambda: ended(database, pushes), seconds=pushes / 20 + 60)
        doubles.append(_twice(server))
        process.send_signal(signal.SIGTERM)
        process.kill()
        await process.wait()
        unsure = _count(database, "unsure")
        lost = pushes - len(server.ledger.by_text) - (unsure if repeat == "drop" else 0)
    database.close()
    after = [later - before for before, later in pairwise(doubles)]
    return Carnage(pushes, kills, max(0, lost), _twice(server), max(after), unsure, max(restarts))


def _twice(server: Server) -> int:
    return sum(times - 1 for times in server.ledger.by_text.values())


def _count(database: Database, *states: str) -> int:
    with database.transaction() as session:
        return session.scalar(select(func.count()).select_from(Outgoing).where(Outgoing.state.in_(states))) or 0


def ended(database: Database, pushes: int) -> bool:
    with database.transaction() as session:
        moved_on = Subscription.next_due_at > int(time.time())
        moved = session.scalar(select(func.count()).select_from(Subscription).where(moved_on))
    return moved == pushes and _count(database, "ready", "sending") == 0


async def until(look: Callable[[], object], seconds: float = 60) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while not look():  # noqa: ASYNC110  (a file and a socket tell no event)
                await asyncio.sleep(0.02)


def rows(folder: Path, kills: int, pushes: int) -> Iterator[tuple[str, str]]:
    for platform, repeat in (("telegram", "resend"), ("telegram", "drop"), ("discord", "resend")):
        (place := folder / f"{platform}-{repeat}").mkdir()
        found = asyncio.run(slaughter(place, kills, platform, repeat, pushes))
        yield (
            f"{found.kills} × SIGKILL, {found.pushes} pushes, {platform} {repeat}",
            f"{found.lost} lost, {found.twice} twice (at most {found.most_after_a_kill} after one kill), "
            f"{found.unsure} unsure; restart to first delivery at most {found.slowest_restart:.1f} s",
        )


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        for what, figure in rows(Path(name), int(sys.argv[1]), int(sys.argv[2])):
            print(what, "|", figure, flush=True)
