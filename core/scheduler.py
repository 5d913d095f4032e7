"""The one heartbeat: APScheduler calls the pumps every second, sweeps up once an hour, and looks at the zone rules."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from core.clock import Clock
from core.database import UNAVAILABLE, Database, trouble_of
from core.gauges import Measure, Ticked, unmeasured
from core.sweeping import sweeps

log = logging.getLogger(__name__)

SECONDS_BETWEEN_TICKS = 1
LAST_TICK = 65.0  # seconds; longer than any messenger tries to deliver


class Ticking(Protocol):
    """Something to be done again and again: in life a platform's pump."""

    async def tick(self) -> object:
        """Do what is due."""
        ...

    def stop(self) -> None:
        """Begin nothing more."""
        ...

    async def leave(self) -> None:
        """Let another process take over."""
        ...


class Heartbeat:
    """Drives the pumps, side by side: a slow or broken one neither holds up the others nor is called twice at once."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        measure: Measure = unmeasured,
        monotonic: Callable[[], float] = time.monotonic,
        sweeps: Callable[[], Iterator[Callable[[], None]]] | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._measure = measure
        self._monotonic = monotonic
        self._sweeps = sweeps or self._usual_sweeps
        self._last_tick: float | None = None
        self._beats: dict[Ticking, asyncio.Task[None] | None] = {}  # each pump's latest tick
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    @contextmanager
    def beating(self) -> Iterator[None]:
        """Tick every second, in the running event loop, until the end of the block."""
        policy: dict[str, Any] = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._scheduler.add_job(self.tick, "interval", seconds=SECONDS_BETWEEN_TICKS, **policy)
        self._scheduler.add_job(self.sweep, "interval", hours=1, **policy)
        self._scheduler.start()
        try:
            yield
        finally:
            self._scheduler.shutdown(wait=False)

    @asynccontextmanager
    async def driving(self, pump: Ticking) -> AsyncIterator[None]:
        """Let the pump tick until the end of the block, which waits until what it has sent is noted as sent."""
        self._beats[pump] = None
        if self._scheduler.running:
            self._begin(pump)  # a restart keeps nobody waiting
        try:
            yield
        finally:
            await self._stop(pump)

    async def tick(self) -> None:
        """Let every pump that is not busy send what is due."""
        self._measure(Ticked(self._lateness()))
        for pump, beat in self._beats.items():
            if beat is None or beat.done():
                self._begin(pump)

    async def sweep(self) -> None:
        """Drop what nobody can ask for any more, piece by piece: whoever asks something is served in between."""
        pieces = self._sweeps()
        while (piece := await self._database.run(next, pieces, None)) is not None:
            await self._database.run(piece)

    def _lateness(self) -> float:
        """How many seconds after its time this tick comes; something held up the event loop so long."""
        last, self._last_tick = self._last_tick, self._monotonic()
        return 0.0 if last is None else max(0.0, self._last_tick - last - SECONDS_BETWEEN_TICKS)

    def _begin(self, pump: Ticking) -> None:
        self._beats[pump] = asyncio.create_task(_guarded(pump))

    async def _stop(self, pump: Ticking) -> None:
        pump.stop()
        beat = self._beats.pop(pump)
        if beat is not None:
            await asyncio.wait({beat}, timeout=LAST_TICK)
        if beat is None or beat.done():
            await pump.leave()

    def _usual_sweeps(self) -> Iterator[Callable[[], None]]:
        return sweeps(self._database, self._clock())


async def _guarded(pump: Ticking) -> None:
    try:
        await pump.tick()
    except UNAVAILABLE as error:
        log.error("a tick failed (%s); the next one tries again", trouble_of(error))
    except Exception:
        log.exception("a tick failed; the next one tries again")
