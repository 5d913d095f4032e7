"""`hillcoach keys`, and what the doctor says about sealed columns."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import schema
from bot.__main__ import main
from bot.doctor.database import sealed
from bot.settings import Settings
from tests.play import Play
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


def test_without_a_key_there_is_nothing_to_rotate(url: str, capsys: pytest.CaptureFixture[str]):
    schema.check(url)
    assert main(["keys", "rotate"]) == 2
    assert capsys.readouterr().err == "HILLCOACH_SECRET_KEYS is not set: `hillcoach keys new` makes a key.\n"
