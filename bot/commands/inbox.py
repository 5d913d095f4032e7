"""`hillcoach inbox`: questions without a good answer, and answers for them."""

import argparse
import sys
from pathlib import Path

from bot.commands import Commands
from bot.settings import read_settings


def add(commands: Commands) -> None:
    """Declare `inbox` and what it can do."""
    inbox = commands.add_parser("inbox", help="questions without a good answer, and answers for them")
    inbox.set_defaults(do=_list)
    what = inbox.add_subparsers(metavar="what")
    listed = what.add_parser("list", help="the questions, those asked most first")
    listed.set_defaults(do=_list)
    answer = what.add_parser("answer", help="begin the file of an answer, to be finished in an editor")
    answer.add_argument("number", type=int, help="the question's number in the list")
    answer.add_argument("file", nargs="?", type=Path, help="where to write it; answer-<number>.md if left out")
    answer.set_defaults(do=_answer)
    approve = what.add_parser("approve", help="show a finished answer, check it, and put it into the pack")
    approve.add_argument("number", type=int, help="the question's number in the list")
    approve.add_argument("file", type=Path, help="the finished file")
    approve.add_argument("--yes", action="store_true", help="do not ask")
    approve.set_defaults(do=_approve)
    filed = what.add_parser("file", help="let a question lead to an answer that is there already")
    filed.add_argument("number", type=int, help="the question's number in the list")
    filed.add_argument("topic", help="the id of the answer")
    filed.set_defaults(do=_file)
    dismiss = what.add_parser("dismiss", help="take a question out of the inbox: it is not for this coach")
    dismiss.add_argument("number", type=int, help="the question's number in the list")
    dismiss.set_defaults(do=_dismiss)


def _list(options: argparse.Namespace) -> None:
    from bot.inbox import listed, opened

    with opened(read_settings()) as inbox:
        for line in listed(inbox):
            print(line)


def _answer(options: argparse.Namespace) -> None:
    from bot.inbox import begin, opened

    path = options.file or Path(f"answer-{options.number}.md")
    with opened(read_settings()) as inbox:
        begin(inbox, options.number, path)
    print(f"Finish {path} in an editor, then: hillcoach inbox approve {options.number} {path}")


def _approve(options: argparse.Namespace) -> None:
    from bot.inbox import approve, opened, preview, read_entry

    entry = read_entry(options.file)
    with opened(read_settings()) as inbox:
        inbox.group(options.number)
        for line in preview(inbox, entry):
            print(line)
        if options.yes or _agreed():
            print(approve(inbox, options.number, entry))


def _file(options: argparse.Namespace) -> None:
    from bot.inbox import file_under, opened

    with opened(read_settings()) as inbox:
        print(file_under(inbox, options.number, options.topic))


def _dismiss(options: argparse.Namespace) -> None:
    from bot.inbox import dismiss, opened

    with opened(read_settings()) as inbox:
        dismiss(inbox, options.number)
    print("It is out of the inbox.")


def _agreed() -> bool:
    print("Put it into the pack? [y/N] ", end="", flush=True)
    return sys.stdin.readline().strip().casefold() in ("y", "yes")
