"""A backup holds everything, and gives it back to either database."""

import json
import threading
import tracemalloc
import zipfile
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from bot import schema
from bot.backup.loading import load
from bot.backup.saving import save
from core.answers.understanding import Understanding
from core.conversation.tables import Handled
from core.database import Database, make_engine
from core.knowledge.library import Library
from core.people.tables import Account, Person
from tests.backup.stage import a_while_later, everything_in, played
from tests.play import Play, bring_up_to_date, database_file
from tests.test_pushes import monday, runner

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SQLITE, POSTGRES = "sqlite", "postgres"


def url_of(kind: str, folder: Path, request: pytest.FixtureRequest) -> str:
    folder.mkdir()
    return database_file(folder) if kind == SQLITE else str(request.getfixturevalue("postgres_url"))


@pytest.mark.parametrize(("source", "target"), [(SQLITE, SQLITE), (SQLITE, POSTGRES), (POSTGRES, SQLITE)])
def test_what_was_played_goes_on_in_the_other_database(
    source: str,
    target: str,
    tmp_path: Path,
    library: Library,
    understanding: Understanding,
    request: pytest.FixtureRequest,
):
    old, new = (url_of(kind, tmp_path / name, request) for kind, name in ((source, "old"), (target, "new")))
    play = played(old, library, understanding)
    before = everything_in(old)
    saved = save(old, tmp_path / "backup.zip", NOON)
    loaded = load(new, tmp_path / "backup.zip", a_while_later(play), force=False)
    assert everything_in(new) == before
    assert saved == loaded
    assert saved.rows == sum(map(len, before.values())) > 20
    play.house.database.close()
    _goes_on(new, library, understanding)


def _goes_on(url: str, library: Library, understanding: Understanding) -> None:
    """Somebody new finds room for their rows, and the sessions of both come."""
    play = Play.on(url, library, understanding, monday(8))
    play.keys = count(1000)
    runner(play, "Dora")
    pushes = play.at(monday(7) + timedelta(days=3))
    assert sorted(each.address.chat for each in pushes if each.reply.choices[0].label == "Done") == [
        "home of Anna",
        "home of Dora",
    ]
    play.house.database.close()


def test_a_backup_on_either_database_takes_the_place_of_what_came_later(
    database_url: str, tmp_path: Path, library: Library, understanding: Understanding
):
    play = played(database_url, library, understanding)
    before = everything_in(database_url)
    save(database_url, tmp_path / "backup.zip", NOON)
    runner(play, "Dora")
    assert everything_in(database_url) != before
    play.house.database.close()
    load(database_url, tmp_path / "backup.zip", a_while_later(play), force=True)
    assert everything_in(database_url) == before


def test_a_backup_made_while_others_write_shows_one_moment(database_url: str, tmp_path: Path):
    bring_up_to_date(database_url)
    database, stopped = Database(database_url), threading.Event()

    def write() -> None:
        number = 0
        while not stopped.is_set():
            with database.transaction() as session:
                for _ in range(5):
                    number += 1
                    _born(session, number)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            save(database_url, tmp_path / f"{number}.zip", NOON)
    finally:
        stopped.set()
        writer.join()
        database.close()
    for number in range(5):
        tables = manifest_of(tmp_path / f"{number}.zip")["tables"]
        assert tables["person"]["rows"] == tables["account"]["rows"]
        assert tables["person"]["rows"] % 5 == 0
    assert tables["person"]["rows"] > 0


def _born(session: Session, number: int) -> None:
    person = Person(created_at=NOON, locale="en", home_platform="stage", home_chat=f"{number}")
    session.add(person)
    session.flush()
    session.add(Account(person_id=person.id, platform="stage", external_id=f"{number}"))


def manifest_of(file: Path) -> dict[str, Any]:
    with zipfile.ZipFile(file) as archive:
        return json.loads(archive.read("manifest.json"))


def test_a_backup_of_an_older_schema_is_brought_up_to_date(database_url: str, tmp_path: Path):
    command.upgrade(schema.alembic_config(database_url), "0003")
    engine = make_engine(database_url)
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO person (id, created_at, locale, home_platform, home_chat, reachable, paused)"
                " VALUES (7, '2026-11-22 07:42:00', 'en', 'stage', 'here', true, false)"
            )
        )
    engine.dispose()
    manifest = save(database_url, tmp_path / "old.zip", NOON)
    assert (manifest.revision, manifest.rows) == ("0003", 1)
    load(database_url, tmp_path / "old.zip", 0, force=True)
    schema.check(database_url)
    with Database(database_url).transaction() as session:
        assert [(each.id, each.home_chat, each.unanswered) for each in session.scalars(select(Person))] == [
            (7, "here", 0)
        ]


def test_a_large_table_goes_through_in_pieces(database_url: str, tmp_path: Path):
    bring_up_to_date(database_url)
    database, long = Database(database_url), "x" * 5000
    rows = [{"key": f"{number:04}", "handled_at": NOON, "reply": long} for number in range(4_000)]
    with database.transaction() as session:
        session.execute(insert(Handled), rows)
    database.close()
    del rows
    tracemalloc.start()
    save(database_url, tmp_path / "backup.zip", NOON)
    load(database_url, tmp_path / "backup.zip", 0, force=True)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 12_000_000  # of 20 million characters
    assert len(everything_in(database_url)["handled"]) == 4_000
