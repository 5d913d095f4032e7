"""Lets pushes fall due all through a soak: no other process's clock can be put forward, but its outbox is a table."""

import asyncio
import random
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from bench.soak.ledger import Ledger
from bench.soak.timetable import Scenario
from bench.soak.words import here

LATE = 4 * 3600  # seconds: beyond the three hours in which a workout may still come
LOOK_EVERY = 2.0  # seconds
STOP_BEFORE = 12  # seconds before the end, after which nothing falls due
MARK = ":soak"  # in the key of every such push

INSERT = (
    "INSERT INTO outgoing (key, kind, person_id, platform, chat, thread, ref, state, due_at, ready_at, attempt,"
    " failures, again, handle, detail) VALUES (?, 'workout', ?, ?, ?, '', ?, 'ready', ?, ?, 0, 0, 0, '', '')"
)
WHO = (
    "SELECT person.id, home_chat FROM person JOIN account ON account.person_id = person.id"
    " WHERE account.platform = ? AND external_id = ?"
)


class Postman:
    """Posts for everybody as soon as they are set up: a session every now and then, and one that is too late."""

    def __init__(self, scenario: Scenario, folder: Path, ledgers: Sequence[Ledger]) -> None:
        self._scenario = scenario
        self._file = folder / "coach.db"
        self._waiting = list(ledgers)
        self._dice = random.Random(f"{scenario.seed} pushes")

    async def run(self, seconds: float) -> None:
        """Look for new runners until the end."""
        end = time.time() + seconds
        while time.time() < end:
            await asyncio.sleep(LOOK_EVERY)
            ready = [each for each in self._waiting if each.set_up]
            if ready and await asyncio.to_thread(self._posted, ready, int(end)):
                self._waiting = [each for each in self._waiting if each not in ready]

    def _posted(self, ledgers: Sequence[Ledger], end: int) -> bool:
        """Put pushes into the outbox; False when somebody else holds the file just now."""
        with closing(sqlite3.connect(self._file, timeout=2)) as database:
            try:
                with database:
                    for each in ledgers:
                        database.executemany(INSERT, list(self._pushes(database, each, end)))
            except sqlite3.OperationalError:
                return False
        return True

    def _pushes(self, database: sqlite3.Connection, ledger: Ledger, end: int) -> Iterator[tuple[object, ...]]:
        person, chat = database.execute(WHO, (ledger.platform, f"{ledger.person}")).fetchone()
        on, now = f"{here()[1]:%Y-%m-%d}", int(time.time())
        for number, due in enumerate((now - LATE, *self._moments(now, end))):
            yield f"{person}:workout:{on}{MARK}{number}", person, ledger.platform, chat, on, due, due

    def _moments(self, now: int, end: int) -> Iterator[int]:
        every = self._scenario.push_every
        due = now + self._dice.uniform(2, min(every, (end - now) / 3 + 2))
        while due < end - min(STOP_BEFORE, (end - now) / 3):
            yield int(due)
            due += every * self._dice.uniform(0.8, 1.2)
