"""Where each platform tells a bot who it is."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.endpoints import check_base_url
from bot.settings import Settings, token

TELEGRAM, DISCORD = "https://api.telegram.org", "https://discord.com/api/v10"


@dataclass(frozen=True, slots=True)
class Door:
    """One such place: `desk` is where tokens are given out, `named` finds the bot's name in the answer.

    The token, `url` and `headers` may never be said.
    """

    platform: str
    desk: str
    base: str
    token: str = field(repr=False)
    shape: re.Pattern[str]
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    named: Callable[[Any], str]

    @property
    def setting(self) -> str:
        """The setting that holds the token."""
        return f"{self.platform.upper()}_TOKEN"


def doors(settings: Settings) -> Iterator[Door]:
    """Those whose token is set; OperatorError where an address is not safe."""
    if secret := token(settings.telegram_token):
        yield _telegram(secret, check_base_url(settings.telegram_api_base or TELEGRAM, "TELEGRAM_API_BASE"))
    if secret := token(settings.discord_token):
        yield _discord(secret, check_base_url(settings.discord_api_base or DISCORD, "DISCORD_API_BASE"))


def _telegram(secret: str, base: str) -> Door:
    shape, url = re.compile(r"\d+:[\w-]+", re.ASCII), f"{base}/bot{secret}/getMe"
    return Door("Telegram", "@BotFather", base, secret, shape, url, {}, lambda told: told["result"]["username"])


def _discord(secret: str, base: str) -> Door:
    shape, headers = re.compile(r"[\w.-]+", re.ASCII), {"Authorization": f"Bot {secret}"}
    desk, url = "the developer portal", f"{base}/users/@me"
    return Door("Discord", desk, base, secret, shape, url, headers, lambda told: told["username"])
