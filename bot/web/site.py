"""Everything this process serves over HTTP: `/healthz`, `/metrics`, and the webhook where there is one."""

import asyncio
import logging
import time
from collections.abc import Sequence
from hmac import compare_digest
from ipaddress import ip_address
from typing import Self

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.health import Health
from bot.web.metrics import Metrics
from bot.web.server import HttpServer
from bot.web.webhook import Door
from core.clock import Clock
from core.database import Database
from core.delivery.depth import Depth, depth

PLATFORMS = ("telegram", "discord")
LOOK_AGAIN = 1.0  # seconds for which a look at the queue is good: whoever asks more often keeps nobody waiting
PATIENCE = 2.0  # seconds for that look

log = logging.getLogger(__name__)


class Site:
    """Serves within its block: `async with Site(…)`. `beats`: whether this process has a heartbeat.

    `/metrics` is for this machine alone; on a port that is open to others it needs `metrics_token`.
    """

    def __init__(
        self,
        host: str,
        port: int,
        database: Database,
        clock: Clock,
        metrics: Metrics,
        *,
        beats: bool,
        door: Door | None = None,
        metrics_token: str = "",
    ) -> None:
        self.door = door
        self._database = database
        self._clock = clock
        self._metrics = metrics
        self._token = metrics_token
        self._closed = not metrics_token and not _is_loopback(host)
        self._looked_at = float("-inf")
        self._health = Health(database, metrics, beats=beats)
        self._server = HttpServer(Starlette(routes=self._routes()), host, port)

    async def __aenter__(self) -> Self:
        await self._server.__aenter__()
        log.info("serving on port %s", self.port)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.drain()

    @property
    def port(self) -> int:
        """The port it serves on."""
        return self._server.port

    async def drain(self) -> None:
        """Accept nothing more, and wait until what was accepted is answered."""
        self._health.stopping = True
        await self._server.drain()

    def _routes(self) -> Sequence[Route]:
        door = [Route(self.door.path, self.door.receive, methods=["POST"])] if self.door else []
        return [Route("/healthz", self._health.answer), Route("/metrics", self._counted), *door]

    async def _counted(self, request: Request) -> Response:
        if self._closed:
            return Response(status_code=404)
        if self._token and not _knows(request, self._token):
            return Response(status_code=401, headers={"WWW-Authenticate": "Bearer"})
        if time.monotonic() - self._looked_at >= LOOK_AGAIN:
            self._looked_at = time.monotonic()
            await self._look_at_the_queue()
        body, media_type = self._metrics.page(request.headers.get("accept", ""))
        return Response(body, headers={"Content-Type": media_type})

    async def _look_at_the_queue(self) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                self._metrics.note_queue(await self._database.run(self._depths))
        except Exception as problem:
            log.warning("the queue cannot be counted: %s", type(problem).__name__)
            self._metrics.lose_sight_of(PLATFORMS)

    def _depths(self) -> Sequence[Depth]:
        now = int(self._clock().timestamp())
        with self._database.transaction() as session:
            return [depth(session, platform, now) for platform in PLATFORMS]


def _knows(request: Request, token: str) -> bool:
    given = request.headers.get("authorization", "").encode("latin-1")
    return compare_digest(given, f"Bearer {token}".encode())


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
