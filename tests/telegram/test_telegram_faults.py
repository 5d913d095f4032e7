"""Telegram says no, or nothing, while a person waits."""

import asyncio
import logging
from typing import Any

import httpx
import pytest
from telegram.error import NetworkError, RetryAfter, TimedOut

from bot.telegram.errors import insist
from core.messages import Action, Choice, Reply, Request
from tests.fakes.telegram import (
    FakeTelegram,
    bad_gateway,
    cut_after,
    cut_before,
    refused,
    throttled,
)


def echo(request: Request) -> Reply:
    """Say what was said."""
    return Reply(f"{request.text}!")


async def test_a_rate_limit_delays_the_answer(telegram: FakeTelegram, listen: Any, naps: Any) -> None:
    await listen(echo)
    telegram.next("sendMessage", throttled(3), throttled(2))
    await (anna := telegram.person("Anna")).says("hi")
    await anna.sees("hi!")
    assert naps.taken == [3.0, 2.0]


async def test_nobody_is_kept_waiting_for_minutes(telegram: FakeTelegram, listen: Any, naps: Any) -> None:
    await listen(echo)
    telegram.next("sendMessage", throttled(600))
    anna = telegram.person("Anna")
    await anna.says("hi")
    await anna.says("still there?")
    await anna.sees("still there?!")
    assert naps.taken == []


async def test_somebody_who_blocked_the_bot_is_noted_by_key_alone(
    telegram: FakeTelegram, listen: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await listen(echo)
    anna, bob = telegram.person("Anna Secret"), telegram.person("Bob")
    anna.chat.blocked = True
    await anna.says("my secret knee")
    await telegram.until(lambda: [name for name, _ in telegram.calls][-1], "sendMessage")
    await bob.says("hi")
    await bob.sees("hi!")
    assert "telegram:424242:7001: not answered: Forbidden" in caplog.messages
    ours = "\n".join(caplog.messages)
    assert [word for word in ("secret", "Secret", telegram.token) if word in ours] == []


async def test_an_answer_that_may_have_arrived_is_not_repeated(telegram: FakeTelegram, listen: Any) -> None:
    await listen(echo)
    anna = telegram.person("Anna")
    telegram.next("sendMessage", cut_after(), bad_gateway(), cut_before())
    for text in ("one", "two", "three", "four"):
        await anna.says(text)
    await anna.sees("one!", "four!")


async def test_a_request_that_was_never_sent_is_tried_once_more() -> None:
    lost = NetworkError("lost")
    lost.__cause__ = httpx.ConnectError("refused")
    outcomes: list[Any] = [lost, "sent"]

    async def send() -> str:
        outcome = outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return str(outcome)

    assert await insist(send) == "sent"
    outcomes[:] = [lost, lost, "too late"]
    with pytest.raises(NetworkError):
        await insist(send)
    outcomes[:] = [TimedOut(), "too late"]
    with pytest.raises(TimedOut):
        await insist(send)
    outcomes[:] = [RetryAfter(31), "too late"]
    with pytest.raises(RetryAfter):
        await insist(send)


async def test_a_lost_acknowledgement_does_not_cost_the_answer(telegram: FakeTelegram, listen: Any) -> None:
    go = Choice("Go", Action("go"))
    await listen(lambda request: Reply("Went" if request.action else "Ready?", (go,)))
    anna = telegram.person("Anna")
    await anna.says("hi")
    await anna.sees("Ready?")
    telegram.next("answerCallbackQuery", bad_gateway())
    await anna.presses("Go")
    await anna.sees("Ready?", "Went")


async def test_a_coach_that_fails_or_dawdles_is_apologised_for(telegram: FakeTelegram, listen: Any) -> None:
    async def fail(request: Request) -> Reply:
        if request.text == "slow":
            await asyncio.Event().wait()
        raise RuntimeError("secret")

    await listen(fail, patience=0.05)
    anna = telegram.person("Anna")
    await anna.says("fast")
    await anna.says("slow")
    sorry = "I could not answer just now. Please try again."
    await anna.sees(sorry, sorry)


async def test_rights_that_cannot_be_looked_up_are_not_assumed(telegram: FakeTelegram, listen: Any) -> None:
    front = await listen(echo, needs_admin=lambda request: True)
    anna = telegram.person("Anna")
    club = telegram.group("Club", anna, admin=anna)
    telegram.next("getChatMember", refused(400, "Bad Request: member list is inaccessible"))
    await anna.says("/go@HillcoachBot", club)
    await anna.sees("I could not answer just now. Please try again.")
    assert front.requests == []
