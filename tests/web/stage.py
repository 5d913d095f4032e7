"""Servers on free ports of this machine, and whoever asks them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from starlette.applications import Starlette
from starlette.routing import Route

from bot.web.server import HttpServer
from bot.web.webhook import Door

SECRET = "a-secret-of-some-length"


@asynccontextmanager
async def doorway(door: Door) -> AsyncIterator[HttpServer]:
    """A server with nothing but this door."""
    app = Starlette(routes=[Route(door.path, door.receive, methods=["POST"])])
    async with HttpServer(app, "127.0.0.1", 0) as server:
        yield server


def client_of(port: int) -> httpx.AsyncClient:
    """Somebody who asks a server on this machine."""
    return httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False)


def numbers(page: str) -> dict[str, float]:
    """The samples of a metrics page by name and labels."""
    samples = (line.rpartition(" ") for line in page.splitlines() if line and not line.startswith("#"))
    return {name: float(value) for name, _, value in samples}


async def lets_nobody_in(server: HttpServer) -> None:
    """Wait until nobody is let in any more."""
    async with asyncio.timeout(10):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", server.port)
            except ConnectionError:
                return
            writer.close()
