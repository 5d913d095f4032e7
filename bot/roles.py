"""What a process does: listen on platforms, send pushes, or both; each role runs alone or beside the others."""

import asyncio
import gc
import logging
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, Protocol

from bot.settings import Settings, token
from bot.wiring import House
from core.delivery.ports import Messenger
from core.errors import OperatorError
from core.scheduler import Heartbeat

ROLES = ("telegram", "discord", "scheduler")

log = logging.getLogger(__name__)


class Platform(Protocol):
    """A platform that is connected."""

    @property
    def messenger(self) -> Messenger:
        """Its way out."""
        ...

    async def run(self) -> None:
        """Stay until cancelled; OperatorError when the token is refused."""
        ...


class Adapter(AbstractAsyncContextManager[Any], Platform, Protocol):
    """A platform that listens within its block."""


@dataclass(frozen=True, slots=True)
class SendingOnly:
    """A platform that another process listens to."""

    messenger: Messenger

    async def run(self) -> None:
        """Stay until cancelled."""
        await asyncio.Event().wait()


def platforms_of(settings: Settings, roles: Sequence[str]) -> list[str]:
    """The platforms with a token; OperatorError when there is none, or none for a role that was named."""
    platforms = [name for name in ("telegram", "discord") if _token(settings, name)]
    if not platforms:
        raise OperatorError("Set TELEGRAM_TOKEN or DISCORD_TOKEN; without a token, try `hillcoach chat`.")
    if missing := sorted({"telegram", "discord"} & set(roles) - set(platforms)):
        raise OperatorError(f"Set {' and '.join(f'{name.upper()}_TOKEN' for name in missing)} first.")
    return platforms


async def run(settings: Settings, house: House, roles: Sequence[str]) -> None:
    """Play the roles until the process is told to stop; all of them when none is named.

    OperatorError, in a group, when a platform refuses the token at the start, or the last one left does later.
    """
    wanted = set(roles or ROLES)
    platforms = [name for name in platforms_of(settings, roles) if wanted & {name, "scheduler"}]
    heartbeat = Heartbeat(house.database, house.clock)  # pumps rest where it is not set beating
    with heartbeat.beating() if "scheduler" in wanted else nullcontext():
        async with asyncio.TaskGroup() as tasks:
            left = set(platforms)
            parts = [
                tasks.create_task(
                    _play(
                        settings, name, _opened(settings, house, name, listens=name in wanted), house, heartbeat, left
                    )
                )
                for name in platforms
            ]
            if "scheduler" in wanted:
                parts.append(tasks.create_task(_look_ahead(settings, house, platforms)))
            log.info("running: %s", ", ".join(sorted(wanted & {*platforms, "scheduler"})))
            await _stop_signal()
            log.info("stopping")
            for each in parts:
                each.cancel()


async def _play(
    settings: Settings,
    name: str,
    opened: AbstractAsyncContextManager[Platform],
    house: House,
    heartbeat: Heartbeat,
    left: set[str],
) -> None:
    """Be on one platform until cancelled; a refusal later on ends the others only if none is `left`."""
    async with opened as platform:
        gc.freeze()  # all that is here stays: to look through it for garbage would stop everything for 60 ms
        try:
            pump = house.pump(platform.messenger, _token(settings, name) or "", _rate(settings, name))
            async with heartbeat.driving(pump):
                await platform.run()
        except OperatorError as problem:
            left.discard(name)
            if not left:
                raise
            log.error("%s", problem)


async def _look_ahead(settings: Settings, house: House, platforms: Sequence[str]) -> None:
    """Beside everything else: due times by the rules of today, then once an hour a word on hours that are too full."""
    rates = {name: _rate(settings, name) for name in platforms}
    try:
        await house.bring_up_to_date()
        while True:
            for crowd in await house.crowds(rates):
                log.warning("%s", crowd.sentence)
            await asyncio.sleep(3600)
    except Exception:
        log.exception("due times could not be brought up to date; the next start tries again")


def _token(settings: Settings, platform: str) -> str | None:
    return token(settings.telegram_token if platform == "telegram" else settings.discord_token)


def _rate(settings: Settings, platform: str) -> float:
    return settings.telegram_rate if platform == "telegram" else settings.discord_rate


@asynccontextmanager
async def _opened(settings: Settings, house: House, platform: str, *, listens: bool) -> AsyncIterator[Platform]:
    """Connect, for as long as it takes; OperatorError when the token or an address cannot be right."""
    if listens:
        async with _adapter(settings, house, platform) as adapter:
            yield adapter
    else:
        async with _messenger(settings, house, platform) as messenger:
            yield SendingOnly(messenger)


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


async def _stop_signal() -> None:
    """Wait for Ctrl-C or a polite kill."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    await stopped.wait()
