"""`hillcoach run`: serve the platforms and send pushes."""

import argparse
import asyncio

from bot.commands import Commands
from bot.duties import ROLES, duties_of, platforms_of
from bot.settings import Settings, coaches_of, read_settings
from core.errors import OperatorError


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
    from bot import logs, schema, sentry

    settings = read_settings()
    logs.set_up(settings)
    sentry.set_up(settings)
    platforms_of(settings, options.roles)
    duties_of(settings, options.roles)
    schema.check(settings.database_url)
    _serve(settings, options.roles)


def _serve(settings: Settings, roles: list[str]) -> None:
    from bot.content import library_of
    from bot.keeping import keeping_of
    from bot.keys import check_keys
    from bot.roles import run
    from bot.web.opening import metrics_of, site_of
    from bot.wiring import build_house
    from core.gauges import unmeasured

    metrics = metrics_of(settings)
    measure = metrics.note if metrics else unmeasured
    spread, coaches = settings.spread_minutes, coaches_of(settings)
    library = library_of(settings)
    keeping = keeping_of(settings)
    check_keys(settings.database_url, keeping.sealing)
    house = build_house(
        settings.database_url, library, spread=spread, measure=measure, coaches=coaches, keeping=keeping
    )
    try:
        site = site_of(settings, house, metrics, duties_of(settings, roles)) if metrics else None
        asyncio.run(run(settings, house, roles, site))
    except* OperatorError as problems:
        raise problems.exceptions[0] from None
    finally:
        house.database.close()
