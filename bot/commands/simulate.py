"""`hillcoach simulate`: a dry run of everything one runner would receive."""

import argparse
import asyncio
import logging

from bot.commands import Commands
from bot.settings import Settings, read_settings
from bot.simulate.options import Wanted, add_options, read
from core.clock import system_clock


def add(commands: Commands) -> None:
    """Declare `simulate`."""
    simulate = commands.add_parser("simulate", help="print everything one runner would receive, with times")
    add_options(simulate)
    simulate.set_defaults(do=_simulate)


def _simulate(options: argparse.Namespace) -> None:
    logging.basicConfig(level=logging.CRITICAL)
    asyncio.run(_print(read_settings(), read(options, system_clock().date())))


async def _print(settings: Settings, wanted: Wanted) -> None:
    from bot.simulate.days import simulated
    from bot.simulate.telling import lines_of

    pushes = -1  # what the setup ends with was asked for
    async for push in simulated(settings, wanted):
        pushes += 1
        for line in lines_of(push, wanted.zone):
            print(line, flush=True)
    print(f"{pushes} message{'' if pushes == 1 else 's'} in {wanted.days} day{'' if wanted.days == 1 else 's'}.")
