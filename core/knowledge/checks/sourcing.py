"""Whether what is said can be shown to come from somewhere."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from core.knowledge.checks.files import card_file, topic_file
from core.knowledge.places import Place
from core.knowledge.problems import Finding

if TYPE_CHECKING:
    from core.knowledge.library import Library

JUDGEMENT = "coach judgement"


def unsourced(library: "Library", root: Path) -> Iterator[Finding]:
    """Answers and cards with nothing to show for what they say, and studies that nobody can look up."""
    for topic in library.topics.values():
        path = topic_file(root, topic.id)
        if topic.confidence != JUDGEMENT and not _researched(topic.sources, library):
            what = f"confidence: is {topic.confidence!r}, but no source that may be shown holds it: write {JUDGEMENT}"
            yield Finding(Place(path, ("confidence",)), what)
        if topic.sources and not _shown(topic.sources, library):
            yield Finding(Place(path, ("sources",)), "none of these sources may be shown: they were only recalled")
    for card in library.exercises.values():
        if not _shown(card.supports, library):
            place = Place(card_file(root, card.id), ("supports",))
            yield Finding(place, "supports: at least one source that may be shown is needed")
    yield from _unlinked(library, root)


def _unlinked(library: "Library", root: Path) -> Iterator[Finding]:
    path = root / "sources.yaml"
    for name, source in library.sources.items():
        if source.kind == "study" and source.printable and not source.links:
            yield Finding(Place(path, (name,)), f"{name}: a study needs a link where it can be read")
        for number, link in enumerate(source.links):
            if not link.startswith(("https://", "http://")):
                yield Finding(Place(path, (name, "links", number)), f"{name}: {link!r} is not a web address")


def _shown(ids: Iterable[str], library: "Library") -> bool:
    return any(library.sources[each].printable for each in ids)


def _researched(ids: Iterable[str], library: "Library") -> bool:
    return any(library.sources[each].printable and library.sources[each].kind != "coach" for each in ids)
