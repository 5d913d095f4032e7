"""The connection of one bot token to Telegram: opened, checked, patient, and silent about its secrets."""

import asyncio
import logging
import os
import re
from typing import Any

from telegram import LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import Defaults, ExtBot
from telegram.request import HTTPXRequest

from bot.endpoints import check_base_url
from bot.telegram.errors import LONGEST_WAIT, Sleep, cause_of, seconds
from bot.telegram.legible import legible
from core.errors import OperatorError

os.environ.setdefault("PTB_TIMEDELTA", "1")  # the library then gives waits as timedelta and warns of nothing

CONNECTIONS = 22  # and one for polling: the library's transport collapses at 48
ANSWER_FIRST = 2.0  # seconds
REFUSED = "Telegram refuses TELEGRAM_TOKEN: copy it again from @BotFather."

log = logging.getLogger(__name__)


class Polling(HTTPXRequest):
    """The connection for getUpdates.

    A poll confirms the updates before it, so it first waits until they are answered: after a crash Telegram
    delivers again what nobody answered. It waits for two seconds at most, for the sake of other chats.
    `revoked` is set once Telegram refuses the token.
    """

    def __init__(self, *, trust_env: bool) -> None:
        super().__init__(connection_pool_size=1, pool_timeout=5, httpx_kwargs={"trust_env": trust_env})
        self.updates: asyncio.Queue[object] = asyncio.Queue()
        self.revoked = asyncio.Event()

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Poll once; with a refused token poll no more, so that the library's loop can be stopped in peace."""
        try:
            async with asyncio.timeout(ANSWER_FIRST):
                await self.updates.join()
        except TimeoutError:
            log.info("an answer takes long: its update is confirmed before it is answered")
        status, payload = await super().do_request(*args, **kwargs)
        if status in (401, 404):
            if not self.revoked.is_set():
                self.revoked.set()
                await asyncio.Event().wait()  # until stopped: an error now may be lost, and asyncio complains of it
            raise NetworkError("token refused")
        return status, legible(payload)


def open_bot(token: str, base_url: str | None = None) -> tuple[ExtBot[None], Polling]:
    """A bot that is not connected yet, and what it polls with.

    `base_url` None is the real service. OperatorError when the token cannot be one or the address is unsafe.
    """
    _keep_secrets_out_of_logs()
    if not re.fullmatch(r"\d+:[\w-]+", token, re.ASCII):
        raise OperatorError("TELEGRAM_TOKEN is no bot token: copy it again from @BotFather.")
    base = check_base_url(base_url, "TELEGRAM_API_BASE") if base_url else "https://api.telegram.org"
    trust_env = base.startswith("https:")  # a proxy has no place between us and this very machine
    polling = Polling(trust_env=trust_env)
    request = HTTPXRequest(
        connection_pool_size=CONNECTIONS,
        read_timeout=20,
        pool_timeout=10,
        httpx_kwargs={"trust_env": trust_env},
    )
    bot = ExtBot(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=request,
        get_updates_request=polling,
        defaults=Defaults(parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)),
    )
    return bot, polling


async def connect(bot: ExtBot[None], sleep: Sleep = asyncio.sleep) -> None:
    """Check the token, for as long as it takes to reach Telegram; OperatorError when it is refused."""
    pause = 1.0
    while True:
        try:
            return await bot.initialize()
        except InvalidToken:
            raise OperatorError(REFUSED) from None  # the library's message holds the token
        except TelegramError as error:
            wait = seconds(error) if isinstance(error, RetryAfter) else pause
            log.warning("Telegram cannot be reached (%s); trying again in %g s", cause_of(error), wait)
            await sleep(wait)
            pause = min(2 * pause, LONGEST_WAIT)


def _keep_secrets_out_of_logs() -> None:
    """Quieten loggers that write URLs (they hold the token), messages, or a traceback per lost connection."""
    for name in ("httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in ("telegram.request.BaseRequest", "telegram.ext.Updater"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
