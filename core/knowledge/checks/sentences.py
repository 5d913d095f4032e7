"""Every sentence the program says must be there, with the same words to fill in."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import yaml

from core.knowledge.places import LOADER, Place
from core.knowledge.problems import Finding

if TYPE_CHECKING:
    from core.knowledge.library import Library

SHIPPED_TEXTS = Path(__file__).parents[1] / "hills" / "texts" / "en.yaml"


def unsaid(library: "Library", root: Path) -> Iterator[Finding]:
    """Sentences that are missing, and blanks that nothing fills in."""
    path = root / "texts" / "en.yaml"
    for key, sentence in shipped_texts().items():
        if key not in library.texts:
            yield Finding(Place(path), f"{key} is missing: the pack that ships says {sentence!r}")
            continue
        known = _blanks(sentence)
        for blank in sorted(_blanks(library.texts.sentence(key)) - known):
            yield Finding(Place(path, (key,)), f"{key}: nothing fills in {{{blank}}}{_fillable(known)}")


def unnamed(library: "Library", root: Path) -> Iterator[Finding]:
    """Ways to ask about an exercise in which its name has no place, or something else has one."""
    for number, form in enumerate(library.info.exercise_phrasings):
        if _blanks(form) != {"alias"}:
            what = f"{form!r} must hold {{alias}}, where the exercise's name goes, and no other blank"
            yield Finding(Place(root / "pack.yaml", ("exercise_phrasings", number)), what)


@cache
def shipped_texts() -> Mapping[str, str]:
    """The sentences of the pack that ships, which name everything the program says."""
    texts: Mapping[str, str] = yaml.load(SHIPPED_TEXTS.read_text(encoding="utf-8"), LOADER)  # noqa: S506 - a safe loader
    return texts


def _fillable(known: set[str]) -> str:
    return f", only {', '.join(f'{{{each}}}' for each in sorted(known))}" if known else ""


def _blanks(sentence: str) -> set[str]:
    try:
        blanks = Formatter().parse(sentence)
        return {f"{name}:{width}" if width else name for _, name, width, _ in blanks if name is not None}
    except ValueError:
        return {"a brace without its partner"}
