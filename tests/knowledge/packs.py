"""Packs with something wrong in them, and what is said about it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.errors import ContentError
from core.knowledge.library import Library, load
from core.knowledge.problems import Finding, Problems

TODAY = date(2026, 12, 1)


def problems(pack: Path) -> list[str]:
    """What the coach says when it is to start with the pack."""
    with pytest.raises(ContentError) as refused:
        load(pack)
    return str(refused.value).splitlines()


def found(check: Callable[..., Iterable[Finding]], pack: Path, *more: object) -> list[str]:
    """What one check says about a pack."""
    return told(pack, check(load(pack), pack, *more))


def told(pack: Path, findings: Iterable[Finding]) -> list[str]:
    """Findings about a pack as they are printed."""
    noted = Problems(pack)
    noted.note(findings)
    return str(noted).splitlines()


def only(library: Library, *topics: str) -> Library:
    """A library that knows a few topics and nothing else that could be asked for."""
    few = {name: library.topics[name] for name in topics}
    return replace(library, topics=few, info=replace(library.info, feature_phrasings={}))


def quieten(safety: Path) -> None:
    """Leave one sign in each list of them, one word that slips are looked for in, and no idioms."""
    text = re.sub(r"(?m)^(    (?:urgent_)?signs:\n      - .*\n)(?:      .*\n)+", r"\1", safety.read_text())
    text = re.sub(r"(?m)^  idioms:\n(?:    .*\n)+", "  idioms: []\n", text)
    safety.write_text(re.sub(r"(?m)^  key_words: \[[^]]*\]", "  key_words: [pain]", text))


def change(path: Path, old: str, new: str) -> int:
    """Replace the first `old`; returns the line where `new` begins."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return text[: text.index(old)].count("\n") + 1


def set_line(path: Path, start: str, new: str) -> int:
    """Replace the first line that begins with `start`; returns its number."""
    lines = path.read_text().splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith(start))
    lines[at] = new
    path.write_text("\n".join(lines) + "\n")
    return at + 1


def line_of(path: Path, words: str) -> int:
    """The first line with these words."""
    return next(number for number, line in enumerate(path.read_text().splitlines(), 1) if words in line)
