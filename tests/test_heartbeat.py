"""The heartbeat: pumps side by side, and nothing under way is broken off."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial

from core.database import Database
from core.scheduler import Heartbeat


class SlowPump:
    """Ticks until it is let go."""

    def __init__(self) -> None:
        self.begun = self.settled = 0
        self.stopped, self.left = False, -1
        self.go = asyncio.Event()

    async def tick(self) -> None:
        self.begun += 1
        await self.go.wait()
        self.settled += 1

    def stop(self) -> None:
        self.stopped = True

    async def leave(self) -> None:
        self.left = self.settled


class BrokenPump:
    """Fails at every tick."""

    def __init__(self) -> None:
        self.begun = 0

    async def tick(self) -> None:
        self.begun += 1
        raise RuntimeError("broken")

    def stop(self) -> None:
        pass

    async def leave(self) -> None:
        pass


def heartbeat() -> Heartbeat:
    return Heartbeat(Database("sqlite://"), lambda: datetime.now(UTC))


async def test_neither_a_busy_nor_a_broken_pump_holds_up_another() -> None:
    heart, slow, broken, quick = heartbeat(), SlowPump(), BrokenPump(), SlowPump()
    quick.go.set()
    async with heart.driving(slow), heart.driving(broken), heart.driving(quick):
        for _ in range(3):
            await heart.tick()
            await asyncio.sleep(0)
        assert (slow.begun, broken.begun, quick.settled) == (1, 3, 3)
        slow.go.set()


async def test_stopping_waits_until_the_tick_under_way_has_settled() -> None:
    heart, pump = heartbeat(), SlowPump()

    async def play() -> None:
        async with heart.driving(pump):
            await asyncio.Event().wait()

    with heart.beating():
        playing = asyncio.create_task(play())
        await asyncio.sleep(0)
        await heart.tick()
        await asyncio.sleep(0)
        playing.cancel()
        await asyncio.sleep(0)
        await heart.tick()
        assert (playing.done(), pump.stopped, pump.begun, pump.settled) == (False, True, 1, 0)
        pump.go.set()
        await asyncio.wait({playing}, timeout=5)
    assert (playing.cancelled(), pump.begun, pump.settled, pump.left) == (True, 1, 1, 1)


async def test_a_pump_that_joins_a_beating_heart_ticks_at_once() -> None:
    heart, pump = heartbeat(), SlowPump()
    with heart.beating():
        async with heart.driving(pump):
            await asyncio.sleep(0)
            assert pump.begun == 1
            pump.go.set()


async def test_whoever_asks_something_while_it_sweeps_is_served_between_two_pieces() -> None:
    database, done = Database("sqlite://"), []

    def pieces() -> Iterator[Callable[[], None]]:
        for number in (1, 2):
            yield partial(done.append, f"piece {number}")

    sweeping = asyncio.create_task(Heartbeat(database, lambda: datetime.now(UTC), sweeps=pieces).sweep())
    await asyncio.sleep(0)  # the first piece is looked for
    asked = asyncio.create_task(database.run(done.append, "an answer"))
    await asyncio.gather(sweeping, asked)
    assert done == ["an answer", "piece 1", "piece 2"]
    database.close()
