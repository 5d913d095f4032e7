"""Listening by webhook: Telegram brings its updates, and is told that one is done when it is answered and stored."""

import asyncio
import hmac
import logging
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from telegram import Update, WebhookInfo
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.front import Front
from bot.telegram.adapter import ASKED_FOR, TelegramAdapter
from bot.telegram.connection import REFUSED
from bot.telegram.errors import Sleep, cause_of, insist
from core.errors import OperatorError
from core.gauges import Measure, Pending, unmeasured

AT_ONCE = 100  # updates that Telegram brings together: the most it allows
REMEMBERED = 1000  # updates that were answered: what comes again much later is known by its key in the database
LOOK_AGAIN = 300.0  # seconds between looks at what Telegram says of the webhook
SOON = 5.0  # seconds until the first look after one that failed, twice as many until the next

log = logging.getLogger(__name__)


class Door(Protocol):
    """Where updates come in."""

    def open(self, take: Any) -> None:
        """Hand every update, as a mapping, to `take`, an async function that returns when it is answered."""
        ...

    def close(self) -> None:
        """Take nothing in any more."""
        ...


@dataclass(frozen=True, slots=True)
class Hook:
    """The address to which Telegram brings updates, and the secret it shows there."""

    url: str
    secret: str


def secret_of(token: str) -> str:
    """A secret for whoever sets none: every process with the same token finds the same, and nobody else."""
    return _digest(token, "webhook secret")


class TelegramWebhook(TelegramAdapter):
    """One bot whose updates come in by a door. Any number of processes may share one hook: what they do is keyed."""

    def __init__(
        self,
        token: str,
        front: Front,
        base_url: str | None,
        hook: Hook,
        door: Door,
        *,
        measure: Measure = unmeasured,
        rest: Sleep = asyncio.sleep,
        **options: Any,
    ) -> None:
        super().__init__(token, front, base_url, **options)
        self._hook = hook
        self._door = door
        self._measure = measure
        self._rest = rest
        self._mark = _digest(token, hook.secret, *ASKED_FOR)[:12]
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._answered: deque[int] = deque(maxlen=REMEMBERED)
        self._pause = SOON  # seconds
        self._last_trouble = 0.0  # UTC seconds

    async def run(self) -> None:
        """Look after the hook until cancelled; OperatorError when Telegram does not accept the token any more."""
        while True:
            await self._rest(self._pause)
            await self._look()

    async def stop(self) -> None:
        """Take nothing in, answer what is under way, and close the connections; the hook stays for the others."""
        self._door.close()
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)
        await super().stop()

    async def take(self, update: Mapping[str, Any]) -> None:
        """Answer one update; one that comes again is answered once: it may have been called too slow just before."""
        try:
            read = Update.de_json(dict(update), self._bot)
        except Exception as error:  # it would come again and again, and keep others waiting
            log.warning("an update cannot be read: %s", type(error).__name__)
            return
        number = read.update_id
        if number in self._answered:
            return
        if number not in self._under_way:
            self._under_way[number] = asyncio.create_task(self._process(read))
        await asyncio.shield(self._under_way[number])

    async def _process(self, update: Update) -> None:
        try:
            await self._app.update_processor.process_update(update, self._app.process_update(update))
            self._answered.append(update.update_id)
        finally:
            del self._under_way[update.update_id]

    async def _listen(self) -> None:
        self._door.open(self.take)
        await self._look()

    async def _look(self) -> None:
        """See to it that the hook is set as it should be; soon again where that fails, for as long as it takes."""
        try:
            await self._put_right()
        except InvalidToken:
            raise OperatorError(REFUSED) from None
        except TelegramError as error:
            said = error.message if isinstance(error, BadRequest) else cause_of(error)
            log.error("the webhook cannot be looked after (%s); trying again", said)
            self._pause = min(2 * self._pause, LOOK_AGAIN)
        else:
            self._pause = LOOK_AGAIN

    async def _put_right(self) -> None:
        info = await insist(self._bot.get_webhook_info, self._sleep)
        if info.url != self._url:
            await self._set()
        self._note(info)

    async def _set(self) -> None:
        send = partial(self._bot.set_webhook, self._url, max_connections=AT_ONCE, allowed_updates=ASKED_FOR)
        await insist(partial(send, secret_token=self._hook.secret), self._sleep)
        log.info("the webhook is set")

    def _note(self, info: WebhookInfo) -> None:
        self._measure(Pending(info.pending_update_count))
        trouble = info.last_error_date.timestamp() if info.last_error_date else 0.0
        if trouble > self._last_trouble:
            log.warning("Telegram could not hand over an update: %s", info.last_error_message)
        self._last_trouble = trouble

    @property
    def _url(self) -> str:
        """The address with a mark of everything else that was asked for: from it alone one sees whether it is set."""
        return f"{self._hook.url}?v={self._mark}"


def _digest(key: str, *said: str) -> str:
    return hmac.new(key.encode(), "\n".join(said).encode(), "sha256").hexdigest()
