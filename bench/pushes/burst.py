"""A hundred thousand due in the same minute, an idle tick, memory and disk: SQLite in a file."""

import asyncio
import gc
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from bench.pushes.stage import (
    Nowhere,
    Stalls,
    bytes_of,
    database_in,
    people_in,
    pump_on,
    resident,
    subscribe_all,
)
from core.database import Database

IDLE_TICKS = 2000


def measure(folder: Path, runners: int, due: int) -> Iterator[tuple[str, str]]:
    (place := folder / "small").mkdir()
    small = database_in(place, runners // 100, 1)
    idle_small, _ = idle(small)
    small.close()
    before = resident()
    database = people_in(folder, runners)
    people = bytes_of(database)
    subscribe_all(database, runners, due)
    subscribed = bytes_of(database)
    rate, stall, sent = asyncio.run(_burst(database))
    grown = resident() - before
    yield f"{sent:,} due in a minute of {runners:,}, null sender", f"{rate:,.0f}/s"
    yield "longest stall of the loop in that burst", f"{stall * 1000:.0f} ms"
    yield f"memory growth, 0 to {runners:,} and that burst", f"{grown:.1f} MB"
    yield (
        "disk per subscription; with the burst's messages",
        (f"{(subscribed - people) / runners:.0f} bytes; {(bytes_of(database) - people) / runners:.0f} bytes"),
    )
    median, mean = idle(database)
    yield f"idle tick at {runners:,}: median; mean with renewals of the lease", f"{median:.3f} ms; {mean:.3f} ms"
    yield f"the same at {runners // 100:,}", f"{idle_small:.3f} ms ({median / idle_small:.2f} ×)"
    database.close()


async def _burst(database: Database) -> tuple[float, float, int]:
    """Pushes per second, longest stall in seconds, pushes."""
    messenger, stalls = Nowhere(), Stalls()
    gc.freeze()  # as `hillcoach run` does
    watching = asyncio.create_task(stalls.watch())
    begun = time.perf_counter()
    await pump_on(database, messenger).tick()
    took = time.perf_counter() - begun
    watching.cancel()
    return messenger.sent / took, stalls.longest, messenger.sent


def idle(database: Database) -> tuple[float, float]:
    """Milliseconds of an idle tick: median, and the mean with the renewals of the lease."""

    async def ticks() -> list[float]:
        pump, times = pump_on(database, Nowhere()), []
        await pump.tick()
        for _ in range(IDLE_TICKS):
            begun = time.perf_counter()
            await pump.tick()
            times.append((time.perf_counter() - begun) * 1000)
        return times

    times = asyncio.run(ticks())
    return statistics.median(times), statistics.fmean(times)


if __name__ == "__main__":
    import sys
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        for what, figure in measure(Path(name), int(sys.argv[1]), int(sys.argv[2])):
            print(what, "|", figure, flush=True)
