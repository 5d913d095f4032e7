"""When somebody last read an answer with its sources."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from core.knowledge.checks.files import card_file, topic_file
from core.knowledge.places import Place
from core.knowledge.problems import Finding

if TYPE_CHECKING:
    from core.knowledge.library import Library


def outdated(library: "Library", root: Path, today: date) -> Iterator[Finding]:
    """Reviews that are long past, or still to come."""
    for place, reviewed in _reviews(library, root):
        days = (today - reviewed).days
        if days < 0:
            yield Finding(place, f"reviewed: {reviewed} is still to come: write the day somebody read it")
        elif days > library.info.standards.review_after_days:
            what = f"reviewed: {reviewed} is {days} days ago: read it with its sources, then write today's date"
            yield Finding(place, what, is_warning=True)


def _reviews(library: "Library", root: Path) -> Iterator[tuple[Place, date]]:
    for topic in library.topics.values():
        yield Place(topic_file(root, topic.id), ("reviewed",)), topic.reviewed
    for card in library.exercises.values():
        yield Place(card_file(root, card.id), ("reviewed",)), card.reviewed
    for number, row in enumerate(library.safety.rows):
        yield Place(root / "safety.yaml", ("rows", number, "reviewed")), row.reviewed
