"""A sender as a process of its own: the product's pump, heartbeat and messenger; `python -m bench.pushes.worker …`."""

import asyncio
import contextlib
import logging
import sys
import time
from collections.abc import AsyncIterator
from uuid import uuid4

from bench.pushes.stage import coaching
from core.clock import system_clock
from core.database import Database
from core.delivery.holder import has_ended, this_process
from core.delivery.lease import Lease
from core.delivery.pace import pace_for
from core.delivery.ports import Messenger
from core.delivery.sender import Pump
from core.feature import Repeat
from core.scheduler import Heartbeat


@contextlib.asynccontextmanager
async def messenger_of(platform: str, base: str) -> AsyncIterator[Messenger]:
    """The product's own way to a platform."""
    if platform == "telegram":
        from bot.telegram.messenger import telegram_messenger

        async with telegram_messenger("1:bench", base) as telegram:
            yield telegram
    else:
        from bot.discord.messenger import sending_only

        async with sending_only("bench", str, base) as discord:
            yield discord


async def run(url: str, platform: str, base: str, repeat: str, name: str = "", length: str = "15") -> None:
    """Send what is due until killed; with a name of its own the process is a stranger to its predecessor."""
    database = Database(url)
    lease = Lease("1:bench", name or this_process(), has_ended, time.monotonic, int(length))
    pace = pace_for(platform, time.monotonic)
    heart = Heartbeat(database, system_clock)
    async with messenger_of(platform, base) as messenger:
        pump = Pump(database, messenger, coaching(Repeat(repeat)), pace, lease, system_clock, uuid4().hex)
        with heart.beating():
            async with heart.driving(pump):
                print("running", flush=True)
                await asyncio.Event().wait()


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)
    asyncio.run(run(*sys.argv[1:]))
