"""`hillcoach backup` and `hillcoach restore`: the whole database in one file, and back."""

import argparse
from pathlib import Path

from bot.commands import Commands
from bot.settings import read_settings
from core.clock import system_clock


def add(commands: Commands) -> None:
    """Declare `backup` and `restore`."""
    backup = commands.add_parser("backup", help="write the whole database to a file, also while the coach runs")
    backup.add_argument("file", type=Path, help="a new file")
    backup.set_defaults(do=_backup)
    restore = commands.add_parser("restore", help="read such a file into the database")
    restore.add_argument("file", type=Path, help="what `hillcoach backup` has written")
    restore.add_argument("--force", action="store_true", help="delete what the database holds")
    restore.set_defaults(do=_restore)


def _backup(options: argparse.Namespace) -> None:
    from bot.backup.saving import save

    manifest = save(read_settings().database_url, options.file, system_clock())
    print(f"{options.file} holds {manifest.size}.")


def _restore(options: argparse.Namespace) -> None:
    from bot.backup.loading import load

    now = int(system_clock().timestamp())
    manifest = load(read_settings().database_url, options.file, now, force=options.force)
    print(f"The database holds {manifest.size}, as of {manifest.made_at}.")
