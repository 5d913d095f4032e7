"""Where something stands in a content file, so that a problem can be told by its line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same, ten times as fast where libyaml is built in
FRONT = re.compile(r"\A---\n(?P<front>.*?\n)---\n(?P<body>.*)\Z", re.DOTALL)
MORE = "## More"
TEXT = "utf-8-sig"  # UTF-8, with or without the mark that some editors put before it
BODY = ("short", "more", "body")  # parts of a Markdown file that stand below its front matter
_MARKS = re.compile(r"[*_\\\"]")

Step = str | int


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a file: the names and positions that lead to it, and perhaps words to look for from there on."""

    path: Path
    at: tuple[Step, ...] = ()
    words: str = ""

    def line(self) -> int:
        """The line, from 1, of the part, or of the nearest part around it that the file has."""
        text = self.path.read_text(encoding=TEXT, errors="replace") if self.path.is_file() else ""
        first = _first_line(text, self.path.suffix, self.at)
        return _line_with(text.splitlines(), self.words, first) if self.words else first


def bare(text: str) -> str:
    """The words of a text without our markup, in one line."""
    return " ".join(_MARKS.sub("", text).split())


def _first_line(text: str, suffix: str, at: Sequence[Step]) -> int:
    if suffix == ".yaml":
        return 1 + _line_in(text, at)
    front = FRONT.match(text)
    if suffix != ".md" or front is None:
        return 1
    if at and at[0] in BODY:
        start = front.start("body")
        if at[0] == "more":
            start = max(start, text.find(f"\n{MORE}\n", start) + 1)
        return 1 + text.count("\n", 0, start)
    return 2 + _line_in(front["front"], at)


def _line_in(text: str, at: Sequence[Step]) -> int:
    """The line, from 0, of the key or the list item at `at`."""
    node, line = _tree(text), 0
    for step in at:
        found = _child(node, step)
        if found is None:
            break
        line, node = found
    return line


@lru_cache(maxsize=2)
def _tree(text: str) -> Any:
    return yaml.compose(text, Loader=LOADER)


def _child(node: Any, step: Step) -> tuple[int, Any] | None:
    if isinstance(node, yaml.MappingNode):
        pairs = ((key.start_mark.line, value) for key, value in node.value if key.value == str(step))
        return next(pairs, None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line, node.value[step]
    return None


def _line_with(lines: Sequence[str], words: str, first: int) -> int:
    """The first line from `first` on with these words, or with as many of them as stand before a line's end."""
    wanted = bare(words).casefold().split()
    plain = [bare(line).casefold() for line in lines]
    for count in range(len(wanted), 0, -1):
        start = " ".join(wanted[:count])
        for number in range(first, len(plain) + 1):
            if start in plain[number - 1]:
                return number
    return first
