"""`hillcoach doctor`: what is set up, what is not, and how to mend it."""

import argparse

from bot.commands import Commands
from bot.settings import read_settings


def add(commands: Commands) -> None:
    """Declare `doctor`."""
    doctor = commands.add_parser("doctor", help="say what is set up and what is not")
    doctor.set_defaults(do=_doctor)


def _doctor(options: argparse.Namespace) -> int:
    from bot.doctor import examine

    findings = examine(read_settings())
    for finding in findings:
        print(("ok   " if finding.ok else "MEND ") + finding.sentence)
    return 0 if all(finding.ok for finding in findings) else 1
