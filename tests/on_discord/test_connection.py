"""The connection to Discord: let in, dropped, resumed, ended for good."""

import asyncio
import logging

import pytest

from bot.discord.adapter import DiscordAdapter
from bot.discord.messenger import sending_only
from core.errors import OperatorError
from core.messages import Reply, Request
from tests.fakes.discord import FakeDiscord
from tests.fakes.discord.faults import refused
from tests.fakes.discord.gateway import DIRECT_MESSAGES, GUILDS
from tests.fakes.front import SENTENCES, ScriptedFront
from tests.on_discord.conftest import Start

WRONG = "Discord refused DISCORD_TOKEN: copy the bot's token again from the developer portal."


def echo(request: Request) -> Reply:
    """Say what was asked for."""
    return Reply(f"[{request.text}]")


async def at_once(shard: int | None, *, initial: bool = False) -> None:
    """Skip the five seconds discord.py waits before it introduces itself again."""


async def test_no_privileged_intent_is_asked_for(discord: FakeDiscord, start: Start) -> None:
    await start(echo)
    assert [session.intents for session in discord.gateway.sessions] == [GUILDS | DIRECT_MESSAGES]


async def test_the_bot_keeps_its_heart_beating(discord: FakeDiscord, start: Start) -> None:
    discord.gateway.heartbeat_interval = 10
    await start(echo)
    await discord.world.until(lambda: discord.gateway.heartbeats > 3)


@pytest.mark.parametrize("trouble", ["asked to come back", "invalid but resumable", "cut", "closed"])
async def test_what_happened_meanwhile_is_answered_after_resuming(
    discord: FakeDiscord, start: Start, trouble: str
) -> None:
    await start(echo)
    anna = discord.person("Anna")
    await anna.says("one")
    await anna.sees("[one]")
    match trouble:
        case "asked to come back":
            await discord.gateway.reconnect()
        case "invalid but resumable":
            await discord.gateway.invalidate(resumable=True)
        case "cut":
            discord.gateway.cut()
        case "closed":
            await discord.gateway.close(4000)
    await anna.says("two")
    await anna.sees("[one]", "[two]")
    [session] = discord.gateway.sessions
    await discord.world.until(lambda: session.resumed == 1)


async def test_a_session_that_is_over_begins_anew(discord: FakeDiscord, start: Start) -> None:
    adapter = await start(echo)
    adapter.client.before_identify_hook = at_once  # type: ignore[assignment,method-assign]
    await discord.gateway.invalidate(resumable=False)
    await discord.world.until(lambda: discord.gateway.connected)
    anna = discord.person("Anna")
    await anna.says("hi")
    await anna.sees("[hi]")
    assert (discord.rest.syncs, [session.resumed for session in discord.gateway.sessions]) == (1, [0])


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (4004, WRONG),
        (4013, "Discord ended the connection for good (close code 4013)."),
        (4014, "Discord refused the bot's intents."),
    ],
)
async def test_a_connection_ended_for_good_is_told_in_a_sentence(
    discord: FakeDiscord, start: Start, code: int, words: str
) -> None:
    adapter = await start(echo)
    await discord.gateway.close(code)
    with pytest.raises(OperatorError) as trouble:
        await asyncio.wait_for(adapter.run(), 5)
    assert str(trouble.value) == words


@pytest.mark.parametrize("token", ["MTA.wrong-token.entirely", "", "Bot MTA.x", "two\nlines", "emoji🏔"])
async def test_a_wrong_token_is_told_in_a_sentence_without_it(
    discord: FakeDiscord, caplog: pytest.LogCaptureFixture, token: str
) -> None:
    caplog.set_level(logging.DEBUG)
    adapter = DiscordAdapter(token, ScriptedFront(echo), api_base=discord.api_base)
    with pytest.raises(OperatorError) as trouble:
        await adapter.start()
    assert (str(trouble.value), trouble.value.__cause__) == (WRONG, None)
    assert not token or token not in caplog.text
    discord.complaints.clear()


async def test_a_sender_with_a_wrong_token_says_the_same(discord: FakeDiscord) -> None:
    with pytest.raises(OperatorError, match="Discord refused DISCORD_TOKEN"):
        async with sending_only("MTA.wrong", SENTENCES.__getitem__, discord.api_base):
            pass
    discord.complaints.clear()


async def test_a_discord_in_trouble_is_waited_for(discord: FakeDiscord) -> None:
    waits: list[float] = []

    async def nap(seconds: float) -> None:
        waits.append(seconds)

    for _ in range(2):
        discord.next("GET", "/users/@me", refused(503, 0))
    discord.next("GET", "/gateway", refused(503, 0))
    adapter = DiscordAdapter(discord.token, ScriptedFront(echo), api_base=discord.api_base, sleep=nap)
    async with adapter:
        await discord.world.until(lambda: discord.gateway.connected)
    assert waits == [1.0, 2.0, 4.0]


async def test_commands_that_cannot_be_published_keep_nobody_out(
    discord: FakeDiscord, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    discord.next("PUT", "/commands", refused(503, 0))
    await start(echo)
    assert "the slash commands could not be published: 503 0" in caplog.messages
    await (anna := discord.person("Anna")).says("hi")
    await anna.sees("[hi]")


async def test_the_gateway_may_be_named(discord: FakeDiscord) -> None:
    adapter = DiscordAdapter(
        discord.token, ScriptedFront(echo), api_base=discord.api_base, gateway_url=discord.gateway.url
    )
    async with adapter:
        await discord.world.until(lambda: discord.gateway.connected)
    assert "GET /gateway" not in discord.calls


@pytest.mark.parametrize("address", ["api_base", "gateway_url", "cdn_base"])
def test_a_token_never_travels_in_clear_text(address: str) -> None:
    with pytest.raises(OperatorError):
        DiscordAdapter("MTA.x", ScriptedFront(echo), **{address: "http://example.org"})  # type: ignore[arg-type]


async def test_stopping_lets_an_answer_under_way_arrive(discord: FakeDiscord, start: Start) -> None:
    asked, told = asyncio.Event(), asyncio.Event()

    async def think(request: Request) -> Reply:
        asked.set()
        await told.wait()
        return Reply("Here.")

    adapter = await start(think)
    anna = discord.person("Anna")
    await anna.says("hi")
    await asked.wait()
    stopping = asyncio.create_task(adapter.stop())
    told.set()
    await stopping
    await anna.sees("Here.")
    await adapter.run()


async def test_stopping_does_not_wait_for_a_gateway_out_of_reach(discord: FakeDiscord) -> None:
    async with FakeDiscord() as gone:
        pass
    adapter = DiscordAdapter(
        discord.token, ScriptedFront(echo), api_base=discord.api_base, gateway_url=gone.gateway.url
    )
    async with asyncio.timeout(2), adapter:
        running = asyncio.create_task(adapter.run())
    await running
