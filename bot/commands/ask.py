"""`hillcoach ask`: one question, or one a line."""

import argparse
import json
import sys

from bot.commands import Commands
from bot.settings import read_settings


def add(commands: Commands) -> None:
    """Declare `ask`."""
    ask = commands.add_parser("ask", help="ask one question, or one a line from standard input with -")
    ask.add_argument("text", nargs="+", help="the question; - reads one a line")
    ask.add_argument("--json", action="store_true", help="print one JSON object a question")
    ask.set_defaults(do=_ask)


def _ask(options: argparse.Namespace) -> None:
    from bot.ask import answers

    questions = sys.stdin if options.text == ["-"] else [" ".join(options.text)]
    for answer in answers(read_settings(), questions):
        line = json.dumps(answer, ensure_ascii=False) if options.json else answer["text"]
        print(line, flush=True)
