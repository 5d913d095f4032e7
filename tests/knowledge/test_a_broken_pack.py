"""A content file with an error: told by file and line, in words for a coach with the mend, and nothing starts."""

from pathlib import Path

import pytest

from core.errors import ContentError
from core.knowledge.library import HILLS, load
from tests.knowledge.packs import change, line_of, problems, set_line

MEND = "look for a colon, bracket or quote without its partner, or for wrong spaces, in this line or the one before"


def test_the_pack_that_ships_has_no_problem(pack: Path):
    assert load(pack).info.name == "Hilly races"


def test_a_misspelt_name_is_told_with_its_line_and_what_was_meant(pack: Path):
    line = set_line(pack / "faq" / "taper.md", "confidence:", "confidance: mixed")
    assert problems(pack) == [
        "faq/taper.md:2: confidence: is missing",
        f"faq/taper.md:{line}: confidance: is not a known name here: did you mean 'confidence'?",
    ]


@pytest.mark.parametrize(
    ("start", "written", "told"),
    [
        (
            "confidence:",
            "confidence: sure",
            "confidence: is 'sure': write 'strong', 'mixed', 'weak' or 'coach judgement'",
        ),
        ("reviewed:", "reviewed: last May", "reviewed: must be a day such as 2026-11-22, not 'last May'"),
        ("reviewed:", "reviewed: 2026-13-45", "reviewed: must be a day such as 2026-11-22, not '2026-13-45'"),
        ("title:", "title: 5", "title: must be text: put it in quotes"),
        ("title:", 'title: ""', "title: is empty: write something"),
        ("title:", f"title: {'long' * 16}", "title: has 64 characters, 4 more than the 60 that fit: shorten it"),
        ("next:", "next: plan", 'next: must be a list: [one, two], or one entry a line, each behind "- "'),
        ("next:", "next: [plan, plan, plan, plan, plan]", "next: has 5 entries, 4 at most: take out 1"),
    ],
)
def test_a_value_that_cannot_be_is_told_with_the_mend(pack: Path, start: str, written: str, told: str):
    line = set_line(pack / "faq" / "taper.md", start, written)
    assert problems(pack) == [f"faq/taper.md:{line}: {told}"]


@pytest.mark.parametrize(
    ("start", "written", "told"),
    [
        ("daily_cap:", "daily_cap: many", "daily_cap: must be a whole number, not 'many'"),
        ("days:", "days: 400", "days: is 400: 120 is the most"),
        ("jokers:", "jokers: -1", "jokers: is -1: 0 is the least"),
        ("texts:", "texts: thirty days", "texts: must be lines of the form `name: value`, indented below it"),
    ],
)
def test_a_number_that_cannot_be_is_told_with_the_mend(pack: Path, start: str, written: str, told: str):
    path = pack / "challenges" / "calf-30.yaml"
    if start == "texts:":
        path.write_text(path.read_text().split("texts:")[0] + "texts:\n")
    line = set_line(path, start, written)
    assert problems(pack) == [f"challenges/calf-30.yaml:{line}: {told}"]


def test_the_entry_of_a_list_has_its_own_line(pack: Path):
    path = pack / "faq" / "taper.md"
    line = change(path, "  - taper strength training\n", "  - 7\n")
    assert problems(pack) == [f"faq/taper.md:{line}: phrasings, entry 4: must be text: put it in quotes"]


def test_too_few_phrasings_are_counted(pack: Path):
    path = pack / "faq" / "taper.md"
    head, rest = path.read_text().split("phrasings:\n")
    path.write_text(f"{head}phrasings: [one, two]\nsources:{rest.split('sources:', 1)[1]}")
    assert problems(pack) == ["faq/taper.md:4: phrasings: has 2 entries, at least 10 are needed: add 8"]


def test_an_answer_that_is_too_long_is_told_where_it_begins(pack: Path):
    path = pack / "faq" / "taper.md"
    head, _, more = path.read_text().partition("\n---\n")
    path.write_text(f"{head}\n---\n{'word ' * 103}end\n\n## More\n{more.split('## More', 1)[1]}")
    line = head.count("\n") + 3
    assert problems(pack) == [
        f"faq/taper.md:{line}: short: has 518 characters, 19 more than the 499 that fit: shorten it"
    ]


def test_a_long_answer_without_its_heading_is_told(pack: Path):
    path = pack / "faq" / "taper.md"
    path.write_text(path.read_text().split("\n---\n")[0] + "\n---\nRest.\n")
    assert problems(pack) == [f"faq/taper.md:{line_of(path, 'Rest.')}: more: is empty: write something"]


