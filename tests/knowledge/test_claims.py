"""What the coach must not say is found wherever it is said."""

from pathlib import Path

from core.knowledge.checks.claims import claimed
from tests.knowledge.packs import change, found, line_of

WHY = "Some forward lean is normal and even useful."
INSTEAD = "Tell a lean from the ankles apart from folding at the waist."


def said(pack: Path, sentence: str) -> int:
    """Write a sentence into the long answer of the taper; returns its line."""
    return change(pack / "faq" / "taper.md", "**By race:**\n", f"{sentence}\n\n**By race:**\n")


def test_a_claim_that_must_not_be_made(pack: Path):
    line = said(pack, "Never **lean forward** on a climb.")
    assert found(claimed, pack) == [
        f"faq/taper.md:{line}: 'Never lean forward on a climb.' must not be said (lean-is-bad): {WHY} {INSTEAD}"
    ]


def test_a_claim_may_be_taken_back_where_that_is_marked(pack: Path):
    said(pack, "Nobody should tell you never to lean: never lean is bad advice.")
    assert len(found(claimed, pack)) == 1
    change(
        pack / "claims.yaml", 'allow:\n    - "lean is no', 'allow:\n    - never lean is bad advice\n    - "lean is no'
    )
    assert found(claimed, pack) == []


def test_leave_that_nobody_uses(pack: Path):
    change(pack / "claims.yaml", 'allow:\n    - "lean is no', 'allow:\n    - leaning is good\n    - "lean is no')
    line = line_of(pack / "claims.yaml", "leaning is good")
    assert found(claimed, pack) == [
        f"claims.yaml:{line}: warning: lean-is-bad: nothing says 'leaning is good' any more: take it out"
    ]


FORBIDDEN = {
    "Studies show a stronger back stops you leaning on hills.": "back-stops-the-lean",
    "Strength training prevents running injuries.": "prevents-injury",
    "Strength training raises VO2max.": "raises-vo2max",
    "High reps are useless.": "only-heavy-works",
    "Only heavy works for runners.": "only-heavy-works",
    "You need seated raises to grow the soleus.": "seated-raises-for-the-soleus",
    "Being slow uphill means an imbalance.": "slow-uphill-means-imbalance",
    "Uphill running damages the Achilles more.": "uphill-hurts-the-achilles",
    "Lean is bad.": "lean-is-bad",
    "Research shows that the last heavy session belongs 10 days out.": "research-fixed-the-last-day",
    "You will gain bulk.": "you-will-bulk-up",
    "It helps to lose weight first.": "weight-shape-and-diet",
    "Expect a 2 to 8 % faster race.": "economy-is-not-race-time",
    "The article recommends the Nordic curl.": "the-article-names-exercises",
    "Faster climbs, guaranteed.": "no-guarantees",
}


def test_everything_the_coach_must_not_say_is_found(pack: Path):
    first = said(pack, "\n".join(FORBIDDEN))
    assert [each.partition("): ")[0] for each in found(claimed, pack)] == [
        f"faq/taper.md:{line}: {sentence!r} must not be said ({claim}"
        for line, (sentence, claim) in enumerate(FORBIDDEN.items(), first)
    ]
