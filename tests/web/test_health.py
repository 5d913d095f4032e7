"""`/healthz` says whether the process is well, and what it lacks when it is not."""

import asyncio

import httpx
import pytest
from starlette.applications import Starlette

from bot.web.health import LATEST_TICK, PATIENCE
from bot.web.metrics import Metrics
from bot.web.server import AT_ONCE, HttpServer
from bot.web.site import Site
from core.errors import OperatorError
from core.gauges import Ticked
from tests.play import Play
from tests.web.conftest import Serve
from tests.web.stage import client_of


async def _told(client: httpx.AsyncClient) -> tuple[int, list[str]]:
    answer = await client.get("/healthz")
    return answer.status_code, answer.json()["problems"]


async def test_a_process_that_is_well_says_so(serve: Serve):
    async with serve() as client:
        assert await _told(client) == (200, [])


async def test_a_heart_that_stands_still_is_noticed_and_its_next_beat_too(
    serve: Serve, seconds: list[float], metrics: Metrics
):
    async with serve() as client:
        seconds[0] += LATEST_TICK + 1
        assert await _told(client) == (503, ["no heartbeat"])
        metrics.note(Ticked(0.0))
        assert await _told(client) == (200, [])


async def test_a_process_without_a_heart_needs_none(serve: Serve, seconds: list[float]):
    async with serve(beats=False) as client:
        seconds[0] += LATEST_TICK + 1
        assert await _told(client) == (200, [])


async def test_a_database_that_fails_is_named_without_its_address(serve: Serve, measured: Play):
    async with serve() as client:
        measured.house.database.close()
        assert await _told(client) == (503, ["the database fails: RuntimeError"])


async def test_a_database_that_hangs_keeps_nobody_waiting(serve: Serve, measured: Play):
    over = asyncio.Event()
    loop = asyncio.get_running_loop()

    def hang() -> None:
        asyncio.run_coroutine_threadsafe(over.wait(), loop).result()

    async with serve() as client:
        hanging = asyncio.create_task(measured.house.database.run(hang))
        begun = loop.time()
        assert await _told(client) == (503, ["the database does not answer in time"])
        assert loop.time() - begun < 2 * PATIENCE
        over.set()
        await hanging
        assert await _told(client) == (200, [])


async def test_a_port_that_is_taken_is_one_sentence(measured: Play, metrics: Metrics):
    house = measured.house
    async with HttpServer(Starlette(), "127.0.0.1", 0) as other:
        site = Site("127.0.0.1", other.port, house.database, house.clock, metrics, beats=True)
        with pytest.raises(OperatorError) as refusal:
            await site.__aenter__()
    where = f"HILLCOACH_HTTP_HOST 127.0.0.1, HILLCOACH_HTTP_PORT {other.port}"
    assert str(refusal.value) == f"Nothing can be served on {where}: Address already in use."


async def test_connections_on_which_nobody_asks_for_anything_do_not_fill_the_port():
    async with HttpServer(Starlette(), "127.0.0.1", 0, patience=1) as server:
        silent = [await asyncio.open_connection("127.0.0.1", server.port) for _ in range(AT_ONCE)]
        for _, writer in silent[: AT_ONCE // 2]:
            writer.write(b"GET / HTTP/1.1\r\nHost:")
        async with client_of(server.port) as client:
            assert (await client.get("/")).status_code == 503
        assert {await reader.read() for reader, _ in silent} == {b""}
        async with client_of(server.port) as client:
            assert (await client.get("/")).status_code == 404
        for _, writer in silent:
            writer.close()


async def test_who_asks_again_and_again_on_one_connection_is_answered():
    async with HttpServer(Starlette(), "127.0.0.1", 0, patience=1) as server, client_of(server.port) as client:
        begun, loop = asyncio.get_running_loop().time(), asyncio.get_running_loop()
        while loop.time() - begun < 1.5:
            assert (await client.get("/")).status_code == 404


async def test_nothing_else_is_served(serve: Serve):
    async with serve() as client:
        for path in ("/", "/telegram", "/docs", "/metrics/../etc/passwd"):
            assert (await client.get(path)).status_code == 404
        assert (await client.post("/healthz")).status_code == 405


async def test_it_can_be_served_on_the_other_kind_of_address(measured: Play, metrics: Metrics):
    house = measured.house
    async with Site("::1", 0, house.database, house.clock, metrics, beats=False) as site:
        async with httpx.AsyncClient(base_url=f"http://[::1]:{site.port}", trust_env=False) as client:
            assert await _told(client) == (200, [])
        async with client_of(site.port) as client:
            with pytest.raises(httpx.ConnectError):
                await client.get("/healthz")
