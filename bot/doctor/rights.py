"""What the bot may not do in the channels of clubs on Discord, though boards need it."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import discord

from bot.discord.connection import UNREACHABLE, new_client
from bot.discord.endpoints import point_at, quiet_library_logs
from bot.discord.outcomes import summary
from bot.discord.requests import lacking
from bot.doctor.finding import Finding
from core.messages import Address

Rooms = Sequence[tuple[str, Address]]


async def findings(token: str, api_base: str | None, rooms: Rooms, patience: float) -> AsyncIterator[Finding]:
    """A sentence for each channel where something is missing; one for all where nothing is. `patience` in seconds."""
    point_at(api_base)
    quiet_library_logs()
    wrong = 0
    async with new_client() as client:
        try:
            async with asyncio.timeout(patience):
                await client.login(token)
        except (discord.LoginFailure, *UNREACHABLE):
            return  # said already
        for name, address in rooms:
            if problem := await _problem(client, name, address, patience):
                wrong += 1
                yield Finding(False, problem)
    if not wrong:
        yield Finding(True, f"The bot may do what it must in the channels of all {len(rooms)} clubs on Discord.")


async def _problem(client: discord.Client, name: str, address: Address, patience: float) -> str:
    """What to mend about one channel, empty where all is well."""
    try:
        async with asyncio.timeout(patience):
            missing = await _missing(client, int(address.thread or address.chat))
    except (discord.NotFound, discord.Forbidden):
        return (
            f"The bot does not see the channel of {name} on Discord: give it View Channels there, or invite it again."
        )
    except (*UNREACHABLE, discord.InvalidData) as error:
        return (
            f"The channel of {name} on Discord could not be looked at ({summary(error)}): ask again in a few minutes."
        )
    return f"The bot lacks {', '.join(missing)} in the channel of {name} on Discord: allow it there." if missing else ""


async def _missing(client: discord.Client, channel_id: int) -> Sequence[str]:
    """The permissions that a board needs and the bot does not have, in Discord's words. Threads have their parent's."""
    channel = await client.fetch_channel(channel_id)
    if not isinstance(channel, discord.abc.GuildChannel | discord.Thread) or client.user is None:
        return ()
    in_thread = isinstance(channel, discord.Thread)
    guild = await client.fetch_guild(channel.guild.id, with_counts=False)
    me = await guild.fetch_member(client.user.id)
    bearer = channel.parent_id if isinstance(channel, discord.Thread) else channel.id
    there = next((each for each in await guild.fetch_channels() if each.id == bearer), None)
    permissions = there.permissions_for(me) if there is not None else discord.Permissions.none()
    return lacking(permissions, in_thread=in_thread)
