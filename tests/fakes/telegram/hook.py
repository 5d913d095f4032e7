"""The webhook side: updates are brought to the bot, side by side, again and again until it says 200."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import aiohttp

if TYPE_CHECKING:
    from tests.fakes.telegram.server import FakeTelegram

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
AGAIN = 0.1  # seconds until an update that was not taken is brought again


class Hook:
    """Where updates are brought. `replicas`, when there are any, are the processes behind a balancer at that address.

    `answers` are the statuses as they came, 0 for no answer at all. `twice`: every update is brought twice at once.
    """

    def __init__(self, server: "FakeTelegram") -> None:
        self.url = ""
        self.asked: dict[str, Any] = {}
        self.replicas: list[str] = []
        self.answers: list[int] = []
        self.twice = False
        self.trouble = ""
        self._server = server
        self._turn = 0
        self._under_way: dict[int, asyncio.Task[Any]] = {}

    def set(self, params: dict[str, Any]) -> None:
        """Bring updates there from now on; nowhere when there is no address."""
        self.url, self.asked = params.get("url", ""), params
        self.bring()

    def info(self) -> dict[str, Any]:
        """What getWebhookInfo says."""
        about = {"url": self.url, "has_custom_certificate": False, "pending_update_count": self._server.unconfirmed}
        return about | ({"last_error_date": 1_760_000_000, "last_error_message": self.trouble} if self.trouble else {})

    def bring(self) -> None:
        """Bring whatever is not on its way yet."""
        for update in self._server._updates if self.url else ():
            number = update["update_id"]
            if number not in self._under_way:
                task = self._under_way[number] = asyncio.create_task(self._bring(update))
                task.add_done_callback(lambda _, number=number: self._under_way.pop(number, None))

    async def close(self) -> None:
        """Bring nothing more."""
        for task in list(self._under_way.values()):
            task.cancel()
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)

    async def _bring(self, update: dict[str, Any]) -> None:
        async with aiohttp.ClientSession(trust_env=False) as session:
            while self.url:
                tries = [self._knock(session, update) for _ in range(2 if self.twice else 1)]
                statuses = await asyncio.gather(*tries)
                self.answers += statuses
                self._server.note_change()
                if 200 in statuses:
                    break
                await asyncio.sleep(AGAIN)
        with suppress(ValueError):
            self._server._updates.remove(update)
        self._server.note_change()

    async def _knock(self, session: aiohttp.ClientSession, update: dict[str, Any]) -> int:
        headers = {SECRET_HEADER: self.asked.get("secret_token", "")}
        try:
            async with session.post(self._address(), json=update, headers=headers) as answer:
                return answer.status
        except aiohttp.ClientError:
            return 0

    def _address(self) -> str:
        """The address, or the next replica behind it."""
        if not self.replicas:
            return self.url
        self._turn += 1
        parts = urlsplit(self.url)
        return f"{self.replicas[self._turn % len(self.replicas)]}{parts.path}?{parts.query}"
