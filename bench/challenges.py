"""Challenges in the core on SQLite, with 50 to 5,000 members: a log, the board's content, a burst of logs."""

import gc
import random
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import func, insert, select

from bot import schema
from bot.wiring import House, understanding_of
from core.challenges.boards import board, show_board
from core.challenges.rules.days import EVERY_DAY
from core.challenges.rules.frozen import read_rules
from core.challenges.rules.scoring import tally
from core.challenges.tables import Challenge, Entry, Member
from core.challenges.templates import rules_from
from core.database import Database
from core.knowledge.library import Library, load
from core.messages import Action, Address, Request, Sender
from core.people.tables import Account, Person

SIZES = (50, 500, 5_000)
LOGS, BOARDS, BURST = 400, 20, 500
NOW = datetime(2026, 11, 29, 9, tzinfo=UTC)
FIRST = date(2026, 11, 1)
ROOM = Address("bench", "club")
ZONES = ("Europe/London", "America/New_York", "Asia/Tokyo", "Australia/Sydney", "Pacific/Honolulu")


def main(sizes: Sequence[int] = SIZES) -> None:
    library = load()
    heads = ("members", "entries", "log median", "log p99", "board median", "board worst", f"{BURST} logs", "kept")
    print("".join(f"{head:>14}" for head in heads))
    for size in sizes:
        with TemporaryDirectory() as folder:
            print(
                "".join(f"{figure:>14}" for figure in measured(f"sqlite:///{Path(folder) / 'coach.db'}", library, size))
            )


def measured(url: str, library: Library, size: int) -> tuple[str, ...]:
    """One line of the table."""
    schema.upgrade(url)
    house = House(Database(url), library, understanding_of(library), lambda: NOW)
    entries = fill(house.database, library, size, random.Random(7))
    logs = sorted(_timed(lambda number: _log(house, number % size, f"log {number}"), LOGS))
    gc.collect()
    gc.freeze()  # as `hillcoach run` does
    boards = sorted(_timed(lambda _: _board(house), BOARDS))
    took, kept = _burst(house, size)
    house.database.close()
    times = (statistics.median(logs), statistics.quantiles(logs, n=100)[98], statistics.median(boards), boards[-1])
    return (f"{size:,}", f"{entries:,}", *(f"{each:.1f} ms" for each in times), f"{took:.1f} s", f"{kept}")


def fill(database: Database, library: Library, size: int, dice: random.Random) -> int:
    """One challenge near its end, with everybody's log so far; returns how many entries that is."""
    template = library.challenges["calf-30"]
    rules = rules_from(template)
    with database.transaction() as session:
        where = {"platform": ROOM.platform, "chat": ROOM.chat, "thread": "", "zone": "Europe/London"}
        when = {"starts_on": FIRST, "ends_on": FIRST + timedelta(days=29), "closes_at": 2**40, "board_at": 0}
        session.add(Challenge(template=template.id, **where, **when, state="on", rules=rules.stored(), edition=0))
        session.flush()
        logs = {number: _days(dice) for number in range(1, size + 1)}
        session.execute(insert(Person), [_person(number) for number in logs])
        session.execute(insert(Account), [_account(number) for number in logs])
        session.execute(insert(Member), [_member(number, days, rules.stored()) for number, days in logs.items()])
        rows = [_entry(number, day, amount) for number, days in logs.items() for day, amount in days.items()]
        session.execute(insert(Entry), rows)
    return len(rows)


def _burst(house: House, size: int) -> tuple[float, int]:
    """Many at once, as adapters hand them over: seconds until all are answered, and how many entries came of them."""
    before, begun = _entries(house), time.perf_counter()
    with ThreadPoolExecutor(8) as hands:
        list(hands.map(lambda number: _log(house, number * 7 % size, f"burst {number}"), range(BURST)))
    return time.perf_counter() - begun, _entries(house) - before


def _timed(deed: Callable[[int], None], times: int) -> list[float]:
    """Milliseconds of each; the first ones warm up and do not count."""
    taken = []
    for number in range(times + 5):
        begun = time.perf_counter()
        deed(number)
        taken.append((time.perf_counter() - begun) * 1e3)
    return taken[5:]


def _log(house: House, number: int, key: str) -> None:
    sender = Sender(ROOM.platform, f"{number + 1}", f"Runner {number + 1}", home=f"home {number + 1}")
    reply = house.coach.handle(Request(sender, ROOM, False, key, action=Action("challenge.log", ("1", "10"))))
    assert reply is not None
    assert reply.text.startswith("+10"), reply.text


def _board(house: House) -> None:
    with house.database.transaction() as session:
        challenge = session.get_one(Challenge, 1)
        show_board(session, challenge, NOW)
        board(session, house.library, challenge, NOW)


def _entries(house: House) -> int:
    with house.database.transaction() as session:
        return session.scalar(select(func.count()).select_from(Entry)) or 0


def _days(dice: random.Random) -> dict[date, int]:
    return {FIRST + timedelta(days=day): dice.randint(1, 60) for day in range(28) if dice.random() < 0.8}


def _person(number: int) -> dict[str, object]:
    home = {"home_platform": ROOM.platform, "home_chat": f"home {number}", "zone": ZONES[number % len(ZONES)]}
    return {"id": number, "created_at": NOW, "locale": "en", **home, "reachable": True, "paused": False}


def _account(number: int) -> dict[str, object]:
    return {"person_id": number, "platform": ROOM.platform, "external_id": f"{number}"}


def _member(number: int, days: dict[date, int], rules: str) -> dict[str, object]:
    told = tally(days, read_rules(rules), 25)
    how = {"alias": f"Runner {number}", "state": "in", "shown": True, "joined_on": FIRST, "target": 25, "team": 0}
    sums = {name: getattr(told, name) for name in told.__slots__}
    return {"challenge_id": 1, "person_id": number, **how, "due": EVERY_DAY, "zone": ZONES[number % 5], **sums}


def _entry(number: int, day: date, amount: int) -> dict[str, object]:
    marks = {"late": False, "corrected": False, "undone": False}
    return {"challenge_id": 1, "person_id": number, "day": day, "amount": amount, "logged_at": NOW, **marks}


if __name__ == "__main__":
    main()
