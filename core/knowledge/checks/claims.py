"""What the coach must not say, wherever in the pack it might say it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from core.knowledge.checks.passages import passages, short
from core.knowledge.places import Place
from core.knowledge.problems import Finding

if TYPE_CHECKING:
    from core.knowledge.library import Library

GAP = 6  # words that "…" stands for at most
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|%")


def claimed(library: "Library", root: Path) -> Iterator[Finding]:
    """Sentences that claim what must not be claimed, and leave to do so that nobody uses."""
    forbidden = {name: as_regex(claim.patterns) for name, claim in library.claims.items()}
    used: set[tuple[str, str]] = set()
    for passage in passages(root):
        for sentence in passage.sentences():
            words = plain(sentence)
            for name in [name for name, pattern in forbidden.items() if pattern.search(words)]:
                claim = library.claims[name]
                allowed = {(name, each) for each in claim.allow if plain(each) in words}
                used |= allowed
                if not allowed:
                    place = Place(passage.place.path, passage.place.at, sentence)
                    yield Finding(place, f"{short(sentence)} must not be said ({name}): {claim.why} {claim.instead}")
    yield from _unused(library, root, used)


def as_regex(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """The patterns of a claim as one, to be searched for in `plain` text."""
    return re.compile("|".join(_one(pattern) for pattern in patterns))


def plain(text: str) -> str:
    """Lower-case words with a space before and after each."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _one(pattern: str) -> str:
    parts = [rf"(?:\S+ ){{0,{GAP}}}" if word == "…" else f"(?:{_choices(word)}) " for word in pattern.split()]
    return r"(?<=\s)" + "".join(parts)


def _choices(words: str) -> str:
    return "|".join(re.escape(word.casefold()).replace(r"\*", r"\S*") for word in words.split("/"))


def _unused(library: "Library", root: Path, used: set[tuple[str, str]]) -> Iterator[Finding]:
    for name, claim in library.claims.items():
        for number, words in enumerate(claim.allow):
            if (name, words) not in used:
                place = Place(root / "claims.yaml", (name, "allow", number))
                yield Finding(place, f"{name}: nothing says {words!r} any more: take it out", is_warning=True)
