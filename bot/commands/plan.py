"""`hillcoach plan`: look at plans."""

import argparse
from datetime import date

from bot.commands import Commands
from bot.preview.options import add_options
from bot.settings import read_settings


def add(commands: Commands) -> None:
    """Declare `plan preview`."""
    plan = commands.add_parser("plan", help="look at plans").add_subparsers(required=True, metavar="what")
    shown = plan.add_parser("preview", help="print the dated plan of a runner and a race")
    add_options(shown)
    shown.set_defaults(do=_preview)


def _preview(options: argparse.Namespace) -> None:
    from bot.preview.command import preview

    print(preview(read_settings(), options, date.today()))
