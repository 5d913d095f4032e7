"""Whether this process is well: `/healthz` for balancers and for whoever restarts what has died."""

import asyncio
import time
from collections.abc import Sequence

from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import JSONResponse

from bot.web.metrics import Metrics
from core.database import Database

PATIENCE = 2.0  # seconds for the database
LATEST_TICK = 30.0  # seconds since the last heartbeat
LOOK_AGAIN = 1.0  # seconds for which a database that was well is: whoever asks more often keeps nobody waiting


class Health:
    """Looks at the database and the heartbeat; `beats`: whether this process has one at all."""

    def __init__(self, database: Database, metrics: Metrics, *, beats: bool) -> None:
        self._database = database
        self._metrics = metrics
        self._beats = beats
        self._well_at = float("-inf")
        self.stopping = False

    async def answer(self, _: Request) -> JSONResponse:
        """200 when all is well; 503 with what is not."""
        problems = await self.problems()
        return JSONResponse({"problems": problems}, 503 if problems else 200)

    async def problems(self) -> Sequence[str]:
        """What is wrong, in words; empty when nothing is."""
        stopping = ["stopping"] if self.stopping else []
        silent = self._beats and self._metrics.since_tick > LATEST_TICK
        return [*stopping, *(["no heartbeat"] if silent else []), *await self._of_the_database()]

    async def _of_the_database(self) -> Sequence[str]:
        if time.monotonic() - self._well_at < LOOK_AGAIN:
            return []
        try:
            async with asyncio.timeout(PATIENCE):
                await self._database.run(self._ask_it)
        except TimeoutError:
            return ["the database does not answer in time"]
        except Exception as problem:  # its words may hold an address
            return [f"the database fails: {type(problem).__name__}"]
        self._well_at = time.monotonic()
        return []

    def _ask_it(self) -> None:
        with self._database.transaction() as session:
            session.execute(text("SELECT 1"))
