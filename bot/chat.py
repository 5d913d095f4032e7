"""`hillcoach chat`: the coach in this terminal, with pushes appearing while it is open."""

import asyncio
import logging
from contextlib import AsyncExitStack
from typing import TextIO

from bot import schema
from bot.console.adapter import PROMPT, Console, lines_of_input
from bot.content import library_of, shelf_of
from bot.keeping import keeping_of
from bot.keys import check_keys
from bot.renewal import Renewal
from bot.settings import Settings, coaches_of
from bot.wiring import build_house
from core.scheduler import Heartbeat


async def talk(settings: Settings, source: TextIO, target: TextIO) -> None:
    """Bring the database up to date, then talk until the input ends; piped input gets replies only."""
    logging.basicConfig(level=logging.CRITICAL)
    schema.upgrade(settings.database_url)
    keeping = keeping_of(settings)
    check_keys(settings.database_url, keeping.sealing)
    house = build_house(
        settings.database_url, library_of(settings), limited=False, coaches=coaches_of(settings), keeping=keeping
    )
    interactive = source.isatty()

    def write(text: str, end: str = "\n") -> None:
        target.write(text + end)
        target.flush()

    lines = lines_of_input(source, prompt=interactive)
    prompt = PROMPT if interactive else ""
    console = Console(house, lines, write, colour=target.isatty(), prompt=prompt)
    async with AsyncExitStack() as stack:
        stack.callback(house.database.close)
        if interactive:
            renewal = asyncio.create_task(Renewal(house, shelf_of(settings)).run())
            stack.callback(renewal.cancel)
            heartbeat = Heartbeat(house.database, house.clock, sweeps=house.sweeps)
            stack.enter_context(heartbeat.beating())
            await stack.enter_async_context(heartbeat.driving(house.pump(console)))
        await console.run(greet=interactive)
