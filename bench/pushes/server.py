"""A Telegram and a Discord of a hundred lines, on loopback: strict, slow to answer, and keeping a ledger."""

import asyncio
import itertools
import json
from typing import Any, Self

from aiohttp import web

from bench.pushes.strict import Ledger, latency

BOT = {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
USER = {"id": "1", "username": "bench", "global_name": None, "discriminator": "0", "avatar": None, "bot": True}
APPLICATION = {
    "id": "1",
    "name": "bench",
    "icon": None,
    "description": "",
    "bot_public": True,
    "bot_require_code_grant": False,
    "verify_key": "0",
    "flags": 0,
    "owner": USER,
    "team": None,
}
LONG_AGO = "2026-01-01T00:00:00.000000+00:00"
LISTS = ("mentions", "mention_roles", "attachments", "embeds", "components")
FLAGS = {"tts": False, "mention_everyone": False, "pinned": False, "type": 0, "edited_timestamp": None}


class Server:
    """`async with Server() as server`: then `server.telegram` and `server.discord` are base URLs."""

    def __init__(self, limit: float = 0) -> None:
        self.ledger = Ledger(limit)
        self._ids = itertools.count(1000)

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/bot{token}/getMe", self._get_me)
        app.router.add_post("/bot{token}/sendMessage", self._send_message)
        app.router.add_get("/api/v10/users/@me", self._user)
        app.router.add_get("/api/v10/oauth2/applications/@me", self._application)
        app.router.add_get("/api/v10/gateway", self._gateway)
        app.router.add_post("/api/v10/channels/{chat}/messages", self._post)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self.telegram, self.discord = base, f"{base}/api/v10"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _get_me(self, _: web.Request) -> web.Response:
        return _json({"ok": True, "result": BOT})

    async def _send_message(self, request: web.Request) -> web.Response:
        sent = await request.post()
        chat, text = str(sent["chat_id"]), str(sent["text"])
        accepted = self.ledger.accepts(chat, text)
        await asyncio.sleep(latency())  # it is taken at once, and answered late: the worst case for a sender that dies
        if not accepted:
            wait = {"retry_after": 1}
            return _json({"ok": False, "error_code": 429, "description": "Too Many Requests", "parameters": wait}, 429)
        message = {"message_id": next(self._ids), "date": 1, "chat": {"id": int(chat), "type": "private"}, "text": text}
        return _json({"ok": True, "result": message})

    async def _user(self, _: web.Request) -> web.Response:
        return _json(USER)

    async def _application(self, _: web.Request) -> web.Response:
        return _json(APPLICATION)

    async def _gateway(self, _: web.Request) -> web.Response:
        return _json({"url": self.discord.replace("http", "ws")})

    async def _post(self, request: web.Request) -> web.Response:
        body = json.loads(await request.text())
        nonce = str(body["nonce"]) if body.get("enforce_nonce") else ""
        accepted = self.ledger.accepts(request.match_info["chat"], body["content"], nonce)
        await asyncio.sleep(latency())
        if not accepted:
            return _json({"message": "limited", "retry_after": 1.0, "global": True}, 429)
        named = {"id": str(next(self._ids)), "channel_id": request.match_info["chat"], "author": USER}
        return _json(
            named | {"content": body["content"], "timestamp": LONG_AGO, **FLAGS, **{name: [] for name in LISTS}}
        )


def _json(body: Any, status: int = 200) -> web.Response:
    """As Discord labels it: exactly `application/json`."""
    return web.Response(status=status, body=json.dumps(body), headers={"Content-Type": "application/json"})
