"""`hillcoach keys`, and what the doctor says about sealed columns."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr

from bot import schema
from bot.__main__ import main
from bot.doctor.database import sealed
from bot.keys import rotate
from bot.settings import Settings
from core.database import Database
from core.faq.tables import LastTopic
from core.sealing import Sealing
from tests.play import SUNDAY, Play
from tests.privacy.stage import runner


@pytest.fixture
def url(play: Play, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database with somebody in it, as the command line finds it."""
    runner(play)
    url = str(play.house.database.engine.url)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.delenv("HILLCOACH_SECRET_KEYS", raising=False)
    monkeypatch.chdir(Path(url.removeprefix("sqlite:///")).parent)
    return url


def said_by_doctor(url: str, keys: str) -> list[tuple[bool, str]]:
    found = sealed(Settings(database_url=url, secret_keys=SecretStr(keys)))
    return [(each.ok, each.sentence) for each in found]


def test_a_new_key_seals_everything_once(url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    assert main(["keys", "new"]) == 0
    key = capsys.readouterr().out.strip()
    assert said_by_doctor(url, "") == [
        (True, "HILLCOACH_SECRET_KEYS is not set: people's ids and names are stored as they are.")
    ]
    assert said_by_doctor(url, key) == [
        (False, "Not everything is sealed with the newest key: run `hillcoach keys rotate`.")
    ]
    monkeypatch.setenv("HILLCOACH_SECRET_KEYS", key)
    assert main(["keys", "rotate"]) == 0
    told = capsys.readouterr().out.split("\n")
    assert told[0].endswith("values were sealed with the newest key.")
    assert told[1].endswith("with an older one: 0, not sealed: 0.")
    assert said_by_doctor(url, key) == [(True, "People's ids and names are sealed with the newest key.")]
    monkeypatch.delenv("HILLCOACH_SECRET_KEYS")
    assert main(["keys", "check"]) == 2
    assert capsys.readouterr().err.startswith("The database is sealed with a key that HILLCOACH_SECRET_KEYS")


def test_a_row_that_is_sealed_with_an_older_key_in_any_table_is_told(url: str):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    rotate(url, Sealing([new]))
    database = Database(url, Sealing([old]))
    with database.transaction() as session:
        session.add(LastTopic(person_id=1, platform="stage", chat="1", topic="taper", at=SUNDAY))
    database.close()
    assert said_by_doctor(url, f"{new},{old}") == [
        (False, "Not everything is sealed with the newest key: run `hillcoach keys rotate`.")
    ]


def test_without_a_key_there_is_nothing_to_rotate(url: str, capsys: pytest.CaptureFixture[str]):
    schema.check(url)
    assert main(["keys", "rotate"]) == 2
    assert capsys.readouterr().err == "HILLCOACH_SECRET_KEYS is not set: `hillcoach keys new` makes a key.\n"


def test_without_a_key_a_check_says_that_none_is_set(url: str, capsys: pytest.CaptureFixture[str]):
    schema.check(url)
    assert main(["keys", "check"]) == 0
    assert capsys.readouterr().out == (
        "HILLCOACH_SECRET_KEYS is not set: nothing is sealed. `hillcoach keys new` makes a key.\n"
    )
