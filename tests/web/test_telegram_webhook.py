"""Telegram's updates by webhook: the real client, the real server, and a Telegram that brings what it has."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.telegram.adapter import ASKED_FOR, TelegramAdapter
from bot.telegram.webhook import Hook, TelegramWebhook, secret_of
from bot.web.server import HttpServer
from bot.web.webhook import Door
from bot.wiring import House
from core.answers.understanding import Understanding
from core.clock import system_clock
from core.conversation.tables import Handled
from core.database import Database
from core.errors import OperatorError
from core.gauges import Pending
from core.knowledge.library import Library
from core.messages import Reply, Request
from core.people.tables import Person
from tests.fakes.front import ScriptedFront
from tests.fakes.telegram import FakeTelegram, bad_gateway, refused
from tests.play import bring_up_to_date
from tests.web.stage import SECRET, doorway, lets_nobody_in

URL = "http://127.0.0.1/telegram"  # what Telegram was told; `replicas` say who is there


def echo(request: Request) -> Reply:
    return Reply(f"{request.text}!")


class Turns:
    """Waits that end when we say so."""

    def __init__(self) -> None:
        self.waited: list[float] = []
        self._over = asyncio.Semaphore(0)
        self._begun = asyncio.Semaphore(0)

    async def __call__(self, seconds: float) -> None:
        self.waited.append(seconds)
        self._begun.release()
        await self._over.acquire()

    async def pass_by(self) -> None:
        """Let the wait of now end, and come to the next one."""
        self._over.release()
        await self._begun.acquire()


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server
    assert server.complaints == []


@asynccontextmanager
async def replica(
    telegram: FakeTelegram, front: Any, secret: str = SECRET, **options: Any
) -> AsyncIterator[HttpServer]:
    """One process: a door, and the bot behind it. It ends as processes do, the server first."""
    door = Door("/telegram", secret, [].append, patience=options.pop("patience", 20.0))
    async with doorway(door) as server:
        telegram.hook.replicas.append(f"http://127.0.0.1:{server.port}")
        async with TelegramWebhook(telegram.token, front, telegram.url, Hook(URL, secret), door, **options) as adapter:
            running = asyncio.create_task(adapter.run())
            yield server
            await server.drain()
            running.cancel()
            await asyncio.wait({running})
        telegram.hook.replicas.remove(f"http://127.0.0.1:{server.port}")


def _calls(telegram: FakeTelegram, method: str) -> list[dict[str, Any]]:
    return [params for name, params in telegram.calls if name == method]


async def test_updates_are_brought_and_answered(telegram: FakeTelegram):
    async with replica(telegram, ScriptedFront(echo)):
        await (anna := telegram.person("Anna")).says("hi")
        await anna.sees("hi!")
        await telegram.until(lambda: telegram.unconfirmed, 0)
    assert telegram.hook.answers == [200]


async def test_the_webhook_is_set_once_however_many_processes_there_are(telegram: FakeTelegram):
    async with replica(telegram, ScriptedFront(echo)), replica(telegram, ScriptedFront(echo)):
        pass
    async with replica(telegram, ScriptedFront(echo)):
        pass
    (asked,) = _calls(telegram, "setWebhook")
    assert asked["url"].partition("?")[0] == URL
    assert asked | {"url": ""} == {
        "url": "",
        "allowed_updates": list(ASKED_FOR),
        "max_connections": 100,
        "secret_token": SECRET,
    }


async def test_a_new_secret_is_told_to_telegram_and_the_old_one_opens_no_door(telegram: FakeTelegram):
    async with replica(telegram, ScriptedFront(echo)):
        pass
    async with replica(telegram, ScriptedFront(echo), "another-secret-of-some-length"):
        await (anna := telegram.person("Anna")).says("hi")
        await anna.sees("hi!")
    assert [each["secret_token"] for each in _calls(telegram, "setWebhook")] == [
        SECRET,
        "another-secret-of-some-length",
    ]
    assert telegram.token not in telegram.hook.url
    assert SECRET not in telegram.hook.url


async def test_an_update_is_confirmed_only_when_its_answer_is_out(telegram: FakeTelegram):
    async with replica(telegram, ScriptedFront(echo)):
        telegram.gate.clear()
        await (anna := telegram.person("Anna")).says("hi")
        await telegram.until(lambda: telegram.held, 1)
        assert (telegram.hook.answers, telegram.unconfirmed) == ([], 1)
        telegram.gate.set()
        await anna.sees("hi!")
        await telegram.until(lambda: telegram.hook.answers, [200])


async def test_an_update_brought_again_while_it_is_being_answered_is_answered_once(telegram: FakeTelegram):
    thought = asyncio.Event()

    async def ponder(request: Request) -> Reply:
        await thought.wait()
        return Reply("At last")

    front = ScriptedFront(ponder)
    async with replica(telegram, front, patience=0.1):
        await (anna := telegram.person("Anna")).says("hi")
        await telegram.until(lambda: telegram.hook.answers[:2], [503, 503])
        thought.set()
        await anna.sees("At last")
        await telegram.until(lambda: telegram.unconfirmed, 0)
        await anna.sees("At last")
    assert len(front.requests) == 1


async def test_a_chat_is_answered_in_order_and_keeps_nobody_else_waiting(telegram: FakeTelegram):
    thought = asyncio.Event()

    async def ponder(request: Request) -> Reply:
        if request.text == "hard":
            await thought.wait()
        return Reply(f"{request.text}!")

    async with replica(telegram, ScriptedFront(ponder)):
        anna, bob = telegram.person("Anna"), telegram.person("Bob")
        await anna.says("hard")
        await anna.says("easy")
        await bob.says("easy")
        await bob.sees("easy!")
        await anna.sees()
        thought.set()
        await anna.sees("hard!", "easy!")


async def test_a_process_that_stops_answers_what_it_took_and_leaves_the_rest_to_the_next(telegram: FakeTelegram):
    asked, thought = asyncio.Event(), asyncio.Event()

    async def ponder(request: Request) -> Reply:
        asked.set()
        await thought.wait()
        return Reply("At last")

    stack = AsyncExitStack()
    server = await stack.enter_async_context(replica(telegram, ScriptedFront(ponder)))
    anna = telegram.person("Anna")
    await anna.says("hi")
    await asked.wait()
    stopping = asyncio.create_task(stack.aclose())
    bob = telegram.person("Bob")
    await lets_nobody_in(server)
    await bob.says("anybody there?")
    await telegram.until(lambda: 0 in telegram.hook.answers, True)
    assert not stopping.done()
    thought.set()
    await stopping
    await anna.sees("At last")
    assert telegram.unconfirmed == 1
    async with replica(telegram, ScriptedFront(echo)):
        await bob.sees("anybody there?!")
    await anna.sees("At last")


@asynccontextmanager
async def house(url: str, library: Library, understanding: Understanding) -> AsyncIterator[House]:
    database = Database(url)
    yield House(database, library, understanding, system_clock)
    database.close()


async def test_two_processes_on_one_database_do_everything_once(
    telegram: FakeTelegram, database_url: str, library: Library, understanding: Understanding
):
    bring_up_to_date(database_url)
    telegram.hook.twice = True  # each update comes to both at the same moment
    crowd = [telegram.person(f"Runner {number}") for number in range(12)]
    async with (
        house(database_url, library, understanding) as first,
        house(database_url, library, understanding) as second,
        replica(telegram, first),
        replica(telegram, second),
    ):
        for word in ("/start", "/help", "how often should I do calf raises?"):
            for person in crowd:
                await person.says(word)
            await telegram.until(lambda: telegram.unconfirmed, 0, seconds=30)
        with first.database.transaction() as session:
            handled, people = (session.scalar(select(func.count()).select_from(each)) for each in (Handled, Person))
    assert (handled, people) == (36, 12)
    assert set(telegram.hook.answers) == {200}


async def test_a_hook_that_somebody_took_away_is_put_back(telegram: FakeTelegram):
    rest = Turns()
    async with replica(telegram, ScriptedFront(echo), rest=rest):
        await rest._begun.acquire()
        telegram.hook.set({})
        await (anna := telegram.person("Anna")).says("hi")
        await anna.sees()
        await rest.pass_by()
        await anna.sees("hi!")
    assert rest.waited == [300.0, 300.0]


async def test_while_telegram_cannot_be_reached_it_is_tried_again_more_and_more_slowly(
    telegram: FakeTelegram, caplog: pytest.LogCaptureFixture
):
    telegram.next("getWebhookInfo", bad_gateway(), bad_gateway(), refused(400, "Bad Request: bad webhook: no"))
    rest = Turns()
    async with replica(telegram, ScriptedFront(echo), rest=rest):
        await rest._begun.acquire()
        for _ in range(3):
            await rest.pass_by()
        await (anna := telegram.person("Anna")).says("hi")
        await anna.sees("hi!")
    assert rest.waited == [10.0, 20.0, 40.0, 300.0]
    assert [each.getMessage() for each in caplog.records if each.levelno >= logging.ERROR] == [
        "the webhook cannot be looked after (NetworkError); trying again",
        "the webhook cannot be looked after (NetworkError); trying again",
        "the webhook cannot be looked after (Bad webhook: no); trying again",
    ]


async def test_what_telegram_complains_of_is_logged_once_and_what_it_holds_is_measured(
    telegram: FakeTelegram, caplog: pytest.LogCaptureFixture
):
    measured: list[object] = []
    telegram.hook.trouble = "Connection timed out"
    rest = Turns()
    async with replica(telegram, ScriptedFront(echo), rest=rest, measure=measured.append):
        await rest._begun.acquire()
        await rest.pass_by()
    assert measured == [Pending(0), Pending(0)]
    said = [each.getMessage() for each in caplog.records if each.levelno == logging.WARNING]
    assert said == ["Telegram could not hand over an update: Connection timed out"]


async def test_a_token_revoked_later_ends_the_run(telegram: FakeTelegram):
    rest = Turns()
    door = Door("/telegram", SECRET, [].append)
    async with TelegramWebhook(
        telegram.token, ScriptedFront(echo), telegram.url, Hook(URL, SECRET), door, rest=rest
    ) as adapter:
        telegram.hook.set({})
        running = asyncio.create_task(adapter.run())
        await rest._begun.acquire()
        telegram.token = "1:new"
        rest._over.release()
        with pytest.raises(OperatorError) as refusal:
            await asyncio.wait_for(running, 5)
    assert str(refusal.value) == "Telegram refuses TELEGRAM_TOKEN: copy it again from @BotFather."


@pytest.mark.parametrize(
    "update", [{}, {"message": 7}, {"update_id": "x", "message": {"chat": []}}, {"update_id": None}]
)
async def test_an_update_that_nobody_can_read_keeps_nobody_waiting(telegram: FakeTelegram, update: dict[str, Any]):
    async with replica(telegram, front := ScriptedFront(echo)):
        telegram._updates.append({"update_id": 1} | update)
        telegram.hook._under_way[1] = asyncio.create_task(telegram.hook._bring(update))
        await (anna := telegram.person("Anna")).says("hi")
        await anna.sees("hi!")
        await telegram.until(lambda: telegram.hook.answers, [200, 200])
    assert [each.text for each in front.requests] == ["hi"]


async def test_going_back_to_asking_takes_the_hook_away_and_loses_nothing(telegram: FakeTelegram):
    anna = telegram.person("Anna")
    async with replica(telegram, ScriptedFront(echo)):
        await anna.says("one")
        await anna.sees("one!")
    await anna.says("two")
    async with TelegramAdapter(telegram.token, ScriptedFront(echo), telegram.url):
        await anna.sees("one!", "two!")
    assert telegram.hook.url == ""


def test_the_secret_made_of_a_token_is_the_same_everywhere_and_tells_nothing_of_it():
    token = "424242:a-token"
    assert secret_of(token) == secret_of(token) != secret_of("424242:b-token")
    assert len(secret_of(token)) == 64
    assert not any(part in secret_of(token) for part in token.split(":"))
