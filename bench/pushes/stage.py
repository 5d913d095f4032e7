"""A database full of runners, a coach with little to say, and messengers that only count."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from bot import schema
from core.database import Database
from core.delivery.coaching import Claimed, Coaching
from core.delivery.lease import Lease
from core.delivery.outbox import move_chat
from core.delivery.outcomes import Outcome, Sent
from core.delivery.pace import Pace
from core.delivery.ports import Delivery, Messenger
from core.delivery.sender import Pump
from core.feature import Kind, Repeat
from core.messages import Reply
from core.nudges.rules import next_due
from core.people.tables import Person

PLATFORM = "telegram"
MORNING = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)  # seven o'clock in Berlin, a Monday
DUE = int(MORNING.timestamp())

COUNTED = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count) "
PEOPLE = (
    "INSERT INTO person (id, created_at, locale, zone, minute_of_day, weekdays, home_platform, home_chat,"
    " reachable, paused) "
    + COUNTED
    + "SELECT i, :at, 'en', 'Europe/Berlin', 420, 9, :platform, CAST(100000000 + i AS VARCHAR), true, false FROM n"
)
SUBSCRIPTIONS = (
    "INSERT INTO subscription (person_id, kind, platform, zone, minute_of_day, weekdays, next_due_at, due_on) "
    + COUNTED
    + "SELECT i, 'workout', :platform, 'Europe/Berlin', 420, 9, "
    "CASE WHEN i % :every = 0 THEN :due ELSE :due + 3600 + (i * 7919) % 600000 END, :on FROM n"
)


class Nowhere:
    """A messenger that has always sent at once."""

    platform = PLATFORM

    def __init__(self) -> None:
        self.sent = 0

    async def deliver(self, _: Delivery) -> Outcome:
        """Count it."""
        self.sent += 1
        return Sent("1")


def draw(session: Session, message: Claimed) -> Reply | None:
    """As the house does it: look the person up, and say something."""
    person = session.get(Person, message.person_id)
    return Reply("Time for strength") if person is not None and not person.paused else None


def coaching(repeat: Repeat = Repeat.RESEND) -> Coaching:
    kinds = {"workout": Kind("workout", draw, repeat, timedelta(hours=3))}
    return Coaching(kinds, draw, next_due, move_chat)


def database_in(folder: Path, runners: int, due: int, url: str = "", platform: str = PLATFORM) -> Database:
    """A database with so many runners, of whom so many are due in the same minute."""
    database = people_in(folder, runners, url, platform)
    subscribe_all(database, runners, due, platform)
    return database


def people_in(folder: Path, runners: int, url: str = "", platform: str = PLATFORM) -> Database:
    """A database with so many runners."""
    url = url or f"sqlite:///{folder / f'{runners}.db'}"
    schema.upgrade(url)
    database = Database(url)
    with database.transaction() as session:
        session.execute(text(PEOPLE), {"count": runners, "platform": platform, "at": "2026-11-22 00:00:00"})
    return database


def subscribe_all(database: Database, runners: int, due: int, platform: str = PLATFORM) -> None:
    """A workout on two days a week for everybody; so many are due at once, the others in the week after."""
    values = {"count": runners, "platform": platform, "due": DUE, "on": f"{MORNING:%Y-%m-%d}"}
    with database.transaction() as session:
        session.execute(text(SUBSCRIPTIONS), values | {"every": max(1, runners // max(1, due))})


def bytes_of(database: Database) -> int:
    """Bytes of an SQLite database."""
    with database.transaction() as session:
        pages, size = (int(session.scalar(text(f"PRAGMA {name}")) or 0) for name in ("page_count", "page_size"))
        return pages * size


def pump_on(
    database: Database,
    messenger: Messenger,
    rate: float = 1e9,
    clock: Callable[[], datetime] = lambda: MORNING + timedelta(seconds=30),
    repeat: Repeat = Repeat.RESEND,
    holder: str = "bench",
) -> Pump:
    """The product's own pump; by default nothing slows it down."""
    lease = Lease("token", holder, lambda _: False, time.monotonic)
    return Pump(database, messenger, coaching(repeat), Pace(rate, time.monotonic), lease, clock, holder)


class Stalls:
    """Measures for how long the event loop was away."""

    def __init__(self) -> None:
        self.longest = 0.0

    async def watch(self) -> None:
        """Until cancelled."""
        while True:
            begun = time.perf_counter()
            await asyncio.sleep(0.001)
            self.longest = max(self.longest, time.perf_counter() - begun - 0.001)


def resident() -> float:
    """Megabytes of memory this process holds."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024
