"""What a process does: listen on platforms, send pushes, or both; each role runs alone or beside the others."""

import asyncio
import logging
import signal
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, nullcontext
from typing import Any, Protocol

from bot.settings import Settings, token
from bot.wiring import House
from core.delivery.ports import Messenger
from core.errors import OperatorError
from core.scheduler import Heartbeat

ROLES = ("telegram", "discord", "scheduler")

log = logging.getLogger(__name__)


class Adapter(AbstractAsyncContextManager[Any], Protocol):
    """A platform that listens."""

    @property
    def messenger(self) -> Messenger:
        """Its way out."""
        ...

    async def run(self) -> None:
        """Listen until cancelled."""
        ...


def platforms_of(settings: Settings, roles: Sequence[str]) -> list[str]:
    """The platforms with a token; OperatorError when there is none, or none for a role that was named."""
    platforms = [name for name in ("telegram", "discord") if _token(settings, name)]
    if not platforms:
        raise OperatorError("Set TELEGRAM_TOKEN or DISCORD_TOKEN; without a token, try `hillcoach chat`.")
    if missing := sorted({"telegram", "discord"} & set(roles) - set(platforms)):
        raise OperatorError(f"Set {' and '.join(f'{name.upper()}_TOKEN' for name in missing)} first.")
    return platforms


async def run(settings: Settings, house: House, roles: Sequence[str]) -> None:
    """Play the roles until the process is told to stop; all of them when none is named."""
    wanted = set(roles or ROLES)
    platforms = platforms_of(settings, roles)
    listening = [name for name in platforms if name in wanted]
    async with AsyncExitStack() as stack, asyncio.TaskGroup() as tasks:
        adapters = {name: _adapter(settings, house, name) for name in listening}
        runs = [tasks.create_task(_listen(name, adapter), name=name) for name, adapter in adapters.items()]
        if "scheduler" in wanted:
            messengers = [
                adapters[name].messenger
                if name in adapters
                else await stack.enter_async_context(_messenger(settings, house, name))
                for name in platforms
            ]
            heartbeat = Heartbeat(house.database, [house.pump(each) for each in messengers], house.clock)
            heartbeat.start()
            stack.callback(heartbeat.stop)
        log.info("running: %s", ", ".join(sorted(wanted & {*platforms, "scheduler"})))
        await _stop_signal()
        log.info("stopping")
        for each in runs:
            each.cancel()


def _token(settings: Settings, platform: str) -> str | None:
    return token(settings.telegram_token if platform == "telegram" else settings.discord_token)


def _adapter(settings: Settings, house: House, platform: str) -> Adapter:
    """A listening platform; its library is loaded only here, so that the others start without it."""
    secret = _token(settings, platform) or ""
    if platform == "telegram":
        from bot.telegram.adapter import TelegramAdapter

        return TelegramAdapter(secret, house, settings.telegram_api_base)
    from bot.discord.adapter import DiscordAdapter

    return DiscordAdapter(
        secret,
        house,
        api_base=settings.discord_api_base,
        gateway_url=settings.discord_gateway_url,
        cdn_base=settings.discord_cdn_base,
    )


def _messenger(settings: Settings, house: House, platform: str) -> AbstractAsyncContextManager[Messenger]:
    """A platform that only sends: another process listens to it."""
    secret = _token(settings, platform) or ""
    if platform == "telegram":
        from bot.telegram.messenger import telegram_messenger

        return telegram_messenger(secret, settings.telegram_api_base)
    from bot.discord.messenger import sending_only

    return sending_only(secret, house.say, settings.discord_api_base)


async def _listen(name: str, adapter: Adapter) -> None:
    """Listen until cancelled; Telegram connects by itself, Discord has to be connected first."""
    async with nullcontext() if name == "telegram" else adapter:
        await adapter.run()


async def _stop_signal() -> None:
    """Wait for Ctrl-C or a polite kill."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    await stopped.wait()
