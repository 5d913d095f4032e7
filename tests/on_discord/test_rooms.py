"""What Discord tells of rooms: a channel deleted, the bot removed and added again; and what it may do in one."""

import asyncio
from collections.abc import Callable

from core.messages import RoomNews
from tests.fakes.discord import FakeDiscord, payloads
from tests.fakes.discord.world import Channel
from tests.fakes.front import ScriptedFront
from tests.on_discord.conftest import Listen
from tests.on_discord.test_commands import COMMANDS, echo

READ_ONLY = 1 << 10


async def eventually(look: Callable[[], bool]) -> None:
    """Wait for what the client tells in its own time: it takes two seconds to be sure of its servers."""
    async with asyncio.timeout(10):
        while not look():  # noqa: ASYNC110 (the client has no event for it)
            await asyncio.sleep(0.05)


async def known(discord: FakeDiscord, front: ScriptedFront, channel: Channel) -> None:
    """Wait until the bot has heard of the server: what comes after is told in order."""
    await discord.person("Anna").commands("board", channel)
    await discord.world.until(lambda: front.requests)


async def test_a_deleted_channel_and_thread_are_told(discord: FakeDiscord, listen: Listen):
    server = discord.server("Club")
    channel = discord.channel(server, "training")
    thread = discord.channel(server, "hills", parent=channel)
    front = await listen(echo, commands=COMMANDS)
    await known(discord, front, channel)
    for place, event in ((thread, "THREAD_DELETE"), (channel, "CHANNEL_DELETE")):
        await discord.gateway.tell(event, payloads.channel(place))
    lost = [RoomNews("discord", (str(each.id),), lost="deleted") for each in (thread, channel)]
    await eventually(lambda: [each for each in front.news if each.lost] == lost)


async def test_the_bot_is_removed_from_a_server_and_added_again(discord: FakeDiscord, listen: Listen):
    server = discord.server("Club")
    rooms = tuple(str(discord.channel(server, name).id) for name in ("training", "races"))
    front = await listen(echo, commands=COMMANDS)
    await known(discord, front, server.channels[0])
    await discord.gateway.tell("GUILD_DELETE", {"id": str(server.id)})
    joined = payloads.guild(server, discord.world.bot)
    del joined["unavailable"]  # Discord says so only of servers that were there before
    await discord.gateway.tell("GUILD_CREATE", joined)
    told = [RoomNews("discord", rooms, lost="removed"), RoomNews("discord", rooms)]
    await eventually(lambda: front.news[-2:] == told)


async def test_what_the_bot_may_not_do_in_a_channel_is_named(discord: FakeDiscord, listen: Listen):
    channel = discord.channel(discord.server("Club"), "training")
    channel.bot_rights = READ_ONLY
    front = await listen(echo, commands=COMMANDS)
    anna = discord.person("Anna")
    await anna.commands("board", channel)
    await discord.world.until(lambda: front.requests)
    assert front.requests[0].lacks == ("Send Messages",)
