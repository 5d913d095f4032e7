"""What a process does: listen on platforms, send pushes, or both; each role runs alone or beside the others."""

import asyncio
import gc
import logging
import signal
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, nullcontext

from bot.content import shelf_of
from bot.duties import duties_of, listened_to, platforms_of, rate_of, token_of
from bot.opened import Platform, Surroundings, opened
from bot.renewal import Renewal
from bot.settings import Settings
from bot.web.site import Site
from bot.wiring import House
from core.errors import OperatorError
from core.scheduler import Heartbeat

log = logging.getLogger(__name__)


async def run(settings: Settings, house: House, roles: Sequence[str], site: Site | None = None) -> None:
    """Play the roles until the process is told to stop; all of them when none is named. `site` is what it serves.

    OperatorError, in a group, when a platform refuses the token at the start, or the last one left does later.
    """
    duties = duties_of(settings, roles)
    heard = set(map(listened_to, duties))
    platforms = [name for name in platforms_of(settings, roles) if heard & {name, "scheduler"}]
    around = Surroundings(settings, house, site)
    heartbeat = Heartbeat(house.database, house.clock, house.measure, sweeps=house.sweeps)  # pumps rest until it beats
    with heartbeat.beating() if "scheduler" in heard else nullcontext():
        async with site or nullcontext(), asyncio.TaskGroup() as tasks:
            left = set(platforms)
            parts = [
                tasks.create_task(_play(around, name, opened(around, name, listens=name in heard), heartbeat, left))
                for name in platforms
            ]
            if "scheduler" in heard:
                parts.append(tasks.create_task(_look_ahead(settings, house, platforms)))
            parts.append(tasks.create_task(Renewal(house, shelf_of(settings)).run()))
            done = [each for each in duties if listened_to(each) in (*platforms, "scheduler", "port")]
            log.info("running: %s", ", ".join(sorted(done)))
            await _stop_signal()
            log.info("stopping")
            if site is not None:
                await site.drain()  # first nothing more comes in, then everybody leaves
            for each in parts:
                each.cancel()


async def _play(
    around: Surroundings,
    name: str,
    opening: AbstractAsyncContextManager[Platform],
    heartbeat: Heartbeat,
    left: set[str],
) -> None:
    """Be on one platform until cancelled; a refusal later on ends the others only if none is `left`."""
    async with opening as platform:
        gc.freeze()  # all that is here stays: to look through it for garbage would stop everything for 60 ms
        try:
            secret, rate = token_of(around.settings, name) or "", rate_of(around.settings, name)
            async with heartbeat.driving(around.house.pump(platform.messenger, secret, rate)):
                await platform.run()
        except OperatorError as problem:
            left.discard(name)
            if not left:
                raise
            log.error("%s", problem)


async def _look_ahead(settings: Settings, house: House, platforms: Sequence[str]) -> None:
    """Beside everything else: due times by the rules of today, then once an hour a word on hours that are too full."""
    rates = {name: rate_of(settings, name) for name in platforms}
    try:
        await house.bring_up_to_date()
        while True:
            for crowd in await house.crowds(rates):
                log.warning("%s", crowd.sentence)
            await asyncio.sleep(3600)
    except Exception:
        log.exception("due times could not be brought up to date; the next start tries again")


async def _stop_signal() -> None:
    """Wait for Ctrl-C or a polite kill."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    await stopped.wait()
