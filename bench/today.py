"""`/today` in the core, with 100,000 people in a SQLite database: how long one request takes, from intake to reply."""

import random
import statistics
import sys
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import insert

from bot import schema
from bot.wiring import House, understanding_of
from core.database import Database
from core.knowledge.library import load
from core.messages import Address, Request, Sender
from core.people.tables import Account, Person
from core.plans.tables import FactRow, PlanRow, SessionRow

PEOPLE = 100_000
ASKED = 1_000
BATCH = 10_000
NOW = datetime(2027, 3, 15, 7, tzinfo=UTC)
LEVELS = ("beginner", "intermediate", "advanced")
KITS = ("none", "dumbbells", "gym")
TYPES = ("5-10k", "xc", "half", "marathon", "ultra", "triathlon")


def main(people: int = PEOPLE, asked: int = ASKED) -> None:
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'coach.db'}"
        schema.upgrade(url)
        library = load()
        house = House(Database(url), library, understanding_of(library), lambda: NOW)
        begun = time.perf_counter()
        fill(house.database, people, random.Random(7))
        print(f"{people:,} people stored in {time.perf_counter() - begun:.1f} s; /today of {asked:,} of them")
        times = measured(house, random.Random(8).choices(range(1, people + 1), k=asked))
        house.database.close()
    print(f"{'':<12}{'median ms':>12}{'p99 ms':>12}{'worst ms':>12}")
    for name, each in zip(("by the clock", "processor"), zip(*times, strict=True), strict=True):
        p99 = statistics.quantiles(each, n=100)[98]
        print(f"{name:<12}{statistics.median(each):>12.1f}{p99:>12.1f}{max(each):>12.1f}")


def measured(house: House, people: Sequence[int]) -> list[tuple[float, float]]:
    """Milliseconds of each request, by the clock and of the processor; the first ones warm up and do not count."""
    times = []
    for number, person in enumerate(people):
        request = _request(person, f"key {number}")
        begun, busy = time.perf_counter(), time.process_time()
        reply = house.coach.handle(request)
        times.append(((time.perf_counter() - begun) * 1e3, (time.process_time() - busy) * 1e3))
        assert reply is not None
        assert reply.choices, reply.text
    return times[len(times) // 20 :]


def fill(database: Database, people: int, dice: random.Random) -> None:
    """Runners of every kind, up to a year before and after their start, with a holiday, a swap and a log."""
    for first in range(1, people + 1, BATCH):
        ids = range(first, min(first + BATCH, people + 1))
        plans = [_plan(person, dice) for person in ids]
        with database.transaction() as session:
            session.execute(insert(Person), [_person(person) for person in ids])
            session.execute(insert(Account), [_account(person) for person in ids])
            session.execute(insert(PlanRow), plans)
            session.execute(insert(FactRow), [fact for plan in plans for fact in _facts(plan)])
            session.execute(insert(SessionRow), [row for plan in plans for row in _log(plan)])


def _request(person: int, key: str) -> Request:
    sender = Sender("bench", f"{person}", "Somebody", home=f"{person}")
    return Request(sender, Address("bench", f"{person}"), private=True, key=key, command="today")


def _person(person: int) -> dict[str, object]:
    home = {"home_platform": "bench", "home_chat": f"{person}", "reachable": True, "paused": False}
    rhythm = {"zone": "Europe/Berlin", "minute_of_day": 420, "weekdays": 9, "kit": "none"}
    return {"id": person, "created_at": NOW, "locale": "en", **rhythm, **home}


def _account(person: int) -> dict[str, object]:
    return {"person_id": person, "platform": "bench", "external_id": f"{person}"}


def _plan(person: int, dice: random.Random) -> dict[str, object]:
    started = NOW.date() - timedelta(days=dice.randrange(1, 180))
    race = NOW.date() + timedelta(days=dice.randrange(2, 180))
    course = {"distance_km": 42.2, "ascent_m": float(dice.randrange(2000)), "descent_m": float(dice.randrange(2000))}
    runner = {"weekdays": 9, "kit": dice.choice(KITS), "level": dice.choice(LEVELS), "hard_days": 2, "long_day": 6}
    dates = {"started_on": started, "holds_from": started, "race_date": race, "race_type": dice.choice(TYPES)}
    return {"person_id": person, "state": "active", **dates, **course, **runner}


def _facts(plan: dict[str, object]) -> list[dict[str, object]]:
    started = plan["started_on"]
    assert isinstance(started, date)
    who = {"person_id": plan["person_id"]}
    away = {"kind": "holiday", "first": started + timedelta(14), "last": started + timedelta(27), "about": "", "to": ""}
    swap = {"kind": "swap", "first": started + timedelta(7), "last": None, "about": "G2", "to": "Q3"}
    return [{**who, **away}, {**who, **swap}]


def _log(plan: dict[str, object]) -> list[dict[str, object]]:
    started = plan["started_on"]
    assert isinstance(started, date)
    days = (started + timedelta(days=7 * week + 3) for week in range(12))
    done = {"outcome": "done", "logged_at": NOW, "rir": 3, "top": True, "late": False}
    return [{"person_id": plan["person_id"], "day": day, **done} for day in days if day < NOW.date()]


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:]))
