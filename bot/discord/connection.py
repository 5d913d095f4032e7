"""A discord.py client the way the coach uses it, and its login."""

import re

import aiohttp
import discord

from bot.discord.outcomes import summary
from core.errors import OperatorError

LONGEST_WAIT = 30.0  # seconds discord.py may wait for a rate limit by itself; it accepts no less

_TOKEN = re.compile(r"[\w.-]+", re.ASCII)
_REFUSED = "Discord refused DISCORD_TOKEN: copy the bot's token again from the developer portal."
_UNREACHABLE = "Discord cannot be reached: check this machine's network, or DISCORD_API_BASE if it is set."


def new_client() -> discord.Client:
    """A client without privileged intents that mentions nobody and remembers no messages and no members."""
    return discord.Client(
        intents=discord.Intents(guilds=True, dm_messages=True),
        allowed_mentions=discord.AllowedMentions.none(),
        member_cache_flags=discord.MemberCacheFlags.none(),
        max_messages=None,
        max_ratelimit_timeout=LONGEST_WAIT,
    )


async def log_in(client: discord.Client, token: str) -> None:
    """Log in; OperatorError, which never names the token, when it is wrong or Discord is out of reach."""
    if not _TOKEN.fullmatch(token.strip()):
        raise OperatorError(_REFUSED)
    try:
        await client.login(token)
    except discord.LoginFailure:
        raise OperatorError(_REFUSED) from None
    except (aiohttp.ClientConnectionError, TimeoutError):
        raise OperatorError(_UNREACHABLE) from None
    except discord.app_commands.CommandSyncFailure:
        raise  # a command of ours is wrong: the traceback says which
    except discord.DiscordException as error:
        raise OperatorError(f"Discord does not let the bot in ({summary(error)}): try again later.") from None


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
