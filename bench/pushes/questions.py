"""A question while pushes go out: the whole `hillcoach run`, its real Telegram client, a fake Telegram on loopback."""

import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

from sqlalchemy import MetaData, Table, func, insert, literal, select, text

from bot import schema
from core.database import Database
from tests.platforms import Telegram
from tests.platforms.phone import PhoneUser
from tests.play import database_file
from tests.processes import Running
from tests.test_process import _sets_up, _where_it_is_about_noon

QUESTION = "how often should I do calf raises?"
FEW = 8  # questions that one person may well ask in a minute
OWNED = ("plan", "subscription")  # what a runner needs to be pushed a workout


async def measure(folder: Path, runners: int, questions: int) -> Iterator[tuple[str, str]]:
    """The 99th percentile of an answer's time, idle and while a burst goes out."""
    schema.upgrade(database_file(folder))
    async with Telegram() as place:
        pattern = place.person("Pattern")
        askers = [place.person(f"Asker {number}") for number in range(questions // FEW)]
        crowd = [place.person(f"Runner {number}") for number in range(runners)]
        async with Running(folder, place.settings) as process:
            await process.listens()
            await _sets_up(place, pattern)
            await place.until(lambda: not place.fake.unconfirmed)
            await process.stop()
        clone(folder, pattern.person.id, [each.person.id for each in crowd])
        async with Running(folder, place.settings) as process:
            await process.listens()
            idle = await _ask(place, askers, questions)
            everybody_is_due(folder)
            await place.until(lambda: any(each.sees() for each in crowd), 30)
            busy = await _ask(place, askers, questions)
            pushed = sum(bool(each.sees()) for each in crowd)
            await process.kill()
    ratio = f"{busy / idle:.2f} × idle"
    return iter(
        [
            ("a question answered, nothing else going on", f"p99 {idle * 1000:.0f} ms ({questions} questions)"),
            (
                f"the same during a burst of {runners:,}",
                f"p99 {busy * 1000:.0f} ms, {ratio} ({pushed} pushed meanwhile)",
            ),
        ]
    )


async def _ask(place: Telegram, askers: Sequence[PhoneUser], questions: int) -> float:
    """Seconds within which 99 of 100 answers were there; they take turns, so that nobody asks too much."""
    times = []
    for asker in islice(cycle(askers), questions):
        before, begun = len(asker.sees()), time.perf_counter()
        await asker.says(QUESTION)
        await place.until(lambda: len(asker.sees()) > before, 30)  # noqa: B023
        times.append(time.perf_counter() - begun)
    return sorted(times)[int(questions * 0.99)]


def everybody_is_due(folder: Path) -> None:
    """Turn the calendar back to the push of today."""
    database, (_, local) = Database(database_file(folder)), _where_it_is_about_noon()
    with database.transaction() as session:
        change = "UPDATE subscription SET next_due_at = :now, due_on = :on WHERE kind = 'workout'"
        session.execute(text(change), {"now": int(time.time()), "on": f"{local:%Y-%m-%d}"})
    database.close()


def clone(folder: Path, chat: int, chats: list[int]) -> None:
    """Give the pattern's plan and rhythm to everybody, whatever columns those tables have."""
    database, tables = Database(database_file(folder)), MetaData()
    tables.reflect(database.engine)
    with database.transaction() as session:
        person = tables.tables["person"]
        pattern = session.scalars(select(person.c.id).where(person.c.home_chat == str(chat))).one()
        latest = session.scalar(select(func.max(person.c.id))) or 0
        for number, home in enumerate(chats, latest + 1):
            session.execute(_copied(person, person.c.id == pattern, id=number, home_chat=str(home)))
            for table in (tables.tables[name] for name in OWNED):
                session.execute(_copied(table, table.c.person_id == pattern, person_id=number))
    database.close()


def _copied(table: Table, where: object, **changed: object) -> object:
    """INSERT … SELECT of a row with some columns changed; its own number is given anew."""
    names = [each.name for each in table.columns if each.name != "id" or "id" in changed]
    values = [literal(changed[name]) if name in changed else table.c[name] for name in names]
    return insert(table).from_select(names, select(*values).where(where))  # type: ignore[arg-type]


if __name__ == "__main__":
    import asyncio
    import sys
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        for what, figure in asyncio.run(measure(Path(name), int(sys.argv[1]), int(sys.argv[2]))):
            print(what, "|", figure, flush=True)
