"""`hillcoach keys`: the keys that seal people's ids and texts in the database."""

import argparse

from bot.commands import Commands
from bot.settings import read_settings


def add(commands: Commands) -> None:
    """Declare `keys`."""
    keys = commands.add_parser("keys", help="make a key for sealed columns, or seal everything with the newest")
    keys.add_argument("what", choices=("new", "rotate", "check"))
    keys.set_defaults(do=_keys)


def _keys(options: argparse.Namespace) -> None:
    from cryptography.fernet import Fernet

    if options.what == "new":
        print(Fernet.generate_key().decode())
        return
    from bot import schema
    from bot.keeping import sealing_of
    from bot.keys import check_keys, count_sealed, rotate

    settings = read_settings()
    sealing = sealing_of(settings)
    schema.check(settings.database_url)
    if options.what == "rotate":
        print(f"{rotate(settings.database_url, sealing)} values were sealed with the newest key.")
    check_keys(settings.database_url, sealing)
    if not sealing.is_on:
        print("HILLCOACH_SECRET_KEYS is not set: nothing is sealed. `hillcoach keys new` makes a key.")
        return
    found = count_sealed(settings.database_url, sealing)
    print(f"Sealed with the newest key: {found.newest}, with an older one: {found.older}, not sealed: {found.plain}.")
