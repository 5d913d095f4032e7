"""A coach whose every step is counted, and a site that tells of it."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.web.metrics import Metrics
from bot.web.site import Site
from bot.wiring import House
from core.answers.understanding import Understanding
from core.database import Database
from core.knowledge.library import Library
from tests.play import SUNDAY, Play, bring_up_to_date, database_file
from tests.web.stage import client_of

Serve = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]


@pytest.fixture
def seconds() -> list[float]:
    """The monotonic clock, in our hands."""
    return [1000.0]


@pytest.fixture
def metrics(seconds: list[float]) -> Metrics:
    return Metrics("1.2.3", lambda: seconds[0])


@pytest.fixture
def measured(tmp_path: Path, library: Library, understanding: Understanding, metrics: Metrics) -> Iterator[Play]:
    """A stage on which everything is counted."""
    now = [SUNDAY]
    bring_up_to_date(database_file(tmp_path))
    database = Database(database_file(tmp_path))
    yield Play(House(database, library, understanding, lambda: now[0], measure=metrics.note), now)
    database.close()


@pytest.fixture
def serve(measured: Play, metrics: Metrics) -> Serve:
    """Open a site; gives somebody who asks it."""

    @asynccontextmanager
    async def opened(host: str = "127.0.0.1", **options: Any) -> AsyncIterator[httpx.AsyncClient]:
        house = measured.house
        site = Site(host, 0, house.database, house.clock, metrics, **{"beats": True} | options)
        async with site, client_of(site.port) as client:
            yield client

    return opened
