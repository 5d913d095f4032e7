"""`hillcoach run` as an operator runs it: the real process, the real clients, loopback servers, a file for a database."""

import shutil
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.markup import plain
from core.knowledge.library import HILLS, Library
from tests.platforms import Discord, Telegram
from tests.platforms.place import Place, Somebody, hears
from tests.play import bring_up_to_date, database_file
from tests.processes import Running, hillcoach

SOON = 15.0  # seconds for a tick, on a busy machine


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the operator works; the database is up to date."""
    bring_up_to_date(database_file(tmp_path))
    return tmp_path


@pytest.fixture
def workout(library: Library) -> str:
    """How the push of the day begins."""
    return plain(library.texts.say("session.push"))


async def test_a_runner_on_telegram_is_coached_across_two_crashes(folder: Path, workout: str):
    async with Telegram() as place:
        anna = place.person("Anna")
        async with Running(folder, place.settings) as process:
            await process.listens()
            await _asks_a_question(place, anna)
            await _sets_up(place, anna)
            await place.until(lambda: not place.fake.unconfirmed)  # else Telegram tells it the last word again
            await process.kill()
        _let_the_minute_come(folder)
        async with Running(folder, place.settings) as process:
            await process.listens()
            push = await hears(place, anna, workout, seconds=SOON)
            assert push.labels[:5] == ("Done", "Short version", "Later", "Skip", "Change it")
            await process.kill()
        async with Running(folder, place.settings) as process:
            await process.listens()
            await _presses_done(place, anna)
            assert await process.stop() == 0
    assert place.fake.token not in "\n".join(process.log)


async def test_a_runner_on_discord_is_coached(folder: Path, workout: str):
    async with Discord() as place:
        anna = place.person("Anna")
        async with Running(folder, place.settings) as process:
            await process.listens()
            await place.until(lambda: place.fake.gateway.connected, SOON)
            await _asks_a_question(place, anna)
            await _sets_up(place, anna)
            _let_the_minute_come(folder)
            await hears(place, anna, workout, seconds=SOON)
            await _presses_done(place, anna)
            assert await process.stop() == 0
    assert place.fake.token not in "\n".join(process.log)


async def _asks_a_question(place: Place, person: Somebody) -> None:
    await person.says("how often should I do calf raises?")
    await hears(place, person, "Twice a week", seconds=SOON)


async def _sets_up(place: Place, person: Somebody) -> None:
    """From /start to the first session, which is today's, at this very minute where the runner is."""
    zone, now = _where_it_is_about_noon()
    days = f"{now:%a} and {now + timedelta(days=3):%a}"
    await person.commands("start")
    await hears(place, person, "Hi, I'm Hillcoach")
    for typed, question in (
        (f"{now + timedelta(weeks=20):%Y-%m-%d}", "What kind of race"),
        ("marathon", "On which days"),
        (days, "What do you have"),
        ("none", "Before I plan"),
        ("none of these", "At what time"),
        (f"{now:%H:%M}", "Where are you?"),
        (zone, "So it is"),
    ):
        await person.says(typed)
        await hears(place, person, question)
    await person.presses("Yes")
    await hears(place, person, "Your session today")


async def _presses_done(place: Place, person: Somebody) -> None:
    """The message with the button is edited: no further one appears."""
    before = len(person.sees())
    await person.presses("Done")
    done = await hears(place, person, "Done. Session A is in your log.", seconds=SOON)
    assert (len(person.sees()), done.edits) == (before, 1)


def _where_it_is_about_noon() -> tuple[str, datetime]:
    """A zone in which no date changes while the test runs, and the time there."""
    ahead = 12 - datetime.now(UTC).hour
    zone = f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"
    return zone, datetime.now(UTC) + timedelta(hours=ahead)


