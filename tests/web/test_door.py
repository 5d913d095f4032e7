"""The webhook's door over real sockets: strangers stay outside, and 200 is said only when the update is answered."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from typing import Any

import httpx
import pytest

from bot.web.webhook import MOST_BODY, Door
from core.gauges import Knocked
from tests.web.stage import SECRET, client_of, doorway, lets_nobody_in

SHOWN = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
UPDATE = {"update_id": 1}


class Visitors:
    """Takes updates in, and remembers them; `wait` holds them up."""

    def __init__(self) -> None:
        self.taken: list[Mapping[str, Any]] = []
        self.begun = asyncio.Event()
        self.wait = asyncio.Event()
        self.wait.set()

    async def __call__(self, update: Mapping[str, Any]) -> None:
        self.begun.set()
        await self.wait.wait()
        self.taken.append(update)


@pytest.fixture
def visitors() -> Visitors:
    return Visitors()


@pytest.fixture
def statuses() -> list[object]:
    """What was measured."""
    return []


@pytest.fixture
async def door(visitors: Visitors, statuses: list[object]) -> Door:
    door = Door("/telegram", SECRET, statuses.append, patience=0.2)
    door.open(visitors)
    return door


@pytest.fixture
async def client(door: Door) -> AsyncIterator[httpx.AsyncClient]:
    async with doorway(door) as server, client_of(server.port) as client:
        yield client


async def test_an_update_with_the_secret_is_taken_in(client: httpx.AsyncClient, visitors: Visitors):
    answer = await client.post("/telegram", json=UPDATE, headers=SHOWN)
    assert (answer.status_code, answer.content, visitors.taken) == (200, b"", [UPDATE])


@pytest.mark.parametrize("given", [None, "", "wrong", SECRET[:-1], SECRET + "x", SECRET.upper(), "sécret"])
async def test_without_the_secret_nothing_is_taken(client: httpx.AsyncClient, visitors: Visitors, given: str | None):
    headers = {} if given is None else {"X-Telegram-Bot-Api-Secret-Token": given.encode("latin-1")}
    assert (await client.post("/telegram", json=UPDATE, headers=headers)).status_code == 403
    assert visitors.taken == []


async def test_a_stranger_is_sent_away_before_the_body_is_read(door: Door):
    async with doorway(door) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(b"POST /telegram HTTP/1.1\r\nHost: x\r\nContent-Length: 400000\r\n\r\n")
        async with asyncio.timeout(5):
            assert await reader.readline() == b"HTTP/1.1 403 Forbidden\r\n"
        writer.close()


async def test_what_is_declared_too_long_is_refused_before_it_is_read(door: Door):
    async with doorway(door) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        head = f"POST /telegram HTTP/1.1\r\nHost: x\r\nContent-Length: {MOST_BODY + 1}\r\n"
        writer.write(f"{head}X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n\r\n".encode())
        async with asyncio.timeout(5):
            assert (await reader.readline()).startswith(b"HTTP/1.1 413 ")
        writer.close()


async def test_what_grows_too_long_is_refused(client: httpx.AsyncClient, visitors: Visitors):
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(2 + MOST_BODY // 4096):
            yield b"x" * 4096

    with suppress(httpx.WriteError):  # it may hang up while somebody is still talking
        assert (await client.post("/telegram", content=endless(), headers=SHOWN)).status_code == 413
    assert visitors.taken == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'"text"', b"[" * 100_000], ids=repr)
async def test_what_is_no_update_is_refused(client: httpx.AsyncClient, visitors: Visitors, body: bytes):
    assert (await client.post("/telegram", content=body, headers=SHOWN)).status_code == 400
    assert visitors.taken == []


async def test_the_longest_update_passes(client: httpx.AsyncClient, visitors: Visitors):
    update = {"update_id": 1, "text": "x" * (MOST_BODY - 100)}
    assert (await client.post("/telegram", content=json.dumps(update), headers=SHOWN)).status_code == 200


async def test_while_nobody_is_at_home_updates_are_to_come_again(client: httpx.AsyncClient, door: Door):
    door.close()
    assert (await client.post("/telegram", json=UPDATE, headers=SHOWN)).status_code == 503


async def test_what_takes_too_long_is_to_come_again(client: httpx.AsyncClient, visitors: Visitors):
    visitors.wait.clear()
    assert (await client.post("/telegram", json=UPDATE, headers=SHOWN)).status_code == 503


async def test_what_fails_is_to_come_again(client: httpx.AsyncClient, door: Door):
    async def fail(update: Mapping[str, Any]) -> None:
        raise RuntimeError("no")

    door.open(fail)
    assert (await client.post("/telegram", json=UPDATE, headers=SHOWN)).status_code == 500
    door.open(Visitors())
    assert (await client.post("/telegram", json=UPDATE, headers=SHOWN)).status_code == 200


async def test_only_posts_come_in(client: httpx.AsyncClient):
    assert (await client.get("/telegram", headers=SHOWN)).status_code == 405


async def test_an_endless_head_is_cut_off(door: Door):
    async with doorway(door) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(b"POST /telegram HTTP/1.1\r\nX: " + b"x" * 100_000)
        async with asyncio.timeout(5):
            assert (await reader.readline()).startswith(b"HTTP/1.1 400")
        writer.close()


async def test_every_knock_is_counted(client: httpx.AsyncClient, statuses: list[object]):
    await client.post("/telegram", json=UPDATE, headers=SHOWN)
    await client.post("/telegram", json=UPDATE)
    assert statuses == [Knocked(200), Knocked(403)]


async def test_a_stopping_server_answers_what_it_accepted_and_accepts_nothing_more(visitors: Visitors):
    door = Door("/telegram", SECRET, [].append)
    door.open(visitors)
    visitors.wait.clear()
    async with doorway(door) as server, client_of(server.port) as client:
        accepted = asyncio.create_task(client.post("/telegram", json=UPDATE, headers=SHOWN))
        await visitors.begun.wait()
        draining = asyncio.create_task(server.drain())
        await lets_nobody_in(server)
        assert not draining.done()
        visitors.wait.set()
        assert (await accepted).status_code == 200
        await draining
    assert visitors.taken == [UPDATE]
