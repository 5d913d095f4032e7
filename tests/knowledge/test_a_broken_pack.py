"""A content file with an error: told by file and line, in words for a coach, and nothing starts."""

import shutil
from pathlib import Path

import pytest

from core.errors import ContentError
from core.knowledge.library import HILLS, load


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HILLS, tmp_path / "pack"))


def problems(pack: Path) -> list[str]:
    with pytest.raises(ContentError) as told:
        load(pack)
    return str(told.value).splitlines()


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def line_of(path: Path, words: str) -> int:
    return next(number for number, line in enumerate(path.read_text().splitlines(), 1) if words in line)


def test_the_pack_that_ships_has_no_problem(pack: Path):
    assert load(pack).info.name == "Hilly races"


def test_a_misspelt_name_is_told_with_its_line(pack: Path):
    path = pack / "faq" / "taper.md"
    change(path, "confidence:", "confidance:")
    line = line_of(path, "confidance:")
    assert f"faq/taper.md:{line}: confidance: is not a known name here" in problems(pack)


def test_an_unknown_confidence_is_told(pack: Path):
    path = pack / "faq" / "taper.md"
    text = path.read_text().splitlines()
    line = line_of(path, "confidence:")
    text[line - 1] = "confidence: sure"
    path.write_text("\n".join(text))
    assert problems(pack)[0].startswith(f"faq/taper.md:{line}: confidence: input should be 'strong', 'mixed'")


def test_a_source_that_does_not_exist_is_told(pack: Path):
    change(pack / "faq" / "taper.md", "sources: [", "sources: [B999, ")
    assert problems(pack) == ["faq/taper.md:1: sources.yaml has no 'B999'"]


def test_a_link_to_nowhere_is_told(pack: Path):
    path = pack / "faq" / "taper.md"
    lines = path.read_text().splitlines()
    lines[line_of(path, "next:") - 1] = "next: [nowhere]"
    path.write_text("\n".join(lines))
    assert problems(pack) == ["faq/taper.md:1: next: there is no 'nowhere'"]


def test_a_phrasing_claimed_twice_is_told(pack: Path):
    change(pack / "faq" / "taper.md", "phrasings:\n", "phrasings:\n  - How often should I do calf raises\n")
    told = problems(pack)
    assert any("is a phrasing of 'calf-frequency' too" in line for line in told)


def test_broken_yaml_is_told_with_its_line(pack: Path):
    change(pack / "sources.yaml", "A1:", "A1: [")
    assert problems(pack)[0].startswith("sources.yaml:")
    assert "is not valid YAML" in problems(pack)[0]


def test_a_file_without_front_matter_is_told(pack: Path):
    (pack / "faq" / "taper.md").write_text("just words")
    assert problems(pack) == ["faq/taper.md:1: must begin with front matter between two lines of ---"]


def test_a_file_that_is_no_text_is_told(pack: Path):
    (pack / "faq" / "taper.md").write_bytes(b"\xff\xfe\x00")
    assert problems(pack) == ["faq/taper.md:1: is not UTF-8 text"]


def test_a_file_under_another_name_is_told(pack: Path):
    (pack / "faq" / "taper.md").rename(pack / "faq" / "tapering.md")
    assert "faq/tapering.md:1: the file must be named after its id 'taper'" in problems(pack)


def test_a_folder_that_is_no_pack_is_told(tmp_path: Path):
    with pytest.raises(ContentError, match=r"is not a content pack: it has no pack\.yaml"):
        load(tmp_path)


def test_yaml_that_would_run_code_is_refused(pack: Path):
    change(pack / "sources.yaml", "A1:", "A0: !!python/object/apply:os.system ['true']\nA1:")
    line = line_of(pack / "sources.yaml", "A0:")
    assert problems(pack)[0].startswith(f"sources.yaml:{line}: is not valid YAML")
