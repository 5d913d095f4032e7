"""The bot starts, goes on, falls and rises again."""

import asyncio
import logging
from typing import Any

import pytest

from bot.telegram.adapter import TelegramAdapter
from core.errors import OperatorError
from core.messages import Reply, Request
from tests.fakes.front import ScriptedFront, command
from tests.fakes.telegram import FakeTelegram, bad_gateway, cut_before, refused, throttled

WRONG = "424242:some-other-token"


def echo(request: Request) -> Reply:
    """Say what was said."""
    return Reply(f"{request.text}!")


async def test_commands_are_published_where_they_make_sense(telegram: FakeTelegram, listen: Any) -> None:
    commands = [command("plan"), command("board", group=True), command("challenge", group=True, admin=True)]
    await listen(echo, commands=commands)
    assert telegram.menus == {
        "all_private_chats": ["plan", "board"],
        "all_group_chats": ["board"],
        "all_chat_administrators": ["board", "challenge"],
    }


async def test_a_menu_that_cannot_be_published_stops_nobody(telegram: FakeTelegram, listen: Any) -> None:
    telegram.next("setMyCommands", bad_gateway())
    await listen(echo, commands=[command("plan")])
    await (anna := telegram.person("Anna")).says("hi")
    await anna.sees("hi!")


async def test_a_wrong_token_is_one_sentence_without_the_token(
    telegram: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(OperatorError) as refusal:
        await TelegramAdapter(WRONG, ScriptedFront(echo), telegram.url).start()
    assert str(refusal.value) == "Telegram refuses TELEGRAM_TOKEN: copy it again from @BotFather."
    assert (refusal.value.__cause__, refusal.value.__suppress_context__) == (None, True)
    assert WRONG not in caplog.text


@pytest.mark.parametrize("token", ["", "token", "123:a b", "123:x\n", "../123:abc"])
def test_what_cannot_be_a_token_is_never_sent(token: str) -> None:
    with pytest.raises(OperatorError) as refusal:
        TelegramAdapter(token, ScriptedFront(echo))
    assert str(refusal.value) == "TELEGRAM_TOKEN is no bot token: copy it again from @BotFather."


async def test_a_token_revoked_while_listening_ends_the_run(telegram: FakeTelegram) -> None:
    async with TelegramAdapter(telegram.token, ScriptedFront(echo), telegram.url) as adapter:
        await (anna := telegram.person("Anna")).says("hi")
        await anna.sees("hi!")
        telegram.token = "1:new"
        telegram.push({"message": {}})
        with pytest.raises(OperatorError):
            await asyncio.wait_for(adapter.run(), 5)


async def test_the_bot_waits_for_telegram_to_be_reachable(telegram: FakeTelegram, listen: Any, naps: Any) -> None:
    telegram.next("getMe", cut_before(), bad_gateway(), throttled(7))
    await listen(echo)
    await (anna := telegram.person("Anna")).says("hi")
    await anna.sees("hi!")
    assert naps.taken == [1.0, 2.0, 7.0]


async def test_listening_survives_faults_without_a_traceback(
    telegram: FakeTelegram, listen: Any, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.next("getUpdates", bad_gateway())
    await listen(echo)
    await (anna := telegram.person("Anna")).says("hi")
    await anna.sees("hi!")
    assert caplog.messages == ["listening to Telegram fails (NetworkError); trying again"]
    assert [each.exc_info for each in caplog.records] == [None]


async def test_a_second_listener_is_named_in_one_sentence(
    telegram: FakeTelegram, listen: Any, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.next("getUpdates", refused(409, "Conflict: terminated by other getUpdates request"))
    await listen(echo)
    said = "another process is listening with the same TELEGRAM_TOKEN: stop one of the two"
    await (anna := telegram.person("Anna")).says("hi")
    await anna.sees("hi!")
    assert [each.getMessage() for each in caplog.records if each.levelno >= logging.ERROR] == [said]
    assert [each.exc_info for each in caplog.records] == [None] * len(caplog.records)


async def test_a_crash_before_the_answer_brings_the_update_again_with_the_same_key(
    telegram: FakeTelegram,
) -> None:
    stuck, over = asyncio.Event(), asyncio.Event()

    async def hang(request: Request) -> None:
        stuck.set()
        await over.wait()

    fallen = ScriptedFront(hang)
    crashed = TelegramAdapter(telegram.token, fallen, telegram.url)
    await crashed.start()
    anna = telegram.person("Anna")
    await anna.says("hi")
    await stuck.wait()
    assert telegram.unconfirmed == 1
    risen = ScriptedFront(echo)
    async with TelegramAdapter(telegram.token, risen, telegram.url):
        await anna.sees("hi!")
    assert [each.key for each in risen.requests] == [each.key for each in fallen.requests]
    over.set()
    await crashed.stop()


async def test_what_was_answered_does_not_come_again(telegram: FakeTelegram) -> None:
    first, second = ScriptedFront(echo), ScriptedFront(echo)
    anna = telegram.person("Anna")
    async with TelegramAdapter(telegram.token, first, telegram.url):
        await anna.says("one")
        await anna.sees("one!")
    async with TelegramAdapter(telegram.token, second, telegram.url):
        await anna.says("two")
        await anna.sees("one!", "two!")
    assert [each.text for each in second.requests] == ["two"]


async def test_stopping_waits_for_the_answers_under_way(telegram: FakeTelegram) -> None:
    asked, thought = asyncio.Event(), asyncio.Event()

    async def ponder(request: Request) -> Reply:
        asked.set()
        await thought.wait()
        return Reply("At last")

    adapter = TelegramAdapter(telegram.token, ScriptedFront(ponder), telegram.url)
    await adapter.start()
    await (anna := telegram.person("Anna")).says("hi")
    await asked.wait()
    stopping = asyncio.create_task(adapter.stop())
    thought.set()
    await stopping
    await anna.sees("At last")


async def test_a_chat_is_answered_in_order_and_keeps_nobody_else_waiting(telegram: FakeTelegram, listen: Any) -> None:
    thought = asyncio.Event()

    async def ponder(request: Request) -> Reply:
        if request.text == "hard":
            await thought.wait()
        return Reply(f"{request.text}!")

    await listen(ponder)
    anna, bob = telegram.person("Anna"), telegram.person("Bob")
    await anna.says("hard")
    await anna.says("easy")
    await bob.says("easy")
    await bob.sees("easy!")
    await anna.sees()
    thought.set()
    await anna.sees("hard!", "easy!")


async def test_a_crowd_is_answered_over_few_connections(telegram: FakeTelegram, listen: Any) -> None:
    await listen(echo)
    telegram.gate.clear()
    crowd = [telegram.person(f"Runner {number}") for number in range(80)]
    for person in crowd:
        await person.says("hi")
    await telegram.until(lambda: telegram.held >= 22, True)
    telegram.gate.set()
    for person in crowd:
        await person.sees("hi!")
    assert telegram.most_held == 22  # and one connection that listens
