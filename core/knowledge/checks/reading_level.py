"""How hard a text is to read: LIX, the mean length of a sentence plus the percentage of long words.

Björnsson C-H (1968), Läsbarhet; up to 30 is as easy as books for children, up to 40 as stories, 50 and more as reports.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.knowledge.checks.passages import Passage, passages, short
from core.knowledge.places import BODY, Place
from core.knowledge.problems import Finding

if TYPE_CHECKING:
    from core.knowledge.library import Library

LONG = 6  # letters: a longer word is a long one
ENOUGH = 30  # words: fewer say nothing about a text
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def hard_to_read(library: "Library", root: Path) -> Iterator[Finding]:
    """Answers, cards and safety answers that are not easy prose, each with its longest sentence."""
    limit = library.info.standards.hardest_reading
    for passage in passages(root):
        sentences = passage.sentences()
        level = lix(sentences)
        if _is_answer(passage) and level > limit:
            worst = max(sentences, key=lambda each: len(_WORD.findall(each)))
            what = (
                f"is hard to read (LIX {level:.1f}, at most {limit:g}): break up {short(worst)}, or use shorter words"
            )
            yield Finding(Place(passage.place.path, passage.place.at, worst), what, is_warning=True)


def lix(sentences: Sequence[str]) -> float:
    """The readability of a text; 0 for one that is too short to tell."""
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    if len(words) < ENOUGH:
        return 0.0
    return len(words) / len(sentences) + 100 * sum(len(word) > LONG for word in words) / len(words)


def _is_answer(passage: Passage) -> bool:
    return passage.place.at[-1] in BODY or passage.place.path.name == "safety.yaml"