def _let_the_minute_come(folder: Path) -> None:
    """Turn the calendar back to the push of today, so that nobody has to wait for the next week."""
    now = int(datetime.now(UTC).timestamp())
    _, local = _where_it_is_about_noon()
    with sqlite3.connect(folder / "coach.db", timeout=10) as database:
        change = "UPDATE subscription SET next_due_at = ?, due_on = ? WHERE kind = 'workout'"
        assert database.execute(change, (now, f"{local:%Y-%m-%d}")).rowcount == 1


# -- What stops it from starting: one sentence, status 2, no traceback, no secret


def _refused(folder: Path, arguments: Sequence[str] = ("run",), **settings: str) -> str:
    """Why it does not start."""
    ended = hillcoach(folder, *arguments, **settings)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "Traceback" not in ended.stderr
    for name, value in settings.items():
        assert not name.endswith("_TOKEN") or not value.strip() or value not in ended.stderr
    return ended.stderr.splitlines()[-1]


def test_without_a_token_it_says_what_to_set_and_offers_the_terminal(tmp_path: Path):
    sentence = "Set TELEGRAM_TOKEN or DISCORD_TOKEN; without a token, try `hillcoach chat`."
    assert _refused(tmp_path, TELEGRAM_TOKEN=" ", DISCORD_TOKEN="") == sentence


def test_a_database_behind_its_migrations_is_told_the_command(tmp_path: Path):
    sentence = "The database has no tables yet: run `hillcoach db upgrade`."
    assert _refused(tmp_path, TELEGRAM_TOKEN="1:secret") == sentence


def test_a_content_pack_with_an_error_is_told_by_file_and_line(folder: Path):
    pack = folder / "pack"
    shutil.copytree(HILLS, pack)
    texts = pack / "texts" / "en.yaml"
    lines = texts.read_text().splitlines()
    number = lines.index(next(line for line in lines if line.startswith("settings.unset:")))
    texts.write_text("\n".join([*lines[:number], "settings.unset: [not, a, sentence]", *lines[number + 1 :]]))
    sentence = _refused(folder, TELEGRAM_TOKEN="1:secret", HILLCOACH_KNOWLEDGE=str(pack))
    assert f"texts/en.yaml:{number + 1}: " in sentence


def test_a_platform_that_is_asked_for_needs_its_token(tmp_path: Path):
    assert _refused(tmp_path, ("run", "discord"), TELEGRAM_TOKEN="1:secret") == "Set DISCORD_TOKEN first."


async def test_a_wrong_token_is_one_sentence_on_either_platform(folder: Path):
    async with Telegram() as place, Running(folder, place.settings | {"TELEGRAM_TOKEN": "99:wrong"}) as process:
        assert await process.ends() == 2
    assert process.log[-1] == "Telegram refuses TELEGRAM_TOKEN: copy it again from @BotFather."
    async with Discord() as desktop, Running(folder, desktop.settings | {"DISCORD_TOKEN": "MTA.wrong"}) as other:
        assert await other.ends() == 2
        desktop.pardons("401")
    assert other.log[-1] == "Discord refused DISCORD_TOKEN: copy the bot's token again from the developer portal."
    for line in (*process.log, *other.log):
        assert not any(word in line for word in ("Traceback", "99:wrong", "MTA.wrong"))


async def test_a_token_refused_later_ends_its_platform_alone_and_the_process_with_the_last(folder: Path):
    async with Telegram() as phone, Discord() as desktop, Running(folder, phone.settings | desktop.settings) as process:
        anna, bob = phone.person("Anna"), desktop.person("Bob")
        await _asks_a_question(phone, anna)
        await desktop.until(lambda: desktop.fake.gateway.connected, SOON)
        phone.fake.token = "1:new"
        await anna.says("anybody there?")
        refusal = "Telegram refuses TELEGRAM_TOKEN: copy it again from @BotFather."
        await process.logs(refusal)
        await _asks_a_question(desktop, bob)
        await desktop.fake.gateway.close(4004)
        assert await process.ends() == 2
    assert process.log[-1] == "Discord refused DISCORD_TOKEN: copy the bot's token again from the developer portal."
    assert not any("Traceback" in line for line in process.log)
