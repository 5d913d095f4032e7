"""Replies as lines of a terminal: wrapped to its width, choices numbered and packed side by side."""

import textwrap
from collections.abc import Iterable, Iterator

from bot.markup import Span, drawn, plain
from core.messages import Choice, Reply

BOLD, ITALIC, END = "\033[1m", "\033[3m", "\033[0m"
WIDTH = 80  # where nobody says how wide the terminal is
GAP = 3  # spaces between two choices


def lines_of(reply: Reply, *, colour: bool, width: int = WIDTH) -> list[str]:
    """The reply as lines; choices are numbered in their order."""
    text = drawn(reply.text, _styled) if colour else plain(reply.text)
    wrapped = [piece for line in _inert(text).split("\n") for piece in _wrapped(line, width)]
    if not reply.choices:
        return wrapped
    return [*wrapped, "", *_packed(_numbered(reply.choices), width)]


def _wrapped(line: str, width: int) -> list[str]:
    indent = "  " if line.startswith("• ") else ""
    return textwrap.wrap(line, width, subsequent_indent=indent, break_on_hyphens=False) or [""]


def _numbered(choices: Iterable[Choice]) -> Iterator[str]:
    for number, choice in enumerate(choices, start=1):
        yield f"{number}) {_inert(choice.label)}"


def _packed(labels: Iterable[str], width: int) -> Iterator[str]:
    line = ""
    for label in labels:
        if line and len(line) + GAP + len(label) + 2 > width:
            yield f"  {line}"
            line = ""
        line += (" " * GAP if line else "") + label
    yield f"  {line}"


def _styled(span: Span) -> str:
    start = (BOLD if span.bold else "") + (ITALIC if span.italic else "")
    return f"{start}{span.text}{END}" if start else span.text


def _inert(text: str) -> str:
    """No control character of somebody's text reaches the terminal; our own styles do."""
    kept = {BOLD: "\0b", ITALIC: "\0i", END: "\0e"}
    text = text.replace("\0", "")
    for code, mark in kept.items():
        text = text.replace(code, mark)
    text = "".join(each for each in text if each in "\n\0" or each.isprintable())
    for code, mark in kept.items():
        text = text.replace(mark, code)
    return text
