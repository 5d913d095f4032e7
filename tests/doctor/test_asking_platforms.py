"""`hillcoach doctor` asks the platforms: what is wrong with a token, the way there, the clock or a room is told."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.doctor.rounds import examine
from bot.settings import Settings
from core.challenges.tables import Club
from core.clock import Clock, system_clock
from core.database import Database
from tests.fakes.discord import FakeDiscord
from tests.fakes.discord import faults as on_discord
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram import faults as on_telegram

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
READ_ONLY = 1 << 10


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server


@pytest.fixture
async def discord() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as server:
        yield server


async def told(settings: Settings, clock: Clock = system_clock) -> list[str]:
    """What the doctor says to somebody who does not wait long."""
    findings = await asyncio.to_thread(lambda: list(examine(settings, clock, patience=2)))
    return [("" if each.ok else "MEND ") + each.sentence for each in findings]


async def to_mend(settings: Settings, clock: Clock = system_clock) -> list[str]:
    return [each.removeprefix("MEND ") for each in await told(settings, clock) if each.startswith("MEND ")]


def on_phones(url: str, server: FakeTelegram, token: str = "") -> Settings:
    return Settings(database_url=url, telegram_token=token or server.token, telegram_api_base=server.url)


def at_desks(url: str, server: FakeDiscord, token: str = "") -> Settings:
    return Settings(database_url=url, discord_token=token or server.token, discord_api_base=server.api_base)


# -- Platforms


async def test_where_all_is_well_it_names_the_bots(url: str, telegram: FakeTelegram, discord: FakeDiscord):
    phones, desks = on_phones(url, telegram), at_desks(url, discord)
    both = phones.model_copy(update={"discord_token": desks.discord_token, "discord_api_base": desks.discord_api_base})
    said = await told(both)
    assert [each for each in said if each.startswith("MEND")] == []
    assert said[-3:] == [
        "Telegram knows TELEGRAM_TOKEN: the bot is called HillcoachBot.",
        "Discord knows DISCORD_TOKEN: the bot is called hillcoach.",
        "The clock of this machine agrees with Telegram's.",
    ]


async def test_a_wrong_token_is_told_without_the_token(url: str, telegram: FakeTelegram, discord: FakeDiscord):
    assert await to_mend(on_phones(url, telegram, "99:wrong")) == [
        "Telegram refuses TELEGRAM_TOKEN: copy it again from @BotFather."
    ]
    assert await to_mend(at_desks(url, discord, "MTA.wrong")) == [
        "Discord refuses DISCORD_TOKEN: copy it again from the developer portal."
    ]
    assert await to_mend(on_phones(url, telegram, "not a token")) == [
        "TELEGRAM_TOKEN is no bot token: copy it again from @BotFather."
    ]


async def test_a_platform_that_cannot_be_reached_is_told(url: str):
    settings = Settings(database_url=url, telegram_token="1:secret", telegram_api_base="http://127.0.0.1:9")
    assert await to_mend(settings) == [
        "Telegram cannot be reached at 127.0.0.1 (ConnectError): look at network and firewall."
    ]


async def test_a_platform_that_never_answers_is_not_waited_for(url: str, telegram: FakeTelegram):
    telegram.next("getMe", on_telegram.silence())
    assert await to_mend(on_phones(url, telegram)) == [
        "Telegram did not answer within 2 seconds: look at the way to 127.0.0.1."
    ]


async def test_a_platform_in_trouble_is_told(url: str, telegram: FakeTelegram, discord: FakeDiscord):
    telegram.next("getMe", on_telegram.bad_gateway(), on_telegram.cut_before())
    assert await to_mend(on_phones(url, telegram)) == ["Telegram answers with status 502: try again in a few minutes."]
    assert await to_mend(on_phones(url, telegram)) == [
        "Telegram cannot be reached at 127.0.0.1 (RemoteProtocolError): look at network and firewall."
    ]
    discord.next("GET", "/users/@me", on_discord.broken(200))
    assert await to_mend(at_desks(url, discord)) == [
        "What answers in place of Discord is something else: look at DISCORD_API_BASE."
    ]


@pytest.mark.parametrize(
    ("turned", "sentence"),
    [(timedelta(minutes=10), "10 minutes ahead of"), (-timedelta(days=3), "3 days behind")],
)
async def test_a_clock_that_is_wrong_is_told(url: str, telegram: FakeTelegram, turned: timedelta, sentence: str):
    assert await to_mend(on_phones(url, telegram), lambda: system_clock() + turned) == [
        f"The clock of this machine is {sentence} Telegram's: let the network set it (NTP)."
    ]


# -- Rooms on Discord


async def test_a_channel_in_which_the_bot_may_not_write_is_told(url: str, discord: FakeDiscord):
    server = discord.server("Club")
    training, races, gone = (discord.channel(server, name) for name in ("training", "races", "gone"))
    hills = discord.channel(server, "hills", parent=training)
    for channel in (training, races, hills, gone):
        _club(url, channel.name, channel.id)
    assert await to_mend(at_desks(url, discord)) == []
    training.bot_rights = READ_ONLY
    del discord.world.channels[gone.id]
    assert await to_mend(at_desks(url, discord)) == [
        "The bot lacks Send Messages in the channel of training on Discord: allow it there.",
        "The bot lacks Send Messages in Threads in the channel of hills on Discord: allow it there.",
        "The bot does not see the channel of gone on Discord: give it View Channels there, or invite it again.",
    ]


def _club(url: str, name: str, channel: int) -> None:
    club = Club(platform="discord", chat=f"{channel}", thread="", name=name, zone="UTC", confirmed=True)
    club.weekday, club.hour, club.language, club.lost = 6, 18, "en", ""
    with Database(url).transaction() as session:
        session.add(club)
