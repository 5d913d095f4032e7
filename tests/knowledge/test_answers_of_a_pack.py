"""Answers that are hard to read, long unread, or without anything to show for what they say."""

from pathlib import Path

from core.knowledge.checks.dates import outdated
from core.knowledge.checks.reading_level import hard_to_read
from core.knowledge.checks.sourcing import unsourced
from tests.knowledge.packs import TODAY, found, line_of, problems, set_line

HARD = (
    "Notwithstanding considerable methodological heterogeneity, contemporary investigations involving recreational "
    "endurance athletes demonstrate statistically significant improvements following systematically periodised "
    "neuromuscular conditioning interventions performed consistently throughout preparatory mesocycles over several "
    "uninterrupted months altogether nevertheless."
)


def test_an_answer_that_is_hard_to_read(pack: Path):
    path = pack / "faq" / "taper.md"
    head, _ = path.read_text().split("## More\n")
    path.write_text(f"{head}## More\n\n{HARD}\n")
    assert found(hard_to_read, pack) == [
        f"faq/taper.md:{line_of(path, HARD)}: warning: is hard to read (LIX 124.5, at most 40): break up "
        "'Notwithstanding considerable methodological heterogeneity, contemporary investigations …', or use shorter words"
    ]


def test_reviews_long_past_and_still_to_come(pack: Path):
    past = set_line(pack / "faq" / "taper.md", "reviewed:", "reviewed: 2025-11-30")
    ahead = set_line(pack / "exercises" / "c1-pallof-press.md", "reviewed:", "reviewed: 2026-12-02")
    assert found(outdated, pack, TODAY) == [
        f"exercises/c1-pallof-press.md:{ahead}: reviewed: 2026-12-02 is still to come: write the day somebody read it",
        f"faq/taper.md:{past}: warning: reviewed: 2025-11-30 is 366 days ago: read it with its sources, "
        "then write today's date",
    ]


def test_an_answer_without_a_review(pack: Path):
    path = pack / "faq" / "taper.md"
    path.write_text("\n".join(line for line in path.read_text().splitlines() if not line.startswith("reviewed:")))
    assert problems(pack) == ["faq/taper.md:2: reviewed: is missing"]


def test_confidence_that_no_source_holds(pack: Path):
    path = pack / "faq" / "taper.md"
    set_line(path, "sources:", "sources: [D3, D9]")
    line = set_line(path, "confidence:", "confidence: strong")
    assert found(unsourced, pack) == [
        f"faq/taper.md:{line}: confidence: is 'strong', but no source that may be shown holds it: write coach judgement"
    ]


def test_sources_that_were_only_recalled(pack: Path):
    line = set_line(pack / "faq" / "taper.md", "sources:", "sources: [B101]")
    card = set_line(pack / "exercises" / "c1-pallof-press.md", "supports:", "supports: [B101]")
    assert found(unsourced, pack) == [
        f"exercises/c1-pallof-press.md:{card}: supports: at least one source that may be shown is needed",
        f"faq/taper.md:{line}: none of these sources may be shown: they were only recalled",
    ]


def test_a_study_that_nobody_can_look_up(pack: Path):
    path = pack / "sources.yaml"
    lines = path.read_text().splitlines()
    at = lines.index("B1:")
    link = next(number for number in range(at, len(lines)) if lines[number].startswith("  links:"))
    lines[link] = "  links: []"
    path.write_text("\n".join(lines))
    assert found(unsourced, pack) == [
        f"sources.yaml:{at + 1}: B1: a study needs a link where it can be read"
    ]  # fmt: skip
