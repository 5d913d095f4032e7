"""PostgreSQL: eight workers claim and settle in batches of ten."""

import multiprocessing
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import func, select

from bench.pushes.stage import DUE, PLATFORM, coaching, database_in
from core.database import Database
from core.delivery import claims
from core.delivery.coaching import Claimed
from core.delivery.policy import Verdict
from core.delivery.settling import Fence, settle
from core.delivery.tables import Outgoing

WORKERS, BATCH = 8, 10


def measure(url: str, due: int) -> Iterator[tuple[str, str]]:
    database_in(Path(), due, due, url).close()
    with multiprocessing.get_context("spawn").Pool(WORKERS) as pool:
        pool.map(_warm_up, range(WORKERS))
        begun = time.perf_counter()
        found = pool.starmap(_work, [(url, f"w{n}") for n in range(WORKERS)])
        took = time.perf_counter() - begun
    done = [message for messages, _ in found for message in messages]
    errors = sum(failed for _, failed in found)
    database = Database(url)
    with database.transaction() as session:
        sent = session.scalar(select(func.count()).select_from(Outgoing).where(Outgoing.state == "sent"))
    database.close()
    twice = len(done) - len(set(done))
    yield (
        f"PostgreSQL, {WORKERS} workers, batches of {BATCH}, {due:,} due",
        f"{len(done) / took:,.0f}/s; {sent:,} sent, {twice} claimed twice, {errors} deadlocks or errors",
    )


def _warm_up(_: int) -> None:
    """Let the processes be there before the clock runs."""
    time.sleep(1)


def _work(url: str, worker: str) -> tuple[list[int], int]:
    """Claim and settle until there is nothing more; which messages, and how many transactions failed."""
    database, now, errors = Database(url), DUE + 30, 0
    claim, done = claims.Claim(PLATFORM, worker, 1, BATCH, now), []
    finished: list[tuple[Claimed, Verdict]] = []
    while True:
        try:
            with database.transaction() as session:
                settle(session, Fence(worker, 1), finished, now)
                claimed, looked_at = claims.claim_due(session, claim, coaching(), lambda _: 0.0)
        except Exception:
            errors += 1
            continue
        done += [message.id for message, _ in finished]
        if not looked_at and not finished:
            database.close()
            return done, errors
        finished = [(message, Verdict("sent", handle="1")) for message in claimed]
