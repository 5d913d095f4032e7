"""`hillcoach doctor`: what is set up, what is not, and how to mend it."""

import argparse

from bot.commands import Commands
from bot.settings import read_settings


def add(commands: Commands) -> None:
    """Declare `doctor`."""
    doctor = commands.add_parser("doctor", help="say what is set up and what is not")
    doctor.set_defaults(do=_doctor)


def _doctor(options: argparse.Namespace) -> int:
    from bot.doctor.rounds import examine

    well = True
    for finding in examine(read_settings()):
        print(("ok   " if finding.ok else "MEND ") + finding.sentence, flush=True)
        well = well and finding.ok
    return 0 if well else 1
