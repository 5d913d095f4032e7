"""What a single file cannot know: ids that must exist elsewhere, and phrasings claimed twice."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import yaml

from core.knowledge.reading import LOADER, Problems

if TYPE_CHECKING:
    from core.knowledge.library import Library

SHIPPED_TEXTS = Path(__file__).parent / "hills" / "texts" / "en.yaml"
COMMANDS = frozenset({"plan", "today", "week"})
NO_KIT = frozenset({"none", "chair", "step", "wall", "slope"})


def check_pack(library: "Library", problems: Problems) -> None:
    """Note every dangling reference and every doubled phrasing."""
    for check in (_dangling, _doubled, _swaps, _texts):
        for path, what in check(library, problems.root):
            problems.add(path, 1, what)


def _dangling(library: "Library", root: Path) -> Iterator[tuple[Path, str]]:
    for topic in library.topics.values():
        path = root / "faq" / f"{topic.id}.md"
        yield from _missing_sources(path, topic.sources, library)
        targets = library.topics.keys() | COMMANDS | {f"exercise:{each}" for each in library.exercises}
        for name in set(topic.next) - targets:
            yield path, f"next: there is no {name!r}"
    for card in library.exercises.values():
        path = _card(root, card.id)
        yield from _missing_sources(path, card.supports, library)
        for name in {*card.swaps, *card.easier.to, *card.harder.to} - library.exercises.keys():
            yield path, f"there is no exercise {name!r}"
    for template in library.challenges.values():
        path = root / "challenges" / f"{template.id}.yaml"
        yield from _missing_sources(path, template.sources, library)
        if template.exercise is not None and template.exercise not in library.exercises:
            yield path, f"there is no exercise {template.exercise!r}"


def _missing_sources(path: Path, ids: Iterable[str], library: "Library") -> Iterator[tuple[Path, str]]:
    for name in ids:
        if name not in library.sources:
            yield path, f"sources.yaml has no {name!r}"


def _swaps(library: "Library", root: Path) -> Iterator[tuple[Path, str]]:
    for card in library.exercises.values():
        swaps = [library.exercises[name] for name in card.swaps if name in library.exercises]
        if not any(set(kit) <= NO_KIT for swap in swaps for kit in swap.kit_options):
            yield _card(root, card.id), "no swap works without kit"


def _doubled(library: "Library", root: Path) -> Iterator[tuple[Path, str]]:
    owner: dict[str, str] = {}
    for topic in library.topics.values():
        for phrasing in (*topic.phrasings, *library.questions.get(topic.id, ())):
            first = owner.setdefault(" ".join(phrasing.casefold().split()), topic.id)
            if first != topic.id:
                yield root / "faq" / f"{topic.id}.md", f"{phrasing!r} is a phrasing of {first!r} too"


def _texts(library: "Library", root: Path) -> Iterator[tuple[Path, str]]:
    """Every sentence the program says must be there, with the same words to fill in."""
    path = root / "texts" / "en.yaml"
    shipped = yaml.load(SHIPPED_TEXTS.read_text(encoding="utf-8"), LOADER)  # noqa: S506 - a safe loader
    for key, sentence in shipped.items():
        if key not in library.texts:
            yield path, f"{key}: is missing"  # the file has no line for it
        elif _blanks(library.texts.sentence(key)) - _blanks(sentence):
            unknown = ", ".join(sorted(_blanks(library.texts.sentence(key)) - _blanks(sentence)))
            yield path, f"{key}: nothing fills in {{{unknown}}}"


def _blanks(sentence: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
    except ValueError:
        return {"a brace without its partner"}


def _card(root: Path, name: str) -> Path:
    return next(iter(root.glob(f"exercises/{name.lower()}-*.md")), root / "exercises")
