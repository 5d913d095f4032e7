"""Where the parts of a pack stand."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from core.knowledge.places import Place

if TYPE_CHECKING:
    from core.knowledge.library import Library


def topic_file(root: Path, name: str) -> Path:
    """The file of a topic."""
    return root / "faq" / f"{name}.md"


def card_file(root: Path, name: str) -> Path:
    """The file of an exercise, whose name begins with its id."""
    return next(iter(sorted(root.glob(f"exercises/{name.lower()}-*.md"))), root / "exercises" / f"{name}.md")


def challenge_file(root: Path, name: str) -> Path:
    """The file of a challenge."""
    return root / "challenges" / f"{name}.yaml"


def typed(library: "Library", root: Path) -> Iterator[tuple[str, str, Place]]:
    """What people type: (topic or feature, phrasing, where it stands). Exercises are asked for by their aliases."""
    for topic in library.topics.values():
        for number, phrasing in enumerate(topic.phrasings):
            yield topic.id, phrasing, Place(topic_file(root, topic.id), ("phrasings", number))
        for phrasing in library.questions.get(topic.id, ()):
            yield topic.id, phrasing, Place(root / "questions" / f"{topic.id}.txt", words=phrasing)
    for feature, phrasings in library.info.feature_phrasings.items():
        for number, phrasing in enumerate(phrasings):
            yield feature, phrasing, Place(root / "pack.yaml", ("feature_phrasings", feature, number))
