"""Phrasings that do not lead to their topic, or that two topics want: looked for among two topics, to be quick."""

from pathlib import Path

from core.answers.understanding import Understanding
from core.knowledge.checks.likeness import alike
from core.knowledge.checks.reach import unreached
from core.knowledge.library import load
from tests.knowledge.packs import change, line_of, only, told

TOPICS = ("calf-frequency", "taper")


def astray(pack: Path, understanding: Understanding) -> list[str]:
    return told(pack, unreached(only(load(pack), *TOPICS), pack, understanding))


def test_a_phrasing_that_raises_a_red_flag(pack: Path, understanding: Understanding):
    line = change(pack / "faq" / "taper.md", "  - taper strength training\n", "  - chest pain while tapering\n")
    assert astray(pack, understanding) == [
        f"faq/taper.md:{line}: 'chest pain while tapering' raises the red flag B98: nobody would see this answer"
    ]


def test_phrasings_that_lead_elsewhere_or_nowhere(pack: Path, understanding: Understanding):
    path = pack / "faq" / "taper.md"
    elsewhere = change(path, "  - taper strength training\n", "  - how many single leg calf raises should I manage\n")
    nowhere = change(path, "  - gym during the taper\n", "  - who won the cup in Peru\n")
    assert astray(pack, understanding) == [
        f"faq/taper.md:{elsewhere}: warning: 'how many single leg calf raises should I manage' leads to 'calf-test': "
        "move it there, or say what differs",
        f"faq/taper.md:{nowhere}: warning: 'who won the cup in Peru' is declined: "
        "say it with more words of the topic, or take it out",
    ]


def test_a_topic_that_another_one_covers(pack: Path, understanding: Understanding):
    taper, other = pack / "faq" / "taper.md", pack / "faq" / "calf-frequency.md"
    swap_phrasings(taper, other)
    lost = astray(pack, understanding)
    assert [each.rsplit(": ", 2)[0] for each in lost] == [
        f"faq/calf-frequency.md:{line_of(other, 'phrasings:')}",
        f"faq/taper.md:{line_of(taper, 'phrasings:')}",
    ]
    assert lost[0].endswith("of them lead to 'taper': is it the same topic?")


def swap_phrasings(one: Path, other: Path) -> None:
    """Give each of two topics the other's phrasings and wordings."""
    parts = [path.read_text().split("phrasings:\n")[1].split("sources:")[0] for path in (one, other)]
    for path, old, new in ((one, *parts), (other, *reversed(parts))):
        path.write_text(path.read_text().replace(old, new))
    questions = one.parents[1] / "questions"
    first, second = questions / f"{one.stem}.txt", questions / f"{other.stem}.txt"
    texts = first.read_text(), second.read_text()
    first.write_text(texts[1])
    second.write_text(texts[0])


def test_phrasings_that_mean_nearly_the_same(pack: Path):
    line = change(
        pack / "faq" / "taper.md", "  - taper strength training\n", "  - how often should I do calf raises, please\n"
    )
    first = line_of(pack / "faq" / "calf-frequency.md", "how often should I do calf raises")
    assert (
        f"faq/taper.md:{line}: warning: 'how often should I do calf raises, please' is nearly "
        f"'how often should I do calf raises' of 'calf-frequency' (faq/calf-frequency.md:{first}): keep one of them, or say what differs"
    ) in told(pack, alike(only(load(pack), *TOPICS), pack))
