"""Others write while the burst goes out: one process answering people, and three processes on one SQLite file."""

import asyncio
import gc
import multiprocessing
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select, update

from bench.pushes.stage import Nowhere, database_in, pump_on
from core.database import Database
from core.people.tables import Person

PROCESSES = 3
WRITES = 700  # by each of them


def measure(folder: Path, runners: int) -> Iterator[tuple[str, str]]:
    database = database_in(folder, runners, runners)
    times = asyncio.run(_interactive(database))
    database.close()
    p99 = times[int(len(times) * 0.99)] * 1000
    yield f"a write of somebody who talks to us, while {runners:,} go out", f"p99 {p99:.1f} ms ({len(times)} writes)"
    errors, counted = _three(folder)
    lost = PROCESSES * WRITES - counted
    yield f"{PROCESSES} processes, {PROCESSES * WRITES} read-modify-writes", f"{errors} × locked, {lost} lost updates"


async def _interactive(database: Database) -> list[float]:
    """Seconds that a small write took each time, sorted."""
    gc.freeze()  # as `hillcoach run` does
    ticking = asyncio.create_task(pump_on(database, Nowhere()).tick())
    times = []
    while not ticking.done():
        begun = time.perf_counter()
        await database.run(_touch, database)
        times.append(time.perf_counter() - begun)
        await asyncio.sleep(0.01)
    return sorted(times)


def _touch(database: Database) -> None:
    with database.transaction() as session:
        person = session.scalars(select(Person).where(Person.id == 1).with_for_update()).one()
        person.locale = "de" if person.locale == "en" else "en"


def _three(folder: Path) -> tuple[int, int]:
    """How often the file was locked, and what three processes counted together in one row."""
    url = f"sqlite:///{folder / 'three.db'}"
    from bot import schema

    schema.upgrade(url)
    database_in(folder, 1, 1, url).close()
    database = Database(url)
    with database.transaction() as session:
        session.execute(update(Person).values(minute_of_day=0))
    context = multiprocessing.get_context("spawn")
    with context.Pool(PROCESSES) as pool:
        errors = sum(pool.map(_count_up, [url] * PROCESSES))
    with database.transaction() as session:
        counted = session.scalars(select(Person.minute_of_day)).one() or 0
    database.close()
    return errors, counted


def _count_up(url: str) -> int:
    database, errors = Database(url), 0
    for _ in range(WRITES):
        try:
            with database.transaction() as session:
                person = session.scalars(select(Person).with_for_update()).one()
                person.minute_of_day = (person.minute_of_day or 0) + 1
        except Exception:
            errors += 1
    database.close()
    return errors


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        for what, figure in measure(Path(name), 20000):
            print(what, "|", figure, flush=True)
