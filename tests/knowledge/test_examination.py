"""`knowledge check` as a whole: what it prints, and when it fails."""

from pathlib import Path

import pytest

from bot.knowledge.drawing import undrawable
from bot.knowledge.examination import Report, check
from bot.knowledge.stage import stage
from core.answers.understanding import Understanding
from core.errors import ContentError
from core.knowledge.library import HILLS, Library, load
from core.knowledge.places import Place
from core.knowledge.problems import Finding, Problems
from tests.knowledge.packs import TODAY, line_of, set_line, told

OLD = Finding(Place(HILLS / "faq" / "taper.md", ("id",)), "long unread", is_warning=True)
WRONG = Finding(Place(HILLS / "faq" / "taper.md", ("title",)), "not what it is about")


def found(*findings: Finding) -> Problems:
    problems = Problems(HILLS)
    problems.note(findings)
    return problems


def test_the_pack_that_ships_passes_the_strictest_examination() -> None:
    report = check(HILLS, TODAY)
    report.refuse_warnings()
    assert report.lines() == [summary(report.library, "No problems.")]


def test_warnings_are_told_and_fail_only_a_strict_examination(library: Library) -> None:
    report = Report.of(library, found(OLD, OLD))
    assert report.lines() == ["faq/taper.md:2: warning: long unread", summary(library, "1 warning.")]
    with pytest.raises(ContentError) as failed:
        report.refuse_warnings()
    assert str(failed.value) == "faq/taper.md:2: warning: long unread"


def test_an_error_fails_every_examination_and_is_told_with_the_warnings(library: Library) -> None:
    with pytest.raises(ContentError) as failed:
        Report.of(library, found(WRONG, OLD))
    assert str(failed.value).splitlines() == [
        "faq/taper.md:2: warning: long unread",
        "faq/taper.md:3: not what it is about",
    ]


def test_an_answer_too_long_for_one_message_as_it_is_drawn(pack: Path, understanding: Understanding):
    set_line(pack / "texts" / "en.yaml", "faq.how_sure:", f'faq.how_sure: "{"- " * 900}"')
    library, path = load(pack), pack / "faq" / "taper.md"
    with stage(library, understanding) as shown_on:
        report = told(pack, undrawable(library, pack, shown_on))
    wanted = f"faq/taper.md:{line_of(path, '**Last heavy leg session:**')}: the short answer is "
    assert [each for each in report if each.startswith(wanted)] == [
        f"{wanted}{overflow(library)} characters too long for one Discord message, sources included: shorten it"
    ]


def overflow(library: Library) -> int:
    """Characters of the taper's short answer beyond Discord's 2000, counted by hand."""
    return len(library.topics["taper"].short) + 2 + len("- " * 900) - 1 - 2000


def summary(library: Library, end: str) -> str:
    return (
        f"{library.info.name}: {len(library.topics)} topics, {len(library.exercises)} exercises, "
        f"{len(library.sources)} sources, {len(library.challenges)} challenges. {end}"
    )
