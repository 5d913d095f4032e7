"""`knowledge check` as a whole: what it prints, and when it fails."""

from pathlib import Path

import pytest

from bot.knowledge.examination import check
from core.errors import ContentError
from core.knowledge.library import load
from tests.knowledge.packs import TODAY, line_of, set_line


def test_the_pack_that_ships_passes_the_strictest_examination(pack: Path):
    assert check(pack, TODAY, is_strict=True).lines() == [summary(pack, "No problems.")]


def test_warnings_are_told_and_fail_only_a_strict_examination(pack: Path):
    line = set_line(pack / "faq" / "taper.md", "reviewed:", "reviewed: 2020-01-01")
    told = (
        f"faq/taper.md:{line}: warning: reviewed: 2020-01-01 is 2526 days ago: read it with its sources, "
        "then write today's date"
    )
    assert check(pack, TODAY).lines() == [told, summary(pack, "1 warning.")]
    with pytest.raises(ContentError) as failed:
        check(pack, TODAY, is_strict=True)
    assert str(failed.value) == told


def test_an_answer_too_long_for_one_message_as_it_is_drawn(pack: Path):
    line = set_line(pack / "texts" / "en.yaml", "faq.how_sure:", f'faq.how_sure: "{"- " * 900}"')
    assert line > 1
    with pytest.raises(ContentError) as told:
        check(pack, TODAY)
    path = pack / "faq" / "taper.md"
    wanted = f"faq/taper.md:{line_of(path, '**Last heavy leg session:**')}: the short answer is "
    assert [each for each in str(told.value).splitlines() if each.startswith(wanted)] == [
        f"{wanted}{over} characters too long for one Discord message, sources included: shorten it"
        for over in (overflow(pack),)
    ]


def overflow(pack: Path) -> int:
    """Characters of the taper's short answer beyond Discord's 2000, counted by hand."""
    short = load(pack).topics["taper"].short
    return len(short) + 2 + len("- " * 900) - 1 - 2000


def summary(pack: Path, end: str) -> str:
    library = load(pack)
    return (
        f"{library.info.name}: {len(library.topics)} topics, {len(library.exercises)} exercises, "
        f"{len(library.sources)} sources, {len(library.challenges)} challenges. {end}"
    )
