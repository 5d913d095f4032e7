"""`hillcoach doctor` looks at the database and the machine: each thing that can be wrong is told, with the mend."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from bot.doctor.database import shared
from bot.doctor.machine import MENDS_ZONES, room, writable, zones
from bot.doctor.rounds import examine
from bot.settings import Settings
from core.database import Database
from core.delivery import outbox, subscriptions
from core.delivery.tables import SenderLease
from core.messages import Address
from core.people.tables import Person
from tests.processes import hillcoach

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


URLS = ("banana", "mysql://a/b", "postgresql://", "postgresql://h:port/x", "sqlite:////proc/x/y")
COMMANDS = (("doctor",), ("db", "check"), ("db", "upgrade"), ("run",), ("chat",), ("backup", "x"))


@pytest.mark.parametrize(
    ("command", "url"),
    [(each, url) for each in COMMANDS for url in URLS if each in COMMANDS[:2] or url in (URLS[0], URLS[-1])],
)
def test_a_database_url_that_cannot_be_right_is_a_sentence(tmp_path: Path, command: tuple[str, ...], url: str):
    ended = hillcoach(
        tmp_path, *command, DATABASE_URL=url, TELEGRAM_TOKEN="1:a", TELEGRAM_API_BASE="http://127.0.0.1:9"
    )
    assert ended.returncode == (1 if command == ("doctor",) else 2)
    said = ended.stdout + ended.stderr
    assert "Traceback" not in said
    assert "database" in said.casefold()


def test_settings_that_do_not_fit_together_are_told(url: str):
    settings = Settings(database_url=url, webhook_url="https://example.org", secret_keys="no key")
    assert [each.sentence for each in examine(settings) if not each.ok] == [
        "HILLCOACH_WEBHOOK_URL needs HILLCOACH_HTTP_PORT: set it to a free port.",
        "HILLCOACH_SECRET_KEYS must hold one to three keys with commas between: `hillcoach keys new` makes one.",
        "Neither TELEGRAM_TOKEN nor DISCORD_TOKEN is set: set one of them in .env.",
    ]


def test_a_folder_in_which_answers_of_coaches_cannot_be_kept_is_told(url: str, tmp_path: Path):
    (tmp_path / "file").touch()
    settings = Settings(database_url=url, coaches="telegram:1", content_overrides=tmp_path / "file" / "over")
    told = [each.sentence for each in examine(settings) if "coaches" in each.sentence]
    assert told == [
        f"What coaches answer in the chat cannot be kept in {tmp_path / 'file' / 'over'}: "
        "set HILLCOACH_CONTENT_OVERRIDES to a folder that it may write to."
    ]
    assert writable(tmp_path / "not" / "there yet").ok


def test_a_folder_that_cannot_be_written_to_is_told_in_place_of_a_command_that_would_fail():
    told = [each.sentence for each in examine(Settings(database_url="sqlite:////proc/coach.db", _env_file=None))]
    (folder,) = [each for each in told if "/proc" in each]
    assert folder.startswith("The folder of the database, /proc, cannot be written to (")
    assert [each for each in told if "db upgrade" in each] == []


def test_where_nothing_can_be_written_all_else_is_looked_at(tmp_path: Path):
    settings = {"DATABASE_URL": "sqlite:////proc/coach.db", "HILLCOACH_CONTENT_OVERRIDES": f"{tmp_path}"}
    ended = hillcoach(tmp_path, "doctor", TMPDIR="/proc", HILLCOACH_COACHES="telegram:1", **settings)
    mends = [line for line in ended.stdout.splitlines() if line.startswith("MEND")]
    assert (ended.returncode, ended.stderr) == (1, "")
    assert ended.stdout.splitlines()[-1] == "ok   The clock was compared with nobody's: no platform told the time."
    assert mends[0].startswith("MEND The folder of the database, /proc, cannot be written to")


def test_two_bots_of_one_platform_on_one_database_are_told(url: str):
    settings = Settings(database_url=url, telegram_token="1:a", discord_token="b", _env_file=None)
    late = int(NOON.timestamp()) + 9
    sentence = "Two bots of one platform use this database: give each of them one of its own."
    database = Database(url)
    with database.transaction() as session:
        assert list(shared(session, settings, late)) == []
        session.add(SenderLease(token="another", holder="a process", epoch=1, until=late + 1))
        session.flush()
        assert [each.sentence for each in shared(session, settings, late)] == [sentence]
        assert list(shared(session, settings, late + 1)) == []
        alone = settings.model_copy(update={"discord_token": None})
        assert list(shared(session, alone, late)) == []
    database.close()


def test_a_message_that_waits_too_long_is_told(url: str):
    settings = Settings(database_url=url, telegram_token="not a token")
    database = Database(url)
    with database.transaction() as session:
        _post(session, "telegram", NOON - timedelta(minutes=4))
        _post(session, "console", NOON - timedelta(days=9))
    fine = [each.sentence for each in examine(settings, lambda: NOON)]
    assert "No message waits longer than it should." in fine
    with database.transaction() as session:
        _post(session, "telegram", NOON - timedelta(hours=3))
    late = [each.sentence for each in examine(settings, lambda: NOON) if not each.ok]
    assert "A message has been due for 3 hours: is `hillcoach run` running, and what does its log say?" in late
    database.close()


def _post(session: Session, platform: str, at: datetime) -> None:
    outbox.post(session, f"{platform} {at}", "board", Address(platform, "1"), "1", int(at.timestamp()))


def test_a_push_that_nobody_sends_is_told(url: str):
    settings = Settings(database_url=url, discord_token="not a token!")
    with Database(url).transaction() as session:
        _subscribed(session, NOON - timedelta(days=2))
    late = [each.sentence for each in examine(settings, lambda: NOON) if not each.ok]
    assert "A message has been due for 2 days: is `hillcoach run` running, and what does its log say?" in late


def _subscribed(session: Session, at: datetime) -> None:
    person = Person(created_at=NOON, locale="en", home_platform="discord", home_chat="1")
    session.add(person)
    session.flush()
    due = (int(at.timestamp()), at.date())
    subscriptions.subscribe(session, person.id, "workout", "UTC", 720, 127, due)


def test_old_time_zone_data_is_told():
    assert zones(NOON, "version 2025b").ok
    old = zones(NOON, "version 2023c")
    assert (old.ok, old.sentence) == (False, f"The time zone data is of version 2023c, which is old: {MENDS_ZONES}.")
    assert zones(NOON, "unnamed, of 1700000000").ok


def test_a_full_disk_is_told():
    assert room(5 * 2**30, 2**30).sentence == "5,120 MB are free beside the database."
    assert room(2**20, 100 * 2**20).sentence == (
        "Only 1 MB are free beside the database, which needs 100 MB: make room."
    )
