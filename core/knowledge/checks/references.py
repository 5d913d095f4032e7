"""Every name that is used must exist: sources, topics, exercises, features."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.knowledge.checks.files import card_file, challenge_file, topic_file
from core.knowledge.places import Place, Step
from core.knowledge.problems import Finding, meant

if TYPE_CHECKING:
    from core.knowledge.library import Library

COMMANDS = frozenset({"plan", "today", "week"})
_ID = re.compile(r"[A-Z]\d+")  # an exercise's or a source's, wherever it stands in the plan rules

Uses = Iterator[tuple[Place, str]]


def dangling(library: "Library", root: Path) -> Iterator[Finding]:
    """Names that lead nowhere."""
    exercises, topics = library.exercises.keys(), library.topics.keys()
    targets = topics | COMMANDS | {f"exercise:{each}" for each in exercises}
    sources = chain(_sources(library, root), _plan_rules(library, root, is_source=True))
    done = chain(_exercises(library, root), _plan_rules(library, root, is_source=False))
    yield from _missing(sources, library.sources.keys(), "there is no source {!r} in sources.yaml")
    yield from _missing(done, exercises, "there is no exercise {!r}")
    yield from _missing(_next(library, root), targets, "there is no topic, exercise or command {!r}")
    yield from _missing(_features(library, root), COMMANDS, "there is no command {!r}")


def _missing(uses: Uses, known: Collection[str], what: str) -> Iterator[Finding]:
    for place, name in uses:
        if name not in known:
            yield Finding(place, what.format(name) + meant(name, sorted(known)))


def _each(path: Path, at: tuple[Step, ...], names: Iterable[str]) -> Uses:
    for number, name in enumerate(names):
        yield Place(path, (*at, number)), name


def _sources(library: "Library", root: Path) -> Uses:
    for topic in library.topics.values():
        yield from _each(topic_file(root, topic.id), ("sources",), topic.sources)
    for card in library.exercises.values():
        yield from _each(card_file(root, card.id), ("supports",), card.supports)
    for challenge in library.challenges.values():
        yield from _each(challenge_file(root, challenge.id), ("sources",), challenge.sources)
    for number, row in enumerate(library.safety.rows):
        yield from _each(root / "safety.yaml", ("rows", number, "sources"), row.sources)
    for name, claim in library.claims.items():
        yield from _each(root / "claims.yaml", (name, "sources"), claim.sources)


def _exercises(library: "Library", root: Path) -> Uses:
    for card in library.exercises.values():
        path = card_file(root, card.id)
        yield from _each(path, ("swaps",), card.swaps)
        yield from _each(path, ("easier", "to"), card.easier.to)
        yield from _each(path, ("harder", "to"), card.harder.to)
    for challenge in library.challenges.values():
        if challenge.exercise is not None:
            yield Place(challenge_file(root, challenge.id), ("exercise",)), challenge.exercise


def _next(library: "Library", root: Path) -> Uses:
    for topic in library.topics.values():
        yield from _each(topic_file(root, topic.id), ("next",), topic.next)


def _features(library: "Library", root: Path) -> Uses:
    for name in library.info.feature_phrasings:
        yield Place(root / "pack.yaml", ("feature_phrasings", name)), name


def _plan_rules(library: "Library", root: Path, is_source: bool) -> Uses:
    for at, word in _words(asdict(library.plan_rules)):
        if _ID.fullmatch(word) and ("sources" in at) == is_source:
            yield Place(root / "plans" / "rules.yaml", at), word


def _words(data: Any, at: tuple[Step, ...] = ()) -> Iterator[tuple[tuple[Step, ...], str]]:
    """Every text in nested data, keys included, and where it stands."""
    if isinstance(data, str):
        yield at, data
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield (*at, key), str(key)
            yield from _words(value, (*at, key))
    elif isinstance(data, list | tuple):
        for number, value in enumerate(data):
            yield from _words(value, (*at, number))
