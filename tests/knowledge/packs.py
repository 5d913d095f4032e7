"""Packs with something wrong in them, and what is said about it."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest

from core.errors import ContentError
from core.knowledge.library import load
from core.knowledge.problems import Finding, Problems

TODAY = date(2026, 12, 1)


def problems(pack: Path) -> list[str]:
    """What the coach says when it is to start with the pack."""
    with pytest.raises(ContentError) as told:
        load(pack)
    return str(told.value).splitlines()


def found(check: Callable[..., Iterable[Finding]], pack: Path, *more: object) -> list[str]:
    """What one check says about a pack."""
    told = Problems(pack)
    told.note(check(load(pack), pack, *more))
    return str(told).splitlines()


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
