"""Lets the deeds of the timetable happen."""

import asyncio
import random
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from bench.soak.excuses import Span
from bench.soak.process import Coach
from bench.soak.timetable import Deed, Scenario
from bench.soak.words import PUSH
from tests.fakes.discord import FakeDiscord
from tests.fakes.discord import faults as discord
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram import faults as telegram
from tests.platforms import Discord, Telegram

FULL = 1  # byte that a file may have on the full disk
AIM = 3.0  # seconds that a kill waits for a push to be on its way

ON_TELEGRAM: dict[str, tuple[str, telegram.Fault]] = {
    "throttled": ("sendMessage", telegram.throttled(2)),
    "blocked": ("sendMessage", telegram.refused(403, "Forbidden: bot was blocked by the user")),
    "bad_gateway": ("sendMessage", telegram.bad_gateway()),
    "cut_before": ("sendMessage", telegram.cut_before()),
    "cut_after": ("sendMessage", telegram.cut_after()),
    "silence": ("sendMessage", telegram.silence()),
    "poll_bad_gateway": ("getUpdates", telegram.bad_gateway()),
    "poll_cut_before": ("getUpdates", telegram.cut_before()),
    "poll_cut_after": ("getUpdates", telegram.cut_after()),
    "poll_conflict": ("getUpdates", telegram.refused(409, "Conflict: terminated by other getUpdates request")),
    "poll_silence": ("getUpdates", telegram.silence()),
    "press_bad_gateway": ("answerCallbackQuery", telegram.bad_gateway()),
    "edit_throttled": ("editMessageText", telegram.throttled(1)),
}
SAYING, ANSWERING = ("POST", "/messages"), ("POST", "/callback")
ON_DISCORD: dict[str, tuple[tuple[str, str], discord.Fault]] = {
    "throttled": (SAYING, discord.throttled(2)),
    "throttled_globally": (SAYING, discord.throttled(1, everywhere=True)),
    "closed": (SAYING, discord.refused(403, 50007, "Cannot send messages to this user")),
    "broken": (SAYING, discord.broken(502)),
    "broken_after": (SAYING, discord.broken(502, accepted=True)),
    "cut_before": (SAYING, discord.cut_before()),
    "cut_after": (SAYING, discord.cut_after()),
    "silence": (SAYING, discord.silence()),
    "press_broken": (ANSWERING, discord.broken(502)),
    "press_cut": (ANSWERING, discord.cut_before()),
}


class Weather:
    """Faults on both platforms, kills, and a database that is locked or whose disk is full."""

    def __init__(self, scenario: Scenario, folder: Path, coach: Coach, phone: Telegram, desk: Discord) -> None:
        self._scenario = scenario
        self._file = folder / "coach.db"
        self._coach = coach
        self._phone: FakeTelegram = phone.fake
        self._desk: FakeDiscord = desk.fake
        self._dice = random.Random(f"{scenario.seed} weather")
        self.done: Counter[str] = Counter()
        self.locked: list[Span] = []
        self.full: list[Span] = []
        self.deaf: list[Span] = []  # whatever happens on Discord then, the bot is never told of

    async def run(self, deeds: Sequence[Deed]) -> None:
        """Do everything in its time; a deed that lasts holds up what comes after it.

        Faults do not pile up: one that nobody has met yet stands for those after it.
        """
        begun = time.monotonic()
        for deed in deeds:
            await asyncio.sleep(begun + deed.at - time.monotonic())
            await self._do(deed)
            self.done[f"{deed.who}: {deed.what}"] += 1

    def calm(self) -> None:
        """No more faults, not even those that nobody has met yet."""
        self._phone.faults.clear()
        self._desk.faults.clear()

    async def _do(self, deed: Deed) -> None:
        if deed.who == "kill":
            await self._kill(aimed=deed.what == "in mid-push")
        elif deed.who == "database":
            await (self._lock() if deed.what == "locked" else self._fill())
        elif deed.who == "telegram":
            method, fault = ON_TELEGRAM[deed.what]
            self._phone.faults[method].extend([fault] if not self._phone.faults[method] else [])
        elif deed.what in ON_DISCORD:
            (call, path), spoiler = ON_DISCORD[deed.what]
            if not any(planned[:2] == (call, path) for planned in self._desk.faults):
                self._desk.next(call, path, spoiler)
        else:
            await self._shake(deed.what)

    async def _shake(self, what: str) -> None:
        """Something at Discord's gateway."""
        gateway = self._desk.gateway
        if what == "reconnect":
            await gateway.reconnect()
        elif what == "disconnect":
            gateway.cut()
        else:
            await gateway.invalidate(resumable=what == "invalid")
        if what == "invalid_for_good":
            await self._until_heard()

    async def _kill(self, *, aimed: bool) -> None:
        if aimed:
            await self._pushes_go()
        await asyncio.sleep(self._dice.uniform(0, 0.1))
        begun = time.monotonic()
        await self._coach.kill()
        self._desk.gateway.sessions.clear()  # nobody comes back to these
        await self._coach.start()
        await self._until_heard(begun)

    async def _until_heard(self, begun: float | None = None) -> None:
        """Wait until Discord has somebody to tell; until then nobody's word on Discord is heard."""
        begun = begun or time.monotonic()
        await _until(lambda: bool(self._desk.gateway.connected), 30)
        self.deaf.append((begun, time.monotonic()))

    async def _pushes_go(self) -> None:
        """Wait until something goes out unasked."""
        logs = [(each, len(each)) for each in (self._phone.witness.arrivals, self._desk.world.witness.arrivals)]
        await _until(lambda: any(PUSH in each.text for arrivals, known in logs for each in arrivals[known:]), AIM)

    async def _lock(self) -> None:
        """Another process holds the file for a while."""
        begun = time.monotonic()
        with closing(sqlite3.connect(self._file, isolation_level=None, check_same_thread=False, timeout=5)) as other:
            await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
            await asyncio.sleep(self._scenario.outage)
            other.execute("ROLLBACK")
        self.locked.append((begun, time.monotonic()))

    async def _fill(self) -> None:
        """There is no room left on the disk for a while."""
        begun = time.monotonic()
        self._coach.limit_files(FULL)
        await asyncio.sleep(self._scenario.outage)
        self._coach.limit_files(-1)
        self.full.append((begun, time.monotonic()))


async def _until(look: Callable[[], bool], seconds: float) -> None:
    """Wait for it, but not for ever."""
    end = time.monotonic() + seconds
    while not look() and time.monotonic() < end:  # noqa: ASYNC110  (lists tell no event)
        await asyncio.sleep(0.005)
