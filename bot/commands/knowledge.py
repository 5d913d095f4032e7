"""`hillcoach knowledge`: check a content pack, look at it, measure its answers."""

import argparse
from pathlib import Path

from bot.commands import Commands
from bot.settings import read_settings
from core.clock import system_clock


def add(commands: Commands) -> None:
    """Declare `knowledge` and what it can do."""
    knowledge = commands.add_parser("knowledge", help="check a content pack, or measure its answers")
    what = knowledge.add_subparsers(required=True, metavar="what")
    check = what.add_parser("check", help="every problem of a content pack, by file and line")
    check.add_argument("path", nargs="?", type=Path, help="the pack's folder; the one in use if left out")
    check.add_argument("--strict", action="store_true", help="fail on warnings too")
    check.set_defaults(do=_check)
    show = what.add_parser("show", help="what a topic or an exercise looks like in the chat")
    show.add_argument("name", help="the id of the topic or the exercise")
    show.set_defaults(do=_show)
    schema = what.add_parser("schema", help="write JSON Schema files, with which editors help while you type")
    schema.add_argument("folder", type=Path, help="where to write them")
    schema.set_defaults(do=_schema)
    measure = what.add_parser("eval", help="how good the answers are on labelled questions")
    measure.add_argument("file", type=Path, help="a TSV file with the columns topic and question")
    measure.add_argument(
        "--picture", type=Path, help="where the calibration curve goes (SVG); beside the file if left out"
    )
    measure.set_defaults(do=_eval)


def _eval(options: argparse.Namespace) -> None:
    from bot.knowledge.evaluate import evaluate

    for line in evaluate(read_settings(), options.file, options.picture):
        print(line)


def _check(options: argparse.Namespace) -> None:
    from bot.content import shelf_of
    from bot.knowledge.examination import check
    from bot.shelf import Shelf

    shelf = Shelf(options.path) if options.path else shelf_of(read_settings())
    with shelf.opened() as root:
        report = check(root, system_clock().date())
    if options.strict:
        report.refuse_warnings()
    for line in report.lines():
        print(line)


def _show(options: argparse.Namespace) -> None:
    from bot.knowledge.examination import show

    for line in show(read_settings(), options.name):
        print(line)


def _schema(options: argparse.Namespace) -> None:
    from bot.knowledge.editors import write_schemas

    for line in write_schemas(options.folder):
        print(line)
