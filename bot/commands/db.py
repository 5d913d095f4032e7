"""`hillcoach db`: bring the database up to date, or check that it is."""

import argparse

from bot.commands import Commands
from bot.settings import read_settings


def add(commands: Commands) -> None:
    """Declare `db`."""
    database = commands.add_parser("db", help="bring the database up to date, or check that it is")
    database.add_argument("what", choices=("upgrade", "check"))
    database.set_defaults(do=_db)


def _db(options: argparse.Namespace) -> None:
    from bot import schema

    url = read_settings().database_url
    if options.what == "upgrade":
        schema.upgrade(url)
    schema.check(url)
    print("The database is up to date.")
