"""What `hillcoach backup` and `restore` will not do; afterwards everything is as it was."""

import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot import schema
from bot.backup.loading import load
from bot.backup.saving import save
from core.database import Database, make_engine
from core.delivery.tables import SenderLease
from core.errors import OperatorError
from core.people.tables import Account, Person
from tests.backup.stage import everything_in
from tests.play import bring_up_to_date, database_file
from tests.processes import hillcoach

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
Manifest = dict[str, Any]


@pytest.fixture
def full(database_url: str) -> tuple[str, int]:
    """A database with two people in it, and a time (UTC seconds) at which no coach runs on it any more."""
    bring_up_to_date(database_url)
    now, database = int(NOON.timestamp()), Database(database_url)
    with database.transaction() as session:
        for number in (1, 2):
            session.add(Person(id=number, created_at=NOON, locale="en", home_platform="stage", home_chat=f"{number}"))
            session.flush()
            session.add(Account(id=number, person_id=number, platform="stage", external_id=f"{number}"))
        session.add(SenderLease(token="a fingerprint", holder="somebody", epoch=1, until=now))
    database.close()
    return database_url, now


def changed(source: Path, change: Callable[[Manifest, dict[str, bytes]], None]) -> Path:
    """A copy of a backup with another manifest or other tables; checksums follow, so that they are not what is wrong."""
    with zipfile.ZipFile(source) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        tables = {name: archive.read(f"tables/{name}.jsonl") for name in manifest["tables"]}
    change(manifest, tables)
    for name, lines in tables.items():
        told = {"rows": lines.count(b"\n"), "sha256": sha256(lines).hexdigest()}
        manifest["tables"].setdefault(name, {"columns": ["id"]}).update(told)
    target = source.with_name("changed.zip")
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
        for name, lines in tables.items():
            archive.writestr(f"tables/{name}.jsonl", lines)
    return target


def other_format(manifest: Manifest, tables: dict[str, bytes]) -> None:
    manifest["format"] = 2


def newer_schema(manifest: Manifest, tables: dict[str, bytes]) -> None:
    manifest["revision"] = "9999"


def another_table(manifest: Manifest, tables: dict[str, bytes]) -> None:
    tables["surprise"] = b"[1]\n"


def another_column(manifest: Manifest, tables: dict[str, bytes]) -> None:
    manifest["tables"]["person"]["columns"][-1] = "shoe_size"


def a_short_row(manifest: Manifest, tables: dict[str, bytes]) -> None:
    tables["person"] += b"[1]\n"


def a_word_for_a_number(manifest: Manifest, tables: dict[str, bytes]) -> None:
    tables["account"] = tables["account"].replace(b"[1,1,", b'[1,"one",', 1)


def nobodys_account(manifest: Manifest, tables: dict[str, bytes]) -> None:
    tables["account"] = tables["account"].replace(b"[1,1,", b"[1,4711,", 1)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (other_format, "changed.zip was made by a newer version: update Hillcoach."),
        (newer_schema, "changed.zip was made by a newer version: update Hillcoach."),
        (another_table, "changed.zip cannot be what a database of ours held: its tables are others."),
        (another_column, "changed.zip cannot be what a database of ours held: the columns of person are others."),
        (
            a_short_row,
            "changed.zip cannot be what a database of ours held: a row is too short or too long.",
        ),
        (a_word_for_a_number, "changed.zip cannot be what a database of ours held: a str where a int belongs."),
        (nobodys_account, ""),
    ],
)
def test_what_does_not_fit_is_told_and_changes_nothing(
    full: tuple[str, int],
    tmp_path: Path,
    change: Callable[[Manifest, dict[str, bytes]], None],
    sentence: str,
):
    url, now = full
    save(url, tmp_path / "backup.zip", NOON)
    before, file = everything_in(url), changed(tmp_path / "backup.zip", change)
    with pytest.raises(OperatorError) as told:
        load(url, file, now, force=True)
    assert str(told.value).removeprefix(f"{tmp_path}/").startswith(sentence)
    assert everything_in(url) == before


