"""A fake Telegram, and the real adapter talking to it."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest

from bot.telegram.adapter import TelegramAdapter
from tests.fakes.front import Answer, ScriptedFront
from tests.fakes.telegram import FakeTelegram

Listen = Callable[..., Any]


class Naps:
    """Waits that take no time and are remembered."""

    def __init__(self) -> None:
        self.taken: list[float] = []

    async def __call__(self, seconds: float) -> None:
        """Note how long it would have been."""
        self.taken.append(seconds)


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    """A Telegram that fails the test when the bot broke a rule nobody expected it to break."""
    async with FakeTelegram() as server:
        yield server
    assert server.complaints == []


@pytest.fixture
def naps() -> Naps:
    """Waits that take no time."""
    return Naps()


@pytest.fixture
async def listen(telegram: FakeTelegram, naps: Naps) -> AsyncIterator[Listen]:
    """Start the bot with a coach that answers so; returns the coach."""
    async with AsyncExitStack() as running:

        async def start(answer: Answer, **options: Any) -> ScriptedFront:
            patience = options.pop("patience", 20.0)
            front = ScriptedFront(answer, **options)
            adapter = TelegramAdapter(telegram.token, front, telegram.url, sleep=naps, patience=patience)
            await running.enter_async_context(adapter)
            return front

        yield start
