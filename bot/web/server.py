"""An HTTP server in the event loop of the process, on one port."""

import asyncio
import contextlib
import logging
import os
import socket
from collections.abc import Iterator
from typing import Self

import uvicorn
from starlette.types import ASGIApp

from bot.web.hurry import HurriedProtocol
from core.errors import OperatorError

AT_ONCE = 256  # connections; more are answered with 503
LAST_WORDS = 65  # seconds that what is under way gets at the end
MOST_HEAD = 16 * 1024  # bytes of a request's head
HEAD_PATIENCE = 5  # seconds for it to come in


class HttpServer:
    """Serves within its block; `port` 0 takes any that is free. OperatorError when the port cannot be had.

    `patience`: seconds that a connection may be open without a request.
    """

    def __init__(self, app: ASGIApp, host: str, port: int, patience: int = HEAD_PATIENCE) -> None:
        self._app = app
        self._patience = patience
        self._host = host
        self.port = port

    async def __aenter__(self) -> Self:
        listener = _listen(self._host, self.port)
        self.port = listener.getsockname()[1]
        self._server = _Server(_config(self._app, self._patience))
        self._serving = asyncio.create_task(self._server.serve([listener]), name="http")
        await self._server.ready.wait()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.drain()

    async def drain(self) -> None:
        """Accept nothing more, and wait until what was accepted is answered."""
        self._server.should_exit = True
        await asyncio.shield(self._serving)


class _Server(uvicorn.Server):
    """Leaves signals to whoever runs the process."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _config(app: ASGIApp, patience: int) -> uvicorn.Config:
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    return uvicorn.Config(
        app,
        http=HurriedProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=AT_ONCE,
        timeout_graceful_shutdown=LAST_WORDS,
        timeout_keep_alive=patience,
        h11_max_incomplete_event_size=MOST_HEAD,
    )


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as problem:
        number = problem.errno or 0  # negative where a name leads nowhere
        why = os.strerror(number) if number > 0 else problem.strerror
        where = f"HILLCOACH_HTTP_HOST {host}, HILLCOACH_HTTP_PORT {port}"
        raise OperatorError(f"Nothing can be served on {where}: {why}.") from None
