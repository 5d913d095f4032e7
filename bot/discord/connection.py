"""A discord.py client the way the coach uses it, and its login."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import discord

from bot.discord.endpoints import find_gateway
from bot.discord.outcomes import summary
from core.errors import OperatorError

LONGEST_WAIT = 30.0  # seconds between two logins, or for a rate limit (discord.py accepts no less)

_TOKEN = re.compile(r"[\w.-]+", re.ASCII)
_REFUSED = "Discord refused DISCORD_TOKEN: copy the bot's token again from the developer portal."

UNREACHABLE = (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, TimeoutError, OSError)
Sleep = Callable[[float], Awaitable[object]]

_log = logging.getLogger(__name__)


def new_client() -> discord.Client:
    """A client without privileged intents that mentions nobody and remembers no messages and no members."""
    client = discord.Client(
        intents=discord.Intents(guilds=True, dm_messages=True),
        allowed_mentions=discord.AllowedMentions.none(),
        member_cache_flags=discord.MemberCacheFlags.none(),
        max_messages=None,
        max_ratelimit_timeout=LONGEST_WAIT,
    )
    parsers = client._connection.parsers
    parsers.update({name: _left_out_if_illegible(name, parse) for name, parse in parsers.items()})
    return client


def _left_out_if_illegible(name: str, parse: Callable[[Any], None]) -> Callable[[Any], None]:
    """Without this an event that discord.py cannot read would end the connection, and with it the process."""

    def parsed(data: Any) -> None:
        try:
            parse(data)
        except Exception as error:
            _log.warning("an event cannot be read: %s in %s", type(error).__name__, name)

    return parsed


async def log_in(client: discord.Client, token: str, sleep: Sleep = asyncio.sleep) -> None:
    """Log in, for as long as it takes to reach Discord; OperatorError, which never names it, for a wrong token."""
    if not _TOKEN.fullmatch(token.strip()):
        raise OperatorError(_REFUSED)
    pause = 1.0
    while True:
        try:
            await client.login(token)
            return await find_gateway(client)
        except discord.LoginFailure:
            raise OperatorError(_REFUSED) from None
        except UNREACHABLE as error:
            _log.warning("Discord cannot be reached (%s); trying again in %g s", summary(error), pause)
        await client.http.close()  # the next login opens a session of its own
        client.http.connector = discord.utils.MISSING
        await sleep(pause)
        pause = min(2 * pause, LONGEST_WAIT)


async def keep_connected(client: discord.Client) -> None:
    """Stay connected until the client is closed; OperatorError when Discord ends it for good."""
    try:
        await client.connect()
    except discord.PrivilegedIntentsRequired:
        raise OperatorError("Discord refused the bot's intents.") from None
    except discord.ConnectionClosed as closed:
        if closed.code == 4004:
            raise OperatorError(_REFUSED) from None
        raise OperatorError(f"Discord ended the connection for good (close code {closed.code}).") from None
