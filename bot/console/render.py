"""Replies as lines of a terminal: wrapped to its width, choices numbered and packed side by side."""

import textwrap
from collections.abc import Iterable, Iterator

from bot.markup import Span, drawn, plain
from core.messages import Choice, Reply

STYLES = {"\x01": "\033[1m", "\x02": "\033[3m", "\x03": "\033[0m"}  # one character each until lines are wrapped
BOLD, ITALIC, END = STYLES
NO_STYLES = dict.fromkeys(map(ord, STYLES))
WIDTH = 80  # where nobody says how wide the terminal is
GAP = 3  # spaces between two choices


def lines_of(reply: Reply, *, colour: bool, width: int = WIDTH) -> list[str]:
    """The reply as lines; choices are numbered in their order."""
    text = drawn(reply.text, _styled) if colour else plain(reply.text).translate(NO_STYLES)
    wrapped = [_coloured(piece) for line in _inert(text).split("\n") for piece in _wrapped(line, width)]
    if not reply.choices:
        return wrapped
    return [*wrapped, "", *_packed(_numbered(reply.choices), width)]


def _wrapped(line: str, width: int) -> list[str]:
    indent = "  " if line.startswith("• ") else ""
    return textwrap.wrap(line, width, subsequent_indent=indent, break_on_hyphens=False) or [""]


def _numbered(choices: Iterable[Choice]) -> Iterator[str]:
    for number, choice in enumerate(choices, start=1):
        yield f"{number}) {_inert(' '.join(choice.label.translate(NO_STYLES).split()))}"


def _packed(labels: Iterable[str], width: int) -> Iterator[str]:
    line = ""
    for label in labels:
        if line and len(line) + GAP + len(label) + 2 > width:
            yield f"  {line}"
            line = ""
        line += (" " * GAP if line else "") + label
    yield f"  {line}"


def _styled(span: Span) -> str:
    text = _inert(span.text.translate(NO_STYLES))
    start = (BOLD if span.bold else "") + (ITALIC if span.italic else "")
    return f"{start}{text}{END}" if start else text


def _coloured(line: str) -> str:
    for mark, code in STYLES.items():
        line = line.replace(mark, code)
    return line


def _inert(text: str) -> str:
    """No control character of somebody's text reaches the terminal."""
    return "".join(each for each in text if each == "\n" or each in STYLES or each.isprintable())
