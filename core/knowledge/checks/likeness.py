"""Phrasings of different topics that mean nearly the same."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from core.answers.engine import meaning_table
from core.answers.language import Language
from core.knowledge.checks.files import typed
from core.knowledge.problems import Finding

if TYPE_CHECKING:
    from core.knowledge.library import Library

CHUNK = 512  # phrasings compared with all others at once, to spare memory


def alike(library: "Library", root: Path) -> Iterator[Finding]:
    """Pairs whose meanings are nearer than the pack's standard allows, told at the second of the two."""
    asked = list(typed(library, root))
    topics = np.unique([topic for topic, _, _ in asked], return_inverse=True)[1]
    meaning = _meaning([phrasing for _, phrasing, _ in asked], library.info.lexicon)
    for one, other in _near(meaning, topics, library.info.standards.nearly_same):
        first, phrasing, place = asked[one]
        _, second, here = asked[other]
        where = f"{place.path.relative_to(root).as_posix()}:{place.line()}"
        what = f"{second!r} is nearly {phrasing!r} of {first!r} ({where}): keep one of them, or say what differs"
        yield Finding(here, what, is_warning=True)


def _meaning(phrasings: list[str], lexicon: dict[str, str]) -> np.ndarray:
    language, table = Language.of(phrasings, lexicon), meaning_table()
    return np.stack([table.vector(language.read(phrasing)) for phrasing in phrasings])


def _near(meaning: np.ndarray, topics: np.ndarray, least: float) -> Iterator[tuple[int, int]]:
    for start in range(0, len(meaning), CHUNK):
        part = slice(start, start + CHUNK)
        likeness = meaning[part] @ meaning.T
        likeness[topics[part, None] == topics[None, :]] = 0.0
        for row, column in zip(*np.nonzero(likeness >= least), strict=True):
            if start + row < column:
                yield start + int(row), int(column)
