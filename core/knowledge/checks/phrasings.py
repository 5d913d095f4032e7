"""A question must not be claimed twice."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from core.knowledge.checks.files import card_file, typed
from core.knowledge.places import Place
from core.knowledge.problems import Finding

if TYPE_CHECKING:
    from core.knowledge.library import Library

_WORD = re.compile(r"[^\W_]+")


def doubled(library: "Library", root: Path) -> Iterator[Finding]:
    """Phrasings that differ from another topic's only in capitals and punctuation, and aliases of two exercises."""
    owner: dict[str, str] = {}
    for topic, phrasing, place in typed(library, root):
        first = owner.setdefault(_plain(phrasing), topic)
        if first != topic:
            yield Finding(place, f"{phrasing!r} is a phrasing of {first!r} too: leave it where it belongs")
    for question in library.background:
        if (topic_of := owner.get(_plain(question))) is not None:
            what = f"{question!r} is a phrasing of {topic_of!r}: it cannot be outside as well"
            yield Finding(Place(root / "background.yaml", words=question), what)
    yield from _aliases(library, root)


def _aliases(library: "Library", root: Path) -> Iterator[Finding]:
    owner: dict[str, str] = {}
    for card in library.exercises.values():
        for number, alias in enumerate(card.aliases):
            first = owner.setdefault(_plain(alias), card.id)
            if first != card.id:
                place = Place(card_file(root, card.id), ("aliases", number))
                yield Finding(place, f"{alias!r} is an alias of {first} too: leave it where it belongs")


def _plain(phrasing: str) -> str:
    return " ".join(_WORD.findall(phrasing.casefold()))
