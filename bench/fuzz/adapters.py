"""Feeding the two adapters over loopback; in front of the whole coach, on a database in a file."""

import asyncio
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.fuzz.mutations import mutated, nonsense
from bench.fuzz.samples import on_discord, on_telegram
from bench.fuzz.witness import Unhandled, watching
from bot.discord.adapter import DiscordAdapter
from bot.telegram.adapter import ASKED_FOR, TelegramAdapter
from bot.understanding import understanding_of
from bot.wiring import House
from core.clock import system_clock
from core.database import Database
from core.knowledge.library import load
from tests.fakes.discord import FakeDiscord
from tests.fakes.telegram import FakeTelegram
from tests.play import bring_up_to_date, database_file

BATCH = 100
PATIENCE = 60.0  # seconds for a batch
SPOILT = 0.85  # of all updates are samples that were changed; the others hold any JSON
QUESTION = "how often should I do calf raises?"
BROKEN = re.compile(  # what no reply may be
    "50035|50006|can't parse|is empty|too long|BUTTON_|control characters|unknown|at most|purpose"
)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it: exceptions nobody handled, replies against a platform's rules, and whether it still talks."""

    updates: int
    unhandled: Unhandled
    refused: Sequence[str]
    talks: bool


async def telegram(folder: Path, updates: int, seed: int) -> Result:
    """Batches as long polling brings them."""
    dice, house = random.Random(f"telegram {seed}"), _house(folder)
    async with FakeTelegram() as fake:
        samples = await on_telegram(fake)
        with watching() as unhandled:
            async with TelegramAdapter(fake.token, house, fake.url):
                for _ in range(0, updates, BATCH):
                    for _ in range(BATCH):
                        fake.push(_update(dice, samples))
                    await fake.until(lambda: fake.unconfirmed, 0, PATIENCE)
                    _forget_telegram(fake)
                talks = await _answered_on_telegram(fake)
    house.database.close()
    return Result(updates, unhandled, _broken(fake.complaints), talks)


async def discord(folder: Path, updates: int, seed: int) -> Result:
    """Events as the gateway brings them."""
    dice, house = random.Random(f"discord {seed}"), _house(folder)
    async with FakeDiscord() as fake:
        samples = on_discord(fake)
        with watching() as unhandled:
            async with DiscordAdapter(fake.token, house, api_base=fake.api_base) as adapter:
                await fake.world.until(lambda: fake.gateway.connected, PATIENCE)
                for _ in range(0, updates, BATCH):
                    for _ in range(BATCH):
                        await fake.gateway.tell(*_event(dice, samples))
                    await _quiet(lambda: not adapter._under_way)
                    _forget_discord(fake)
                talks = await _answered_on_discord(fake)
    house.database.close()
    return Result(updates, unhandled, _broken(fake.complaints), talks)


def _house(folder: Path) -> House:
    url = database_file(folder)
    bring_up_to_date(url)
    library = load()
    return House(Database(url), library, understanding_of(library), system_clock)  # which nobody can flood


def _update(dice: random.Random, samples: Sequence[Any]) -> dict[str, Any]:
    """One for Telegram; it always has its number, without which nothing could be confirmed."""
    changed = mutated(dice, dice.choice(samples)) if dice.random() < SPOILT else {}
    if not set(changed) & set(ASKED_FOR):
        changed = {dice.choice(ASKED_FOR): nonsense(dice)}
    return {key: value for key, value in changed.items() if key != "update_id"}


def _event(dice: random.Random, samples: Sequence[tuple[str, Any]]) -> tuple[str, Any]:
    name, sample = dice.choice(samples)
    return name, mutated(dice, sample) if dice.random() < SPOILT else nonsense(dice)


def _forget_telegram(fake: FakeTelegram) -> None:
    """Keep the fake small."""
    fake.calls.clear()
    fake._queries.clear()
    for chat in fake.chats.values():
        del chat.messages[:-5]


def _forget_discord(fake: FakeDiscord) -> None:
    fake.calls.clear()
    for session in fake.gateway.sessions:
        session.events[:] = [{}] * len(session.events)  # they keep their numbers
    for channel in fake.world.channels.values():
        del channel.log[:-5]


async def _quiet(look: Callable[[], bool]) -> None:
    """Until nothing has been under way for a moment."""
    async with asyncio.timeout(PATIENCE):
        while True:
            await asyncio.sleep(0.02)
            if look():
                return


async def _answered_on_telegram(fake: FakeTelegram) -> bool:
    zoe = fake.person("Zoe")
    await zoe.says(QUESTION)
    return await _is_answered(lambda: bool(zoe.chat.texts_of(fake.bot["id"])))


async def _answered_on_discord(fake: FakeDiscord) -> bool:
    zoe = fake.person("Zoe")
    await zoe.says(QUESTION)
    return await _is_answered(lambda: any(each.author.bot for each in zoe.chat.log))


async def _is_answered(look: Callable[[], bool]) -> bool:
    try:
        await _quiet(look)
    except TimeoutError:
        return False
    return True


def _broken(complaints: Sequence[str]) -> list[str]:
    return [each for each in complaints if BROKEN.search(each)]