@pytest.fixture
def spoilt(tmp_path: Path) -> Callable[[Callable[[bytearray], object]], str]:
    """Spoil the bytes of a backup, and hear what is said of it."""
    url, file = database_file(tmp_path), tmp_path / "backup.zip"
    bring_up_to_date(url)
    save(url, file, NOON)

    def spoil(change: Callable[[bytearray], object]) -> str:
        content = bytearray(file.read_bytes())
        change(content)
        file.write_bytes(content)
        with pytest.raises(OperatorError) as told:
            load(url, file, 0, force=True)
        schema.check(url)
        return str(told.value).removeprefix(f"{tmp_path}/")

    return spoil


@pytest.mark.parametrize(("mark", "behind"), [(b"tables/", 10), (b"manifest.json", 40), (b"PK\x05\x06", 2)])
def test_a_damaged_file_is_told(spoilt: Callable[[Callable[[bytearray], object]], str], mark: bytes, behind: int):
    def flip(content: bytearray) -> None:
        content[content.index(mark) + behind] ^= 0xFF

    assert spoilt(flip) == "backup.zip is no backup of Hillcoach, or is damaged."


def test_half_a_file_is_no_backup(spoilt: Callable[[Callable[[bytearray], object]], str]):
    def cut(content: bytearray) -> None:
        del content[len(content) // 2 :]

    assert spoilt(cut) == "backup.zip is no backup of Hillcoach, or is damaged."


def test_a_database_that_holds_something_is_kept(full: tuple[str, int], tmp_path: Path):
    url, now = full
    save(url, tmp_path / "backup.zip", NOON)
    before = everything_in(url)
    with pytest.raises(OperatorError, match=r"^The database holds data already\. With --force it is deleted"):
        load(url, tmp_path / "backup.zip", now, force=False)
    assert everything_in(url) == before


def test_a_database_of_a_newer_version_is_kept(full: tuple[str, int], tmp_path: Path):
    url, now = full
    save(url, tmp_path / "backup.zip", NOON)
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(OperatorError, match=r"^The database is at 9999, which is newer than this version"):
        load(url, tmp_path / "backup.zip", now, force=True)


def test_nothing_is_put_under_a_coach_that_runs(full: tuple[str, int], tmp_path: Path):
    url, now = full
    save(url, tmp_path / "backup.zip", NOON)
    with pytest.raises(OperatorError, match=r"^A coach runs on this database: stop it first"):
        load(url, tmp_path / "backup.zip", now - 1, force=True)


def test_a_file_that_is_there_is_kept(tmp_path: Path):
    bring_up_to_date(database_file(tmp_path))
    (tmp_path / "diary").write_text("Dear diary")
    ended = hillcoach(tmp_path, "backup", "diary")
    assert (ended.returncode, ended.stderr) == (2, "diary is there already: name another file, or move it away.\n")
    assert (tmp_path / "diary").read_text() == "Dear diary"


def test_only_its_owner_can_read_a_backup(tmp_path: Path):
    bring_up_to_date(database_file(tmp_path))
    ended = hillcoach(tmp_path, "backup", "all.zip")
    assert (ended.returncode, ended.stdout) == (
        0,
        f"all.zip holds 0 rows of {len(everything_in(database_file(tmp_path)))} tables.\n",
    )
    assert (tmp_path / "all.zip").stat().st_mode & 0o777 == 0o600
    assert {each.name for each in tmp_path.iterdir()} <= {"all.zip", "coach.db", "coach.db-wal", "coach.db-shm"}


def test_there_must_be_something_to_back_up_and_a_folder_to_put_it(tmp_path: Path):
    nothing = hillcoach(tmp_path, "backup", "all.zip")
    assert (nothing.returncode, nothing.stderr) == (2, "There is nothing to back up: the database has no tables yet.\n")
    assert list(tmp_path.iterdir()) == []
    bring_up_to_date(database_file(tmp_path))
    nowhere = hillcoach(tmp_path, "backup", "nowhere/all.zip")
    assert (nowhere.returncode, nowhere.stderr) == (
        2,
        "nowhere/all.zip cannot be written: No such file or directory.\n",
    )


def test_what_is_no_backup_is_told(tmp_path: Path):
    (tmp_path / "diary").write_text("Dear diary")
    diary, nothing = (hillcoach(tmp_path, "restore", name) for name in ("diary", "nothing"))
    assert (diary.returncode, diary.stderr) == (2, "diary is no backup of Hillcoach, or is damaged.\n")
    assert (nothing.returncode, nothing.stderr) == (2, "nothing cannot be read: No such file or directory.\n")
