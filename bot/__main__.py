"""The `hillcoach` command."""

import argparse
import asyncio
import io
import json
import logging
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.preview.options import add_options
from bot.settings import Settings, read_settings
from core.clock import system_clock
from core.errors import OperatorError


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
    commands = root.add_subparsers(required=True, metavar="command")

    chat = commands.add_parser("chat", help="talk to the coach in this terminal")
    chat.set_defaults(do=_chat)

    ask = commands.add_parser("ask", help="ask one question, or one a line from standard input with -")
    ask.add_argument("text", nargs="+", help="the question; - reads one a line")
    ask.add_argument("--json", action="store_true", help="print one JSON object a question")
    ask.set_defaults(do=_ask)

    run = commands.add_parser("run", help="serve Telegram and Discord, and send pushes")
    run.add_argument("roles", nargs="*", type=_role, metavar="role", help="only these: telegram, discord, scheduler")
    run.set_defaults(do=_run)

    database = commands.add_parser("db", help="bring the database up to date, or check that it is")
    database.add_argument("what", choices=("upgrade", "check"))
    database.set_defaults(do=_db)

    _add_knowledge(commands.add_parser("knowledge", help="check a content pack, or measure its answers"))

    plan = commands.add_parser("plan", help="look at plans").add_subparsers(required=True, metavar="what")
    shown = plan.add_parser("preview", help="print the dated plan of a runner and a race")
    add_options(shown)
    shown.set_defaults(do=_plan_preview)

    doctor = commands.add_parser("doctor", help="say what is set up and what is not")
    doctor.set_defaults(do=_doctor)
    return root


def _role(name: str) -> str:
    if name not in ("telegram", "discord", "scheduler"):
        raise argparse.ArgumentTypeError(f"there is no role {name!r}: choose from telegram, discord, scheduler")
    return name


def _add_knowledge(knowledge: argparse.ArgumentParser) -> None:
    what = knowledge.add_subparsers(required=True, metavar="what")
    check = what.add_parser("check", help="every problem of a content pack, by file and line")
    check.add_argument("path", nargs="?", type=Path, help="the pack's folder; the one in use if left out")
    check.add_argument("--strict", action="store_true", help="fail on warnings too")
    check.set_defaults(do=_knowledge_check)
    show = what.add_parser("show", help="what a topic or an exercise looks like in the chat")
    show.add_argument("name", help="the id of the topic or the exercise")
    show.set_defaults(do=_knowledge_show)
    schema = what.add_parser("schema", help="write JSON Schema files, with which editors help while you type")
    schema.add_argument("folder", type=Path, help="where to write them")
    schema.set_defaults(do=_knowledge_schema)
    measure = what.add_parser("eval", help="how good the answers are on labelled questions")
    measure.add_argument("file", type=Path, help="a TSV file with the columns topic and question")
    measure.add_argument(
        "--picture", type=Path, help="where the calibration curve goes (SVG); beside the file if left out"
    )
    measure.set_defaults(do=_knowledge_eval)


def _chat(options: argparse.Namespace) -> None:
    from bot.chat import talk

    asyncio.run(talk(read_settings(), sys.stdin, sys.stdout))


def _ask(options: argparse.Namespace) -> None:
    from bot.ask import answers

    questions = sys.stdin if options.text == ["-"] else [" ".join(options.text)]
    for answer in answers(read_settings(), questions):
        line = json.dumps(answer, ensure_ascii=False) if options.json else answer["text"]
        print(line, flush=True)


def _run(options: argparse.Namespace) -> None:
    from bot import schema
    from bot.content import library_of
    from bot.roles import platforms_of, run
    from bot.wiring import build_house

    settings = read_settings()
    _log_to_stderr(settings)
    platforms_of(settings, options.roles)
    schema.check(settings.database_url)
    house = build_house(settings.database_url, library_of(settings), spread=settings.spread_minutes)
    try:
        asyncio.run(run(settings, house, options.roles))
    except* OperatorError as problems:
        raise problems.exceptions[0] from None
    finally:
        house.database.close()


def _db(options: argparse.Namespace) -> None:
    from bot import schema

    url = read_settings().database_url
    if options.what == "upgrade":
        schema.upgrade(url)
    schema.check(url)
    print("The database is up to date.")


def _knowledge_eval(options: argparse.Namespace) -> None:
    from bot.knowledge.evaluate import evaluate

    for line in evaluate(read_settings(), options.file, options.picture):
        print(line)


def _knowledge_check(options: argparse.Namespace) -> None:
    from bot.content import folder_of
    from bot.knowledge.examination import check

    root = options.path or folder_of(read_settings())
    report = check(root, system_clock().date())
    if options.strict:
        report.refuse_warnings()
    for line in report.lines():
        print(line)


def _knowledge_show(options: argparse.Namespace) -> None:
    from bot.knowledge.examination import show

    for line in show(read_settings(), options.name):
        print(line)


def _knowledge_schema(options: argparse.Namespace) -> None:
    from bot.knowledge.editors import write_schemas

    for line in write_schemas(options.folder):
        print(line)


def _plan_preview(options: argparse.Namespace) -> None:
    from bot.preview.command import preview

    print(preview(read_settings(), options, date.today()))


def _doctor(options: argparse.Namespace) -> int:
    from bot.doctor import examine

    findings = examine(read_settings())
    for finding in findings:
        print(("ok   " if finding.ok else "MEND ") + finding.sentence)
    return 0 if all(finding.ok for finding in findings) else 1


def _accept_any_bytes() -> None:
    """Let what is no text in this terminal's encoding be a question mark, not a traceback."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _log_to_stderr(settings: Settings) -> None:
    logging.basicConfig(level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)


if __name__ == "__main__":
    sys.exit(main())
