"""Where Discord is: the real service, or a test server on this machine."""

import logging

import discord
import yarl
from discord.asset import Asset
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.endpoints import check_base_url

_REAL_API = Route.BASE
_REAL_GATEWAY = DiscordWebSocket.DEFAULT_GATEWAY
_REAL_CDN = Asset.BASE


def point_at(api_base: str | None = None, gateway_url: str | None = None, cdn_base: str | None = None) -> None:
    """Tell discord.py, for this whole process, where Discord is; None means the real service.

    OperatorError when a token would travel in clear text.
    """
    Route.BASE = check_base_url(api_base, "DISCORD_API_BASE") if api_base else _REAL_API
    Asset.BASE = check_base_url(cdn_base, "DISCORD_CDN_BASE") if cdn_base else _REAL_CDN
    gateway = yarl.URL(check_base_url(gateway_url, "DISCORD_GATEWAY_URL")) if gateway_url else _REAL_GATEWAY
    DiscordWebSocket.DEFAULT_GATEWAY = gateway


async def find_gateway(client: discord.Client) -> None:
    """Ask the API for its gateway: needed only where the API is not the real one and no gateway was named."""
    if Route.BASE == _REAL_API or _REAL_GATEWAY != DiscordWebSocket.DEFAULT_GATEWAY:
        return
    answer = await client.http.request(Route("GET", "/gateway"))
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(check_base_url(answer["url"], "Discord's gateway"))


def quiet_library_logs() -> None:
    """Keep discord.py's chatter out of every log: at DEBUG it writes whole messages and tokens.

    Nor is anybody told to install what voice calls need: there are none.
    """
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    logging.getLogger("discord").setLevel(logging.WARNING)
