"""Tokens, passwords, names and words stay out of every log, error and finding."""

import logging
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

import pytest

from bot.logs import JsonLines, TextLines, secrets_of
from bot.redacting import Redaction
from bot.settings import Settings
from core.coach import Coach
from core.delivery.ports import Delivery
from core.errors import OperatorError
from core.feature import Feature
from core.messages import Address, Reply, Request
from core.registry import Registry
from tests.fakes.discord.faults import refused as refused_by_discord
from tests.fakes.front import ScriptedFront
from tests.fakes.telegram import cut_after, refused
from tests.platforms import PLACES
from tests.platforms.place import Place, hears
from tests.play import Play, bring_up_to_date, database_file
from tests.processes import Running, hillcoach

HOSTILE = "Mallory\n2026-01-01 00:00:00 ERROR root: forged"
WORDS = "how often should I do calf raises with my secretsore knee?"
PASSWORD = "hunter2/+ä"
SOON = 20.0


@pytest.mark.parametrize("name", ["telegram", "discord"])
async def test_a_process_at_its_most_talkative_tells_no_token_no_name_and_no_word(tmp_path: Path, name: str):
    bring_up_to_date(database_file(tmp_path))
    async with PLACES[name]() as place:
        mallory = place.person(HOSTILE)
        settings = place.settings | {"HILLCOACH_LOG_LEVEL": "DEBUG"}
        async with Running(tmp_path, settings) as process:
            await process.listens()
            await place.until(lambda: name == "telegram" or place.fake.gateway.connected, SOON)
            await mallory.says(WORDS)
            await hears(place, mallory, "Twice a week", seconds=SOON)
            await mallory.commands("ask", question=WORDS)
            await place.until(lambda: len(mallory.sees()) == 2, SOON)
            assert await process.stop() == 0
    log = "\n".join(process.log)
    assert [secret for secret in (place.fake.token, "Mallory", "forged", "secretsore") if secret in log] == []


async def test_the_clients_at_debug_tell_no_token_and_no_word(network: Place, caplog: pytest.LogCaptureFixture):
    def fail(request: Request) -> Reply:
        raise ValueError(f"cannot read {request.text}")

    caplog.set_level(logging.DEBUG)
    mallory = network.person(HOSTILE)
    async with network.coached_by(ScriptedFront(fail)) as messenger:
        await mallory.says(WORDS)
        await network.until(mallory.sees)
        _let_it_fail(network)
        await messenger.deliver(Delivery(network.address(mallory), Reply(WORDS), "n1"))
        await messenger.deliver(Delivery(Address(network.name, "1"), Reply(WORDS), "n2"))
    network.forgives("")
    token = network.settings[f"{network.name.upper()}_TOKEN"]
    assert [secret for secret in (token, "Mallory", "secretsore") if secret in caplog.text] == []


@pytest.mark.parametrize("form", [TextLines, JsonLines])
def test_a_breakdown_is_logged_by_place_and_kind_without_what_was_typed(
    play: Play, caplog: pytest.LogCaptureFixture, form: type[logging.Formatter]
):
    feature = Feature("broken")

    @feature.command("break")
    def fail(ctx: object, words: Annotated[str, "help.help"]) -> Reply:
        return Reply(f"{int(words)}")

    house = play.house
    house.coach = Coach(house.database, Registry([feature]), house.knowledge, house.clock)
    said = play.person("Mallory").says("/break secretsore")
    assert said.startswith("Sorry, something went wrong")
    log = _written(caplog, form)
    assert ("ValueError" in log, "test_secrets.py" in log, "secretsore" in log) == (True, True, False)


@pytest.mark.parametrize("form", [TextLines, JsonLines])
def test_a_line_break_in_anything_logged_begins_no_line_of_its_own(
    caplog: pytest.LogCaptureFixture, form: type[logging.Formatter]
):
    forged = "2026-01-01T00:00:00.000Z ERROR root: forged"
    for line_break in ("\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028"):
        logging.getLogger("bot").error("Anna%s%s", line_break, forged, extra={"key": f"k{line_break}{forged}"})
    lines = _written(caplog, form).splitlines() if form is TextLines else _written(caplog, form).split("\n")
    assert [each for each in lines if each.startswith("2026-01-01")] == []


def test_a_database_password_of_any_characters_is_taken_out_of_the_log():
    settings = Settings(database_url="postgresql://coach:p%40ss%2Fwo:rd@host/coach")
    redact = Redaction(secrets_of(settings))
    for said in (settings.database_url, "password p@ss/wo:rd is wrong", "postgresql://coach:p@ss/wo:rd@host/coach"):
        assert "wo:rd" not in redact(said)


def _written(caplog: pytest.LogCaptureFixture, form: type[logging.Formatter]) -> str:
    """What was logged, as a process writes it."""
    formatter = form(Redaction())
    return "\n".join(formatter.format(record) for record in caplog.records)


def test_a_database_password_is_in_no_finding_and_no_error(tmp_path: Path):
    url = f"postgresql://coach:{quote(PASSWORD, safe='')}@127.0.0.1:1/coach"
    settings = {"DATABASE_URL": url, "TELEGRAM_TOKEN": "1:not-real", "HILLCOACH_LOG_LEVEL": "DEBUG"}
    for command in ("doctor", "run", "db check"):
        done = hillcoach(tmp_path, *command.split(), **settings)
        assert done.returncode != 0
        assert done.stdout + done.stderr != ""
        for secret in (PASSWORD, quote(PASSWORD, safe=""), "hunter2", "1:not-real", "Traceback"):
            assert secret not in done.stdout + done.stderr, command


@pytest.mark.parametrize("url", ["postgresql://coach:hunter2@[::1/x", "nonsense://coach:hunter2@x/y", "hunter2"])
def test_a_database_address_that_is_none_is_not_repeated(tmp_path: Path, url: str):
    for command in ("doctor", "run", "db check"):
        done = hillcoach(tmp_path, *command.split(), DATABASE_URL=url, TELEGRAM_TOKEN="1:not-real")
        assert "hunter2" not in done.stdout + done.stderr, command
        assert "Traceback" not in done.stderr, command


@pytest.mark.parametrize("name", ["telegram", "discord"])
async def test_a_refused_token_leaves_no_trace_even_in_the_chain_of_causes(name: str, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    async with PLACES[name]() as place:
        token, place.fake.token = place.fake.token, "1:another"
        with pytest.raises(OperatorError) as no:
            async with _adapter(place, token):
                raise AssertionError
        network_says = [each for each in place.fake.complaints if token in each]
        place.forgives("")
    error: BaseException | None = no.value
    while error is not None:
        assert token not in f"{error!r}"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    assert (token in caplog.text, network_says) == (False, [])


def _adapter(place: Place, token: str):  # type: ignore[no-untyped-def]
    from bot.discord.adapter import DiscordAdapter
    from bot.telegram.adapter import TelegramAdapter

    front = ScriptedFront(lambda request: None)
    if place.name == "telegram":
        return TelegramAdapter(token, front, place.fake.url)  # type: ignore[attr-defined]
    return DiscordAdapter(token, front, api_base=place.fake.api_base)  # type: ignore[attr-defined]


def _let_it_fail(place: Place) -> None:
    if place.name == "telegram":
        place.fake.next("sendMessage", cut_after(), refused(400, "Bad Request: nonsense"))  # type: ignore[attr-defined]
    else:
        place.fake.next("POST", "/messages", refused_by_discord(400, 50035), refused_by_discord(400, 50035))  # type: ignore[attr-defined]
