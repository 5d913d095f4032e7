"""The fake Discord's gateway: sessions over web sockets that break and resume."""

import asyncio
import itertools
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.fakes.discord import payloads
from tests.fakes.discord.world import World

Json = dict[str, Any]

EVENT, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
GUILDS, MEMBERS, PRESENCES, GUILD_MESSAGES, DIRECT_MESSAGES, CONTENT = (1 << bit for bit in (0, 1, 8, 9, 12, 15))
PRIVILEGED = MEMBERS | PRESENCES | CONTENT
ALL_INTENTS = (1 << 26) - 1


@dataclass(eq=False)
class Session:
    """What one IDENTIFY began; `events` are kept for those who resume."""

    id: str
    intents: int
    events: list[Json] = field(default_factory=list)
    socket: web.WebSocketResponse | None = None
    transport: asyncio.Transport | None = None
    resumed: int = 0


class Gateway:
    """Lets bots in, tells them what happens, and can be told to fail."""

    def __init__(self, world: World, token: str, application_id: int) -> None:
        self._world = world
        self._token = token
        self._application_id = application_id
        self._sockets: set[web.WebSocketResponse] = set()
        self._ids = itertools.count(1)
        self.sessions: list[Session] = []
        self.heartbeats = 0
        self.heartbeat_interval = 41250
        self.url = ""

    @property
    def connected(self) -> list[Session]:
        """The sessions somebody listens to just now."""
        return [session for session in self.sessions if session.socket is not None]

    async def tell(self, name: str, data: Json, intent: int = 0) -> None:
        """Send an event to every session that asked for such; those away get it when they resume."""
        for session in self.sessions:
            if not intent or session.intents & intent:
                await self._append(session, name, data)

    async def reconnect(self) -> None:
        """Ask every bot to come back (op 7)."""
        for session in self.connected:
            await _send(session, {"op": RECONNECT, "d": None})

    async def invalidate(self, *, resumable: bool) -> None:
        """Tell every bot that its session is over (op 9)."""
        listening = self.connected
        if not resumable:
            self.sessions.clear()
        for session in listening:
            await _send(session, {"op": INVALID, "d": resumable})

    def cut(self) -> None:
        """Break every connection without a word."""
        for session in self.connected:
            if session.transport is not None:  # else it is about to come in
                session.socket = None
                session.transport.abort()

    async def close(self, code: int) -> None:
        """Close every connection with a code."""
        for socket in list(self._sockets):
            await socket.close(code=code)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One connection of a bot."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._sockets.add(socket)
        session: Session | None = None
        transport = request.transport
        try:
            await socket.send_json({"op": HELLO, "d": {"heartbeat_interval": self.heartbeat_interval}})
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    session = await self._take(socket, session, json.loads(frame.data))
                    if session is not None:
                        session.transport = transport
        except ConnectionResetError:
            pass  # we broke it ourselves
        finally:
            self._sockets.discard(socket)
            if session is not None and session.socket is socket:
                session.socket = None
            self._world.changed()
        return socket

    async def _take(self, socket: web.WebSocketResponse, session: Session | None, frame: Json) -> Session | None:
        match frame["op"]:
            case 1:
                self.heartbeats += 1
                self._world.changed()
                await socket.send_json({"op": ACK})
            case 2 if session is None:
                return await self._identify(socket, frame["d"])
            case 6 if session is None:
                return await self._resume(socket, frame["d"])
            case 2 | 6:
                await socket.close(code=4005)
            case _:
                await socket.close(code=4001)
        return session

    async def _identify(self, socket: web.WebSocketResponse, data: Json) -> Session | None:
        intents = data["intents"]
        refusal = (
            4004 if data["token"] != self._token
            else 4013 if intents & ~ALL_INTENTS
            else 4014 if intents & PRIVILEGED
            else 0
        )  # fmt: skip
        if refusal:
            await socket.close(code=refusal)
            return None
        session = Session(f"session-{next(self._ids)}", intents, socket=socket)
        self.sessions.append(session)
        ready = {
            "v": 10,
            "user": payloads.user(self._world.bot),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in self._world.guilds],
            "session_id": session.id,
            "resume_gateway_url": f"{self.url}/resume",
            "application": {"id": str(self._application_id), "flags": 0},
            "private_channels": [],
        }
        await self._append(session, "READY", ready)
        for guild in self._world.guilds if intents & GUILDS else []:
            await self._append(session, "GUILD_CREATE", payloads.guild(guild, self._world.bot))
        return session

    async def _resume(self, socket: web.WebSocketResponse, data: Json) -> Session | None:
        known = (each for each in self.sessions if each.id == data["session_id"])
        session = next(known, None)
        if session is None or data["token"] != self._token:
            await socket.send_json({"op": INVALID, "d": False})
            return None
        session.socket = socket
        session.resumed += 1
        for event in session.events[data["seq"] :]:
            await socket.send_json(event)
        await self._append(session, "RESUMED", {})
        return session

    async def _append(self, session: Session, name: str, data: Json) -> None:
        session.events.append({"op": EVENT, "s": len(session.events) + 1, "t": name, "d": data})
        await _send(session, session.events[-1])
        self._world.changed()


async def _send(session: Session, frame: Json) -> None:
    if session.socket is not None:
        await asyncio.shield(session.socket.send_json(frame))
