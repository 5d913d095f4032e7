"""The `hillcoach` command, from outside: what it prints, how it ends, and that nothing typed can crash it."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from bot import schema
from bot.settings import Settings
from core.knowledge.library import HILLS
from tests.platforms import Telegram
from tests.play import database_file
from tests.processes import bare_python, hillcoach

DECISIONS = {"answer", "choose", "decline", "safety", "feature"}
QUESTION = "how often should I do calf raises?"


IMPORT_ALL = """
import importlib, os, pkgutil, bot, core
names = [each.name for package in (bot, core) for each in pkgutil.walk_packages(package.__path__, package.__name__ + ".")]
for name in names:
    importlib.import_module(name)
print(len(names) > 80, sorted(os.listdir(".")))
"""


def parsed(line: str) -> dict[str, Any]:
    """One answer, with its contract checked."""
    answer: dict[str, Any] = json.loads(line)
    assert list(answer) == ["decision", "topic", "score", "choices", "sources", "text"]
    assert answer["decision"] in DECISIONS
    assert answer["topic"] is None or isinstance(answer["topic"], str)
    assert (answer["topic"] is None) == (answer["decision"] in ("choose", "decline"))
    assert 0.0 <= answer["score"] <= 1.0
    assert all(isinstance(each, str) for each in (*answer["choices"], *answer["sources"]))
    assert bool(answer["choices"]) == (answer["decision"] == "choose")
    assert answer["text"].strip()
    return answer


def test_a_line_in_is_an_object_out_in_order_whatever_the_line(tmp_path: Path):
    lines = (
        QUESTION.encode(),
        b"",
        b"\xff\xfe\x80 not text",
        b"chest pain on hills",
        b"what is the capital of Peru?",
        b"\x00\x1b[31m{\"json\": [1, 2",
        b"x" * 100_000,
        b"show me my plan",
        QUESTION.upper().encode(),
    )  # fmt: skip
    ended = hillcoach(tmp_path, "ask", "--json", "-", typed=b"\n".join(lines))
    answers = [parsed(line) for line in ended.stdout.splitlines()]
    assert (ended.returncode, ended.stderr, len(answers)) == (0, "", len(lines))
    decisions = [each["decision"] for each in answers]
    assert decisions == ["answer", "decline", "decline", "safety", "decline", "decline", "decline", "feature", "answer"]
    assert [answers[0]["topic"], answers[3]["topic"], answers[7]["topic"]] == ["calf-frequency", "safety:B98", "plan"]
    assert answers[0]["sources"] != []


def test_one_question_is_one_object(tmp_path: Path):
    ended = hillcoach(tmp_path, "ask", "--json", *QUESTION.split())
    assert [parsed(line)["topic"] for line in ended.stdout.splitlines()] == ["calf-frequency"]
    assert list(tmp_path.iterdir()) == []


def test_a_piped_question_is_answered_and_the_conversation_ends(tmp_path: Path):
    ended = hillcoach(tmp_path, "chat", typed=QUESTION.encode() + b"\n\xff\xfe\n/\xff\n/nonsense <b>\n")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.strip().startswith("Twice a week")
    assert ended.stdout.strip().endswith("I don't know /nonsense. /help lists what I can do.")


def test_help_names_every_command(tmp_path: Path):
    ended = hillcoach(tmp_path, "--help")
    assert ended.returncode == 0
    for command in ("chat", "ask", "run", "db", "knowledge", "doctor"):
        assert f"    {command}" in ended.stdout


def test_the_database_is_checked_and_brought_up_to_date(tmp_path: Path):
    behind = hillcoach(tmp_path, "db", "check")
    assert (behind.returncode, behind.stderr) == (2, "The database has no tables yet: run `hillcoach db upgrade`.\n")
    for what in ("upgrade", "check"):
        ended = hillcoach(tmp_path, "db", what)
        assert (ended.returncode, ended.stdout) == (0, "The database is up to date.\n")


def test_a_content_pack_is_checked_where_it_lies(tmp_path: Path):
    fine = hillcoach(tmp_path, "knowledge", "check", str(HILLS))
    assert (fine.returncode, fine.stderr) == (0, "")
    assert fine.stdout.endswith("No problems.\n")
    missing = hillcoach(tmp_path, "knowledge", "check", "nowhere")
    assert (missing.returncode, missing.stderr) == (2, "nowhere is not a content pack: it has no pack.yaml\n")


async def test_the_doctor_tells_by_the_status_whether_something_is_to_be_mended(tmp_path: Path):
    ill = hillcoach(tmp_path, "doctor", TELEGRAM_API_BASE="http://example.org", TELEGRAM_TOKEN="1:secret")
    assert ill.returncode == 1
    assert [line for line in ill.stdout.splitlines() if line.startswith("MEND")] == [
        "MEND The database has no tables yet: run `hillcoach db upgrade`.",
        "MEND TELEGRAM_API_BASE must use https or wss: plain http is for this machine only.",
    ]
    assert "secret" not in ill.stdout
    schema.upgrade(database_file(tmp_path))
    async with Telegram() as place:
        well = await asyncio.to_thread(hillcoach, tmp_path, "doctor", **place.settings)
    assert (well.returncode, [line for line in well.stdout.splitlines() if "MEND" in line]) == (0, [])


@pytest.mark.parametrize("arguments", [(), ("frobnicate",), ("run", "telegramm"), ("db",), ("ask",)])
def test_what_is_no_command_is_told_how_to_write_one(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]):
    from bot.__main__ import main

    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: hillcoach")


def test_a_setting_that_cannot_be_right_is_named_without_its_value(tmp_path: Path):
    ended = hillcoach(tmp_path, "db", "check", HILLCOACH_LOG_LEVEL="shout")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == "HILLCOACH_LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR.\n"


def test_every_setting_that_is_wrong_is_told_with_what_would_be_right(tmp_path: Path):
    ended = hillcoach(tmp_path, "doctor", HILLCOACH_HTTP_PORT="eighty", HILLCOACH_COACHES="claudia")
    assert (ended.returncode, ended.stderr.split("\n")) == (
        2,
        [
            "HILLCOACH_COACHES must be a list such as telegram:123,discord:456.",
            "HILLCOACH_HTTP_PORT must be a port, 1 to 65535.",
            "",
        ],
    )


def test_no_setting_with_limits_lacks_the_words_for_them():
    limited = [each for each in Settings.model_fields.values() if each.metadata or each.annotation in (int, float)]
    assert len(limited) >= 12
    assert [each for each in limited if not each.description] == []


def test_a_setting_left_blank_is_not_set(tmp_path: Path):
    asked = hillcoach(
        tmp_path, "ask", QUESTION, HILLCOACH_HTTP_PORT="", HILLCOACH_LOG_FORMAT=" ", HILLCOACH_KNOWLEDGE=""
    )
    assert (asked.returncode, asked.stderr) == (0, "")


def test_importing_any_module_needs_no_environment_and_writes_nothing(tmp_path: Path):
    assert bare_python(tmp_path, IMPORT_ALL) == "True []\n"
