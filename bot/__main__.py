"""The `hillcoach` command."""

import argparse
import io
import sys
from collections.abc import Sequence

from bot.commands import ask, backup, chat, db, doctor, forget, inbox, keys, knowledge, plan, run, simulate
from bot.version import version
from core.errors import OperatorError

COMMANDS = (chat, ask, run, db, knowledge, inbox, plan, doctor, simulate, backup, keys, forget)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status, 2 with a sentence on standard error if the operator must act."""
    options = parser().parse_args(argv)
    _accept_any_bytes()
    try:
        return int(options.do(options) or 0)
    except OperatorError as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0


def parser() -> argparse.ArgumentParser:
    """Every command and option."""
    root = argparse.ArgumentParser(prog="hillcoach", description="Strength for runners with a hilly race ahead.")
    root.add_argument("--version", action="version", version=f"hillcoach {version()}")
    commands = root.add_subparsers(required=True, metavar="command")
    for each in COMMANDS:
        each.add(commands)
    return root


def _accept_any_bytes() -> None:
    """Let what is no text in this terminal's encoding be a question mark, not a traceback."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
