"""`hillcoach inbox`: the same from a terminal, with an editor."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.settings import Settings, coaches_of
from bot.wiring import House
from core.database import Database
from core.knowledge.knowing import Knowledge
from core.knowledge.library import load
from core.sealing import Sealing
from tests.inbox.test_publishing import waits
from tests.inbox.writing import GELS, SHORT, WORDINGS
from tests.play import SUNDAY, Play, bring_up_to_date, database_file
from tests.processes import hillcoach


@pytest.fixture
def asked(stage: Play) -> Play:
    waits(stage, "Anna", GELS[0])
    waits(stage, "Ben", GELS[1])
    return stage


def finished(begun: str) -> str:
    """The begun file, with an answer and ten ways to ask."""
    more = "".join(f"- {each}\n" for each in WORDINGS.split("\n"))
    front, _, _ = begun.replace("sources:", f"{more}sources:", 1).rpartition("---\n")
    return f"{front}---\n{SHORT}\n\n## More\n\nThe same, at greater length.\n"


def test_a_question_is_answered_with_an_editor(asked: Play, small_pack: Path, tmp_path: Path):
    settings = {"HILLCOACH_KNOWLEDGE": f"{small_pack}", "HILLCOACH_CONTENT_OVERRIDES": f"{tmp_path / 'over'}"}
    listed = hillcoach(tmp_path, "inbox", **settings).stdout.split("\n")
    number = listed[0].split()[0]
    assert [line.strip() for line in listed[:3]] == [
        f"{number}  asked: 2, waiting: 2",
        f"- {GELS[1]}",
        f"- {GELS[0]}",
    ]
    assert hillcoach(tmp_path, "inbox", "answer", number, "gels.md", **settings).stdout == (
        f"Finish gels.md in an editor, then: hillcoach inbox approve {number} gels.md\n"
    )
    unfinished = hillcoach(tmp_path, "inbox", "approve", number, "gels.md", **settings)
    assert (unfinished.returncode, "more: " in unfinished.stderr) == (2, True)

    entry = tmp_path / "gels.md"
    entry.write_text(finished(entry.read_text()))
    left = hillcoach(tmp_path, "inbox", "approve", number, "gels.md", typed=b"n\n", **settings)
    assert (left.returncode, SHORT[:60] in left.stdout, (tmp_path / "over").exists()) == (0, True, False)

    put = hillcoach(tmp_path, "inbox", "approve", number, "gels.md", "--yes", **settings)
    assert "People who hear of it: 2." in put.stdout
    assert [path.read_text() for path in (tmp_path / "over" / "faq").iterdir()] == [entry.read_text()]
    assert hillcoach(tmp_path, "inbox", "list", **settings).stdout == "The inbox is empty.\n"


def test_a_question_that_is_not_there_is_one_sentence(stage: Play, small_pack: Path, tmp_path: Path):
    for action in (("answer", "7"), ("dismiss", "7")):
        told = hillcoach(tmp_path, "inbox", *action, HILLCOACH_KNOWLEDGE=f"{small_pack}")
        assert (told.returncode, told.stderr) == (
            2,
            "There is no open question 7: `hillcoach inbox list` shows what there is.\n",
        )


def test_a_file_is_never_written_over(asked: Play, small_pack: Path, tmp_path: Path):
    (tmp_path / "mine.md").write_text("keep me")
    number = hillcoach(tmp_path, "inbox", HILLCOACH_KNOWLEDGE=f"{small_pack}").stdout.split()[0]
    told = hillcoach(tmp_path, "inbox", "answer", number, "mine.md", HILLCOACH_KNOWLEDGE=f"{small_pack}")
    assert told.stderr == "mine.md is there already: name another file.\n"
    assert (tmp_path / "mine.md").read_text() == "keep me"


def test_questions_that_are_sealed_are_read_with_the_key(small_pack: Path, tmp_path: Path, small: Knowledge):
    key = Fernet.generate_key().decode()
    url = database_file(tmp_path)
    bring_up_to_date(url)
    house = House(Database(url, Sealing([key])), small.library, small.understanding, lambda: SUNDAY)
    Play(house, [SUNDAY]).person("Anna").says(GELS[0])
    house.database.close()
    kept = tmp_path.joinpath("coach.db").read_bytes()
    assert GELS[0].encode() not in kept
    settings = {"HILLCOACH_KNOWLEDGE": f"{small_pack}", "HILLCOACH_SECRET_KEYS": key}
    assert GELS[0] in hillcoach(tmp_path, "inbox", **settings).stdout
    assert hillcoach(tmp_path, "inbox", HILLCOACH_KNOWLEDGE=f"{small_pack}").returncode == 2


def test_coaches_are_named_by_platform_and_id():
    settings = Settings(coaches=" telegram:123, discord:456 ,", _env_file=None)
    assert coaches_of(settings) == {("telegram", "123"), ("discord", "456")}
    assert coaches_of(Settings(coaches="", _env_file=None)) == frozenset()


def test_a_coach_without_a_platform_is_one_sentence(tmp_path: Path):
    told = hillcoach(tmp_path, "ask", "hello", HILLCOACH_COACHES="123456")
    assert told.stderr == "HILLCOACH_COACHES must be a list such as telegram:123,discord:456.\n"


def test_overrides_are_part_of_the_pack_that_is_checked(small_pack: Path, tmp_path: Path):
    over = tmp_path / "over" / "faq"
    over.mkdir(parents=True)
    broken = (small_pack / "faq" / "taper.md").read_text().replace("confidence: ", "confidence: maybe # ")
    (over / "taper.md").write_text(broken)
    told = hillcoach(
        tmp_path,
        "knowledge",
        "check",
        HILLCOACH_KNOWLEDGE=f"{small_pack}",
        HILLCOACH_CONTENT_OVERRIDES=f"{over.parent}",
    )
    assert "faq/taper.md" in told.stderr
    assert load(small_pack).topics["taper"].id == "taper"
