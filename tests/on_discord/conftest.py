"""A fake Discord, and the real adapter talking to it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest

from bot.discord.adapter import DiscordAdapter
from tests.fakes.discord import FakeDiscord
from tests.fakes.front import Answer, ScriptedFront

Listen = Callable[..., Awaitable[ScriptedFront]]
Start = Callable[..., Awaitable[DiscordAdapter]]


@pytest.fixture
async def discord() -> AsyncIterator[FakeDiscord]:
    """A Discord that fails the test when the bot broke a rule nobody expected it to break."""
    async with FakeDiscord() as server:
        yield server
    assert server.complaints == []


@pytest.fixture
async def start(discord: FakeDiscord) -> AsyncIterator[Start]:
    """Start the bot with a coach that answers so, and wait until it listens; returns the adapter."""
    async with AsyncExitStack() as running:

        async def run(answer: Answer, first_answer: float = 1.5, **options: Any) -> DiscordAdapter:
            front = ScriptedFront(answer, **options)
            adapter = DiscordAdapter(discord.token, front, api_base=discord.api_base, first_answer=first_answer)
            await running.enter_async_context(adapter)
            await discord.world.until(lambda: len(discord.gateway.connected) == 1)
            return adapter

        yield run


@pytest.fixture
async def listen(start: Start) -> Listen:
    """Start the bot with a coach that answers so; returns the coach."""

    async def run(answer: Answer, **options: Any) -> ScriptedFront:
        adapter = await start(answer, **options)
        front = adapter.front
        assert isinstance(front, ScriptedFront)
        return front

    return run
