"""The fake Discord as a server on loopback."""

import asyncio
import json
from typing import Any, Self

from aiohttp import web

from tests.fakes.discord import errors
from tests.fakes.discord.faults import Fault
from tests.fakes.discord.gateway import Gateway
from tests.fakes.discord.interactions import Interactions
from tests.fakes.discord.people import Person
from tests.fakes.discord.posting import Posting
from tests.fakes.discord.rest import API, Rest, Route
from tests.fakes.discord.world import Channel, Guild, World

_OPEN = ("/gateway", "/interactions/", "/webhooks/")  # these ask for no bot token


class FakeDiscord:
    """`async with FakeDiscord() as server`: then `server.api_base` and `server.token` are a bot's way in.

    `complaints` are the refusals that no test asked for, and the fake's own failures: none, where all is well.
    """

    def __init__(self, token: str = "MTA.fake-token.for_tests") -> None:
        self.token = token
        self.world = World()
        self.clock = self.world.clock
        application_id = self.world.next_id()
        posting = Posting(self.world)
        self.interactions = Interactions(self.world, posting, application_id)
        self.gateway = Gateway(self.world, token, application_id)
        self.rest = Rest(self.world, posting, self.interactions, application_id, lambda: self.gateway.url)
        self.complaints: list[str] = []
        self.calls: list[str] = []
        self._posting = posting
        self.faults: list[tuple[str, str, Fault]] = []
        self.everybody_may = False  # a server's admin may open every command to everybody

    @property
    def api_base(self) -> str:
        """DISCORD_API_BASE."""
        return self._address + API

    def person(self, name: str, language: str = "en-US") -> Person:
        """Somebody with an account."""
        account = self.world.account(name)
        account.language = language
        return Person(self, account)

    def server(self, name: str, admin: Person | None = None) -> Guild:
        """A Discord server with the bot in it."""
        guild = self.world.guild(name)
        if admin is not None:
            guild.admins.add(admin.account)
        return guild

    def channel(self, guild: Guild, name: str, parent: Channel | None = None) -> Channel:
        """A channel of a server; with a parent, a thread."""
        return self.world.channel(guild, name, parent)

    def next(self, method: str, path: str, *faults: Fault) -> None:
        """Let the next calls whose path contains `path` go wrong, one after the other."""
        self.faults += [(method, path, fault) for fault in faults]

    async def __aenter__(self) -> Self:
        app = web.Application()
        for method, path, route in self.rest.routes():
            app.router.add_route(method, API + path, self._serving(route))
        app.router.add_get("/ws", self.gateway.serve)
        app.router.add_get("/ws/resume", self.gateway.serve)
        app.router.add_route("*", "/{rest:.*}", self._nowhere)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self._address = f"http://{host}:{port}"
        self.gateway.url = f"ws://{host}:{port}/ws"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.gateway.close(1001)
        await self._runner.cleanup()

    def _serving(self, route: Route) -> Any:
        async def serve(request: web.Request) -> web.StreamResponse:
            self.calls.append(f"{request.method} {request.path.removeprefix(API)}")
            fault = self._fault_for(request)
            if fault:
                self._note(request, fault)
            try:
                answer = await self._answer(request, route) if fault is None or fault.accepted else web.Response()
                answer.headers["X-RateLimit-Bucket"] = route.__name__
            finally:
                self.world.changed()
            if delay := self.world.witness.delay():
                await asyncio.sleep(delay)
            return await self._fail(request, fault) if fault else answer

        return serve

    def _note(self, request: web.Request, fault: Fault) -> None:
        """Tell the witness whom a fault concerns: the person of an interaction, or a channel."""
        token, channel = (request.match_info.get(name, "") for name in ("token", "channel"))
        person = self.interactions.person_of(token) if token else None
        self.world.witness.strikes(request.method + request.path, person or channel, fault)

    async def _answer(self, request: web.Request, route: Route) -> web.Response:
        try:
            self._check_token(request)
            result = await route(request, await _body_of(request))
        except errors.ApiError as error:
            self.complaints.append(f"{request.method} {request.path.removeprefix(API)}: {error}")
            return self._json(error.status, error.body)
        except Exception as error:
            self.complaints.append(f"{request.method} {request.path}: {error!r}")
            return self._json(400, {"code": 0, "message": "the fake Discord failed"})
        return self._json(200, result) if result is not None else web.Response(status=204)

    def _check_token(self, request: web.Request) -> None:
        path = request.path.removeprefix(API)
        if not path.startswith(_OPEN) and request.headers.get("Authorization") != f"Bot {self.token}":
            raise errors.UNAUTHORIZED

    def _json(self, status: int, body: Any) -> web.Response:
        headers = {
            "Content-Type": "application/json",  # exactly: with a charset discord.py reads text
            "X-RateLimit-Limit": "50",
            "X-RateLimit-Remaining": "49",
            "X-RateLimit-Reset": "4102444800",
            "X-RateLimit-Reset-After": "1",
        }
        return web.Response(status=status, body=json.dumps(body), headers=headers)

    def _fault_for(self, request: web.Request) -> Fault | None:
        for planned in self.faults:
            method, path, fault = planned
            if method == request.method and path in request.path:
                self.faults.remove(planned)
                return fault
        return None

    @staticmethod
    async def _fail(request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.silent:
            await asyncio.Event().wait()
        if not fault.status:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        return web.Response(status=fault.status, body=fault.body, headers=fault.headers)

    async def _nowhere(self, request: web.Request) -> web.Response:
        self.complaints.append(f"{request.method} {request.path}: no such route")
        return self._json(404, {"code": 0, "message": "404: Not Found"})


async def _body_of(request: web.Request) -> Any:
    """What was sent as JSON; with files, under the name that the checks know them by."""
    if request.content_type != "multipart/form-data":
        text = await request.text()
        return json.loads(text) if text else {}
    form = await request.post()
    body = json.loads(str(form["payload_json"]))
    there = (body.get("data") or body) if "type" in body else body
    there["files"] = [(each.filename, each.file.read()) for each in form.values() if isinstance(each, web.FileField)]
    return body
