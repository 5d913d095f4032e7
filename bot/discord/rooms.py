"""What happens to channels and servers, told to the coach."""

from collections.abc import Callable, Coroutine, Iterable
from typing import Any

import discord

from bot.discord.requests import PLATFORM
from bot.front import Front
from core.messages import RoomNews

Listener = Callable[[Any], Coroutine[Any, Any, None]]


class Rooms:
    """Listens for channels that go, and servers that the bot leaves and joins."""

    def __init__(self, front: Front) -> None:
        self._front = front

    @property
    def listeners(self) -> tuple[Listener, ...]:
        """What discord.py is to call, by its names."""
        gone = (self.on_guild_channel_delete, self.on_raw_thread_delete, self.on_guild_remove)
        return (*gone, self.on_guild_join, self.on_guild_available)

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """A channel is gone."""
        await self._tell([channel.id], "deleted")

    async def on_raw_thread_delete(self, event: discord.RawThreadDeleteEvent) -> None:
        """A thread is gone."""
        await self._tell([event.thread_id], "deleted")

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was removed from a server."""
        await self._tell(_rooms_of(guild), "removed")

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot was added to a server, perhaps once more."""
        await self._tell(_rooms_of(guild), "")

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A server is there: told of each at the start, for the bot may have been added while it was off."""
        await self._tell(_rooms_of(guild), "")

    async def _tell(self, ids: Iterable[int], lost: str) -> None:
        await self._front.noticed(RoomNews(PLATFORM, tuple(map(str, ids)), lost=lost))


def _rooms_of(guild: discord.Guild) -> list[int]:
    return [each.id for each in (*guild.channels, *guild.threads)]
