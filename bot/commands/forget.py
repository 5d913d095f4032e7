"""`hillcoach forget`: delete somebody on their behalf."""

import argparse

from bot.commands import Commands
from bot.settings import read_settings


def add(commands: Commands) -> None:
    """Declare `forget`."""
    forget = commands.add_parser("forget", help="delete everything of a person who asks you to, as /delete does")
    forget.add_argument("platform", choices=("telegram", "discord", "console"))
    forget.add_argument("id", help="their id there, as in HILLCOACH_COACHES")
    forget.add_argument("--yes", action="store_true", help="do it; else it is only said what would go")
    forget.set_defaults(do=_forget)


def _forget(options: argparse.Namespace) -> None:
    from bot.forgetting import forget

    print(forget(read_settings(), options.platform, options.id, sure=options.yes))
