"""Nobody may be left without an exercise for lack of kit."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from core.knowledge.checks.files import card_file
from core.knowledge.places import Place
from core.knowledge.problems import Finding

if TYPE_CHECKING:
    from core.knowledge.library import Library

NO_KIT = frozenset({"none", "chair", "step", "wall", "slope"})


def swapless(library: "Library", root: Path) -> Iterator[Finding]:
    """Cards whose swaps all need kit."""
    for card in library.exercises.values():
        swaps = [library.exercises[name] for name in card.swaps if name in library.exercises]
        if swaps and not any(set(kit) <= NO_KIT for swap in swaps for kit in swap.kit_options):
            yield Finding(Place(card_file(root, card.id), ("swaps",)), "no swap works without kit: add one that does")
