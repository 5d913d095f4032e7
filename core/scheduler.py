"""The one heartbeat: APScheduler calls the pumps every second and sweeps up once an hour."""

import logging
from collections.abc import Sequence
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import delete

from core.clock import Clock
from core.conversation import store as conversation
from core.database import Database
from core.delivery.sender import Pump
from core.delivery.tables import Outgoing

log = logging.getLogger(__name__)

SECONDS_BETWEEN_TICKS = 1
KEEP_OUTGOING = 30 * 24 * 3600  # seconds; boards stay as long as they are refreshed
FINISHED = ("sent", "skipped", "gone", "failed", "unsure")


class Heartbeat:
    """Drives the pumps; a tick that takes long is followed by one tick, not by a crowd of them."""

    def __init__(self, database: Database, pumps: Sequence[Pump], clock: Clock) -> None:
        self._database = database
        self._pumps = pumps
        self._clock = clock
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    def start(self) -> None:
        """Begin ticking in the running event loop."""
        policy: dict[str, Any] = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._scheduler.add_job(self.tick, "interval", seconds=SECONDS_BETWEEN_TICKS, **policy)
        self._scheduler.add_job(self.sweep, "interval", hours=1, **policy)
        self._scheduler.start()

    def stop(self) -> None:
        """Start no further tick."""
        self._scheduler.shutdown(wait=False)

    async def tick(self) -> None:
        """Let every platform send what is due; one platform's trouble does not stop the others."""
        for pump in self._pumps:
            try:
                await pump.tick()
            except Exception:
                log.exception("a tick failed; the next one tries again")

    async def sweep(self) -> None:
        """Drop what nobody can ask for any more."""
        await self._database.run(self._sweep)

    def _sweep(self) -> None:
        now = self._clock()
        with self._database.transaction() as session:
            conversation.expire(session, now)
            old = Outgoing.due_at < int(now.timestamp()) - KEEP_OUTGOING
            session.execute(delete(Outgoing).where(Outgoing.state.in_(FINISHED), old))
