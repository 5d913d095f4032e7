"""`hillcoach run`: serve the platforms and send pushes."""

import argparse
import asyncio
import logging

from bot.commands import Commands
from bot.settings import Settings, read_settings
from core.errors import OperatorError

ROLES = ("telegram", "discord", "scheduler")


def add(commands: Commands) -> None:
    """Declare `run`."""
    run = commands.add_parser("run", help="serve Telegram and Discord, and send pushes")
    run.add_argument("roles", nargs="*", type=_role, metavar="role", help=f"only these: {', '.join(ROLES)}")
    run.set_defaults(do=_run)


def _role(name: str) -> str:
    if name not in ROLES:
        raise argparse.ArgumentTypeError(f"there is no role {name!r}: choose from {', '.join(ROLES)}")
    return name


def _run(options: argparse.Namespace) -> None:
    from bot import schema
    from bot.content import library_of
    from bot.roles import platforms_of, run
    from bot.wiring import build_house

    settings = read_settings()
    _log_to_stderr(settings)
    platforms_of(settings, options.roles)
    schema.check(settings.database_url)
    house = build_house(settings.database_url, library_of(settings), spread=settings.spread_minutes)
    try:
        asyncio.run(run(settings, house, options.roles))
    except* OperatorError as problems:
        raise problems.exceptions[0] from None
    finally:
        house.database.close()


def _log_to_stderr(settings: Settings) -> None:
    logging.basicConfig(level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)
