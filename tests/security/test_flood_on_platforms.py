"""A flood through the real clients: others are served meanwhile."""

import asyncio

from core.flood import QUESTIONS
from core.messages import Reply, Request
from tests.fakes.front import ScriptedFront
from tests.platforms.phone import Telegram
from tests.platforms.place import Place, hears
from tests.play import Play

CALM = "That was a lot in one minute"


async def test_a_flood_on_a_platform_gets_one_no_and_others_their_answers(network: Place, limited: Play):
    eve, ben = network.person("Eve"), network.person("Ben")
    async with network.coached_by(limited.house):
        for _ in range(QUESTIONS + 40):
            await eve.says("how often should I do calf raises?")
        await ben.says("how often should I do calf raises?")
        await hears(network, ben, "Twice a week", seconds=20)
        await network.until(lambda: len(eve.sees()) > QUESTIONS, 20)
        await eve.says("chest pain on hills")
        await hears(network, eve, limited.person("Ada").says("chest pain on hills")[:30], seconds=20)
    said = [each.text for each in eve.sees()]
    assert [text.startswith(CALM) for text in said].count(True) == 1
    assert len(said) == QUESTIONS + 2


async def test_whoever_waits_in_line_keeps_nobody_else_waiting():
    """Telegram makes the answers to one chat slow; 400 messages there must not take every place."""
    thought = asyncio.Event()

    async def ponder(request: Request) -> Reply:
        if request.sender.name == "Eve":
            await thought.wait()
        return Reply("Here you are")

    async with Telegram() as telegram:
        eve, ben = telegram.person("Eve"), telegram.person("Ben")
        async with telegram.coached_by(ScriptedFront(ponder)):
            for _ in range(400):
                await eve.says("and?")
            await ben.says("hello")
            try:
                await hears(telegram, ben, "Here you are", seconds=20)
            finally:
                thought.set()
            await telegram.until(lambda: len(eve.sees()) == 400, 30)
