"""What silences a sign, and how far: old stories, denials, sayings, people in general, and where each of them ends."""

from pathlib import Path

import pytest

from core.answers.safety import Lexicon, Quiet, RedFlags, SafetyRule
from core.knowledge.safety_schema import load_safety

PACK = load_safety(Path(__file__).parents[2] / "core" / "knowledge" / "hills" / "safety.yaml").red_flags()
TINY = RedFlags(
    [SafetyRule("LEAK", ("leak",)), SafetyRule("NONE", ("no light",))],
    Lexicon(
        groups={},
        idioms=("once more",),
        turns=frozenset({"but"}),
        quiets=(
            Quiet(("no",), unless=("no wonder",), after=5),
            Quiet(("years ago", "in YYYY"), unless=("more",), before=9, after=9, ends="sentence"),
        ),
    ),
)


@pytest.mark.parametrize(
    ("message", "row"),
    [
        ("a leak in 1999", None),
        ("a leak in 1999 metres", None),
        ("a leak in 999 metres", "LEAK"),
        ("years ago there was a leak", None),
        ("years ago it was dry but here is a leak", "LEAK"),
        ("a leak years ago but it is dry", None),
        ("a leak years ago and yet more", "LEAK"),
        ("a leak years ago, tell it once more", None),
        ("no leak and no wonder", None),
        ("no wonder there is a leak", "LEAK"),
        ("no water no light", "NONE"),
        ("Any leak? No. All dry", None),
        ("Any leak? No.", None),
        ("Any leak? No? All wet", "LEAK"),
        ("Any leak? No idea", "LEAK"),
        ("Who would mend a big old wet leak here? No. Nobody", "LEAK"),
    ],
)
def test_a_silence_reaches_so_far_and_no_further(message: str, row: str | None) -> None:
    assert TINY.check(message) == row


@pytest.mark.parametrize(
    "message",
    [
        "I cracked my forehead on a kerb when I was eight, how do I train for hills",
        "had a stress fracture in 2013, mended, runs four times a week now are fine",
        "swelling, numbness, limping: I have none of it",
        "not losing weight and not exhausted, simply slow uphill",
        "why do so many runners tear a calf in spring",
        "my heart leaps whenever I see a hill",
        "snapped at my wife about the calf machine",
        "Night pain? No. Pain on landing? Never. Only stiff.",
    ],
)
def test_what_is_old_denied_general_or_only_said_is_left_alone(message: str) -> None:
    assert PACK.check(message) is None


@pytest.mark.parametrize(
    ("message", "row"),
    [
        ("strained my calf years ago, and now it is swollen and hot", "B96"),
        ("my stress fracture of 2016 healed but my shin hurts at night and when I hop", "B97"),
        ("no trouble with my heart until today, chest pain on the climb", "B98"),
        ("the article says chest pain means stop and I had it yesterday on the hill", "B98"),
        ("do runners usually get a tight chest on climbs like I had this morning", "B98"),
        ("I have no energy, no appetite, no period", "B100"),
        ("knee swelled up as a kid and it does again today", "B101"),
        ("baby kicked at breakfast and nothing since, 33 weeks", "B88"),
        ("my leg's swollen and warm", "B96"),
    ],
)
def test_a_sign_of_today_is_heard_behind_an_old_story_or_a_denial(message: str, row: str) -> None:
    assert PACK.check(message) == row
