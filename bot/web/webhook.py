"""The door for updates that a platform brings over HTTP: closed until somebody takes them in, and to strangers."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from hmac import compare_digest
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from core.gauges import Knocked, Measure

SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105  (the header's name)
MOST_BODY = 512 * 1024  # bytes of an update: the longest message with all it replies to is a tenth of it
BODY_PATIENCE = 10.0  # seconds for the body to come in
PATIENCE = 50.0  # seconds for an update to be answered; a platform that hears nothing hands it over again

Take = Callable[[Mapping[str, Any]], Awaitable[None]]


class Refused(Exception):
    """This request is answered with that HTTP status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Door:
    """An endpoint that says 200 only when the update it was given is answered and stored."""

    def __init__(self, path: str, secret: str, measure: Measure, patience: float = PATIENCE) -> None:
        self.path = path
        self._secret = secret.encode()
        self._measure = measure
        self._patience = patience
        self._take: Take | None = None

    def open(self, take: Take) -> None:
        """Hand what comes to `take` from now on; it returns when the update is answered."""
        self._take = take

    def close(self) -> None:
        """Take nothing in any more."""
        self._take = None

    async def receive(self, request: Request) -> Response:
        """Take one update in. Who does not know the secret is sent away before anything is read."""
        try:
            await self._received(request)
            status = 200
        except Refused as no:
            status = no.status
        self._measure(Knocked(status))
        return Response(status_code=status)

    async def _received(self, request: Request) -> None:
        given = request.headers.get(SECRET_HEADER, "").encode("latin-1")
        if not compare_digest(given, self._secret):
            raise Refused(403)
        if self._take is None:
            raise Refused(503)
        update = _parsed(await _body(request))
        try:
            async with asyncio.timeout(self._patience):
                await self._take(update)
        except TimeoutError:
            raise Refused(503) from None


async def _body(request: Request) -> bytes:
    """The body, as long as it is short enough: a declared length is believed only where it is too long."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared[:20]) > MOST_BODY:
        raise Refused(413)
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_PATIENCE):
            async for piece in request.stream():
                body += piece
                if len(body) > MOST_BODY:
                    raise Refused(413)
    except (TimeoutError, ClientDisconnect):
        raise Refused(408) from None
    return bytes(body)


def _parsed(body: bytes) -> Mapping[str, Any]:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(400) from None
    if not isinstance(update, dict):
        raise Refused(400)
    return update
