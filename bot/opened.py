"""A platform, connected: listening, or only sending because another process listens."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from bot.duties import token_of
from bot.settings import Settings
from bot.web.opening import hook_secret, hook_url
from bot.web.site import Site
from bot.wiring import House
from core.delivery.ports import Messenger


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


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every platform of this process works with; `site` is what the process serves over HTTP."""

    settings: Settings
    house: House
    site: Site | None = None


@asynccontextmanager
async def opened(around: Surroundings, platform: str, *, listens: bool) -> AsyncIterator[Platform]:
    """Connect, for as long as it takes; OperatorError when the token or an address cannot be right."""
    if listens:
        async with _adapter(around, platform) as adapter:
            yield adapter
    else:
        async with _messenger(around, platform) as messenger:
            yield SendingOnly(messenger)


def _adapter(around: Surroundings, platform: str) -> Adapter:
    """A listening platform; its library is loaded only here, so that the others start without it."""
    return _telegram(around) if platform == "telegram" else _discord(around)


def _telegram(around: Surroundings) -> Adapter:
    """Asking for updates, or being brought them where the process has a door for them."""
    settings, secret = around.settings, token_of(around.settings, "telegram") or ""
    if around.site is not None and around.site.door is not None:
        from bot.telegram.webhook import Hook, TelegramWebhook

        hook = Hook(hook_url(settings), hook_secret(settings))
        door, measure = around.site.door, around.house.measure
        return TelegramWebhook(secret, around.house, settings.telegram_api_base, hook, door, measure=measure)
    from bot.telegram.adapter import TelegramAdapter

    return TelegramAdapter(secret, around.house, settings.telegram_api_base)


def _discord(around: Surroundings) -> Adapter:
    from bot.discord.adapter import DiscordAdapter

    settings = around.settings
    return DiscordAdapter(
        token_of(settings, "discord") or "",
        around.house,
        api_base=settings.discord_api_base,
        gateway_url=settings.discord_gateway_url,
        cdn_base=settings.discord_cdn_base,
    )


def _messenger(around: Surroundings, platform: str) -> AbstractAsyncContextManager[Messenger]:
    """A platform that only sends: another process listens to it."""
    settings, secret = around.settings, token_of(around.settings, platform) or ""
    if platform == "telegram":
        from bot.telegram.messenger import telegram_messenger

        return telegram_messenger(secret, settings.telegram_api_base)
    from bot.discord.messenger import sending_only

    return sending_only(secret, around.house.say, settings.discord_api_base)
