"""The name somebody is shown by: their own text, made harmless. Pure."""

import re
import unicodedata
from collections.abc import Collection
from itertools import count

MAX_NAME = 24
MOST_MARKS = 2  # accents on one letter; towers of them run into the lines above
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"  # letters and symbols that show nothing
_LIVE = re.compile(r"([@#/.:])(?=\w)")  # what platforms turn into mentions, commands and links
_INERT = r"\1" + "\u200b"


def harmless(text: str) -> str:
    """A name in one line of at most 24 characters to be seen; empty when nothing is left.

    Invisible and reordering characters go; mentions, commands and links are broken by one that nobody sees.
    """
    kept, marks = "", 0
    for each in unicodedata.normalize("NFC", text[: 20 * MAX_NAME]):
        kind = unicodedata.category(each)
        marks = marks + 1 if kind.startswith("M") else 0
        if kind[0] == "Z" or each in _BLANKS:
            kept += " "
        elif kind[0] != "C" and marks <= MOST_MARKS:
            kept += each
    return _LIVE.sub(_INERT, " ".join(kept.split())[:MAX_NAME].strip())


def distinct(name: str, taken: Collection[str]) -> str:
    """The name, with a number behind it if somebody has it already; `taken` in lower case."""
    if name.casefold() not in taken:
        return name
    for number in count(2):
        numbered = f"{name[: MAX_NAME - 5]} {number}"
        if numbered.casefold() not in taken:
            return numbered
    raise AssertionError
