"""A content pack comes from a stranger perhaps: it cannot run anything, grow, or take the process down."""

import re
import shutil
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.inbox.rules.entry import markdown, topic_id
from core.knowledge.checks.passages import passages
from core.knowledge.library import HILLS
from core.knowledge.problems import Problems
from core.knowledge.reading import MAX_FILE, read_markdown, read_yaml
from core.knowledge.schema import Topic
from core.texts import Texts
from tests.knowledge.packs import problems, quieten, set_line
from tests.processes import hillcoach

LAUGHS = "a: &a [ha, ha, ha, ha, ha, ha, ha, ha, ha]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
BOMBS = {
    "aliases": (LAUGHS, "an alias"),
    "itself": ("a: &a [*a]", "an alias"),
    "merge": ("a: &a {b: 1}\nc: {<<: *a}", "an alias"),
    "brackets": ("a: " + "[" * 190_000, "too many lists within lists"),
    "closed brackets": ("a: " + "[" * 100_000 + "]" * 100_000, "too many lists within lists"),
    "braces": ("a: " + "{b: " * 90_000, "too many lists within lists"),
    "dashes": ("a:\n" + "- " * 190_000, "too many lists within lists"),
    "a number": ("a: " + "9" * 100_000, "Exceeds the limit"),
    "python": ("a: !!python/object/apply:os.system ['echo run']", "could not determine a constructor"),
    "python name": ("a: !!python/name:os.system", "could not determine a constructor"),
    "own tag": ("a: !include /etc/passwd", "could not determine a constructor"),
    "twice": ("a: 1\na: 2", "stands here twice"),
    "control characters": ("a: \x07", "is not valid YAML"),
    "no mapping": ("- 1", "must be a list of `name: value` lines"),
}
TYPED = st.lists(
    st.sampled_from(
        ["---", "\n", "## More", "id: x", ": ", "#", "'", '"', "!!python/name:os.system", "*a", "&a", "- ", "{", "["]
    )
    | st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=8),
    min_size=1,
    max_size=8,
).map("".join)
SIZE = "is larger than 400000 bytes"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    root = Path(shutil.copytree(HILLS, tmp_path / "pack"))
    quieten(root / "safety.yaml")
    return root


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_in_yaml_is_a_sentence_within_a_second(tmp_path: Path, name: str):
    source, complaint = BOMBS[name]
    (tmp_path / "x.yaml").write_text(source)
    (tmp_path / "x.md").write_text(f"---\n{source}\n---\nbody")
    found = Problems(tmp_path)
    begun = time.perf_counter()
    assert (read_yaml(tmp_path / "x.yaml", found), read_markdown(tmp_path / "x.md", found)) == (None, None)
    assert time.perf_counter() - begun < 2
    assert str(found).count(complaint) == 2


def test_a_file_that_is_too_large_is_never_read(tmp_path: Path):
    file = tmp_path / "x.yaml"
    file.touch()
    with file.open("ab") as handle:
        handle.truncate(50_000_000_000)  # a hole: nobody reads 50 GB in a test
    found = Problems(tmp_path)
    assert (read_yaml(file, found), MAX_FILE) == (None, 400_000)
    assert SIZE in str(found)


def test_bombs_that_no_part_of_the_pack_uses_are_passed_by(pack: Path):
    for number, (source, _) in enumerate(BOMBS.values()):
        (pack / f"extra{number}.yaml").write_text(source)
        (pack / f"extra{number}.md").write_text(f"---\n{source}\n---\nbody")
    begun = time.perf_counter()
    assert [each for each in passages(pack) if "extra" in each.place.path.name] == []
    assert time.perf_counter() - begun < 10


def test_the_command_line_survives_a_pack_full_of_bombs(pack: Path):
    (pack / "sources.yaml").write_text("a: " + "[" * 190_000)
    (pack / "background.yaml").write_text(LAUGHS)
    done = hillcoach(pack.parent, "knowledge", "check", HILLCOACH_KNOWLEDGE=str(pack))
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "too many lists within lists" in done.stdout + done.stderr


@pytest.mark.parametrize("blank", ["{command.__class__}", "{command:>999999999}", "{0}", "{command[0]}", "{"])
def test_a_sentence_cannot_reach_into_the_program_or_grow(pack: Path, blank: str):
    file = pack / "texts" / "en.yaml"
    set_line(file, "coach.unknown_command:", f'coach.unknown_command: "I don\'t know {blank}"')
    assert [each for each in problems(pack) if "coach.unknown_command" in each] != []


@pytest.mark.parametrize("blank", ["{alias.__class__}", "{alias:>999999999}"])
def test_a_phrasing_cannot_reach_into_the_program_or_grow(pack: Path, blank: str):
    before, forms = (pack / "pack.yaml").read_text().split("\nexercise_phrasings:")
    (pack / "pack.yaml").write_text(f"{before}\nexercise_phrasings:{forms.replace('{alias}', blank, 1)}")
    assert "must hold {alias}" in "\n".join(problems(pack))


def test_what_people_type_is_never_a_blank_of_a_sentence():
    assert Texts({"a": "You: {words}"}).say("a", words="{0.__class__} {words}") == "You: {0.\\_\\_class\\_\\_} {words}"


@settings(max_examples=200, deadline=None)
@given(title=TYPED, wording=TYPED, short=TYPED, more=TYPED)
def test_an_answer_written_in_a_chat_is_kept_as_words(title: str, wording: str, short: str, more: str):
    """Whatever a coach types in the inbox, the file holds these values and no others."""
    typed = Topic("an-answer", title, (wording,), ("A1",), "strong", date(2026, 11, 23), (), short, more)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "an-answer.md"
        file.write_text(markdown(typed), encoding="utf-8")
        found = Problems(Path(folder))
        read = read_markdown(file, found)
    assert read is not None, str(found)
    names = ("id", "title", "phrasings", "sources", "confidence", "reviewed", "next")
    assert tuple(read[0].data) == names
    assert (read[0].data["title"], read[0].data["phrasings"]) == (title, [wording])


@given(TYPED)
def test_the_file_of_an_answer_stays_in_its_folder(title: str):
    assert re.fullmatch(r"[a-z0-9-]{1,40}", topic_id(title, ()))