def test_broken_yaml_is_told_with_its_line(pack: Path):
    line = change(pack / "sources.yaml", "A1:\n", "A1: [\n") + 2
    assert problems(pack) == [f"sources.yaml:{line}: is not valid YAML (did not find expected ',' or ']'): {MEND}"]


@pytest.mark.parametrize("written", ["{{name}} is here", "{[1, 2]: three}", "{{a: b}: c}"])
def test_text_that_begins_with_a_brace_needs_quotes(pack: Path, written: str):
    line = set_line(pack / "texts" / "en.yaml", "clock.yes:", f"clock.yes: {written}")
    assert [each.split(" (")[0] for each in problems(pack)] == [f"texts/en.yaml:{line}: is not valid YAML"]


def test_characters_that_no_text_has_are_told_in_one_line(pack: Path):
    (pack / "background.yaml").write_text('a: ["\0"]')
    assert problems(pack) == [
        "background.yaml:1: is not valid YAML (unacceptable character #x0000: control characters are not allowed): "
        f"{MEND}"
    ]


def test_a_name_that_stands_twice_is_told(pack: Path):
    path = pack / "texts" / "en.yaml"
    path.write_text(path.read_text() + 'clock.yes: "Aye"\n')
    line = len(path.read_text().splitlines())
    assert f"texts/en.yaml:{line}: is not valid YAML ('clock.yes' stands here twice): {MEND}" in problems(pack)


def test_yaml_that_would_run_code_is_refused(pack: Path):
    line = change(pack / "sources.yaml", "A1:", "A0: !!python/object/apply:os.system ['true']\nA1:")
    assert problems(pack)[0].startswith(f"sources.yaml:{line}: is not valid YAML (could not determine a constructor")


def test_a_file_without_front_matter_is_told(pack: Path):
    (pack / "faq" / "taper.md").write_text("just words")
    assert problems(pack) == ["faq/taper.md:1: must begin with front matter between two lines of ---"]


def test_a_file_that_is_no_text_is_told(pack: Path):
    (pack / "faq" / "taper.md").write_bytes(b"\xff\xfe\x00")
    assert problems(pack) == ["faq/taper.md:1: is not UTF-8 text"]


def test_what_is_no_file_is_told(pack: Path):
    (pack / "faq" / "folder.md").mkdir()
    (pack / "faq" / "gone.md").symlink_to(pack / "nowhere")
    assert problems(pack) == [
        "faq/folder.md:1: cannot be read: Is a directory",
        "faq/gone.md:1: cannot be read: No such file or directory",
    ]


def test_the_mark_that_some_editors_put_before_a_text_does_no_harm(pack: Path):
    for name in ("faq/taper.md", "questions/taper.txt", "pack.yaml"):
        (pack / name).write_text("\ufeff" + (pack / name).read_text())
    assert load(pack).questions == load(HILLS).questions


def test_a_way_to_ask_without_a_place_for_the_exercise_is_told(pack: Path):
    line = change(pack / "pack.yaml", "  - explain {alias}\n", "  - explain {alais}\n")
    assert problems(pack) == [
        f"pack.yaml:{line}: 'explain {{alais}}' must hold {{alias}}, where the exercise's name goes, and no other blank"
    ]


def test_a_file_under_another_name_is_told(pack: Path):
    (pack / "faq" / "taper.md").rename(pack / "faq" / "tapering.md")
    assert problems(pack) == ["faq/tapering.md:2: id: 'taper' is not the name of the file: make them the same"]


def test_wordings_of_no_topic_are_told(pack: Path):
    (pack / "questions" / "taper.txt").rename(pack / "questions" / "tapir.txt")
    assert problems(pack) == ["questions/tapir.txt:1: there is no topic 'tapir': did you mean 'taper'?"]


def test_a_safety_row_that_cannot_be_is_told_like_all_else(pack: Path):
    line = change(pack / "safety.yaml", "urgency: emergency", "urgency: whenever")
    told = problems(pack)
    assert told == [
        f"safety.yaml:{line}: rows, entry 1, urgency: is 'whenever': write 'emergency', 'same-day' or 'soon'"
    ]


def test_a_folder_that_is_no_pack_is_told(tmp_path: Path):
    with pytest.raises(ContentError, match=r"is not a content pack: it has no pack\.yaml"):
        load(tmp_path)
