"""Greetings, thanks, abuse and other things people say that are no questions. Pure."""

import re
from collections.abc import Iterable

from core.knowledge.schema import Remark

_WORD = re.compile(r"[^\W_]+")
_LINK = re.compile(r"(?:https?://|www\.)\S+")


def remark_alone(text: str, remarks: Iterable[Remark]) -> str | None:
    """The reply to a text that is one of the remarks and nothing else, whatever its capitals, dots and emoji."""
    words = _words(text)
    return next((each.reply for each in remarks if any(words == _words(phrase) for phrase in each.alone)), None)


def remark_inside(text: str, remarks: Iterable[Remark]) -> str | None:
    """The reply to a text in which a remark shows somewhere."""
    words = f" {_words(text)} "
    return next((each.reply for each in remarks if any(f" {_words(phrase)} " in words for phrase in each.inside)), None)


def is_only_link(text: str) -> bool:
    """Whether a text is a web address and nothing else."""
    return bool(_LINK.search(text)) and not _words(_LINK.sub("", text))


def has_words(text: str) -> bool:
    """Whether there is a letter in it at all: an emoji or a phone number has none."""
    return any(letter.isalpha() for letter in text)


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold().replace("'", "").replace("’", "")))
