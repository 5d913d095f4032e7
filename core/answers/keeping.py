"""Which questions may be kept for the coaches, and under what mark. Pure."""

import re
from hashlib import blake2s

from core.answers.normalise import words

MAX_KEPT = 300  # characters of a question
_PERSONAL = re.compile(r"https?://|www\.|\S@\S|@\w|(?:\d[\s().-]?){7,}")


def worth_keeping(question: str) -> str | None:
    """A question as it may be kept for the coaches, None when it could tell who asked: a link, a number, an address."""
    text = " ".join(question.split())[:MAX_KEPT]
    has_words = sum(letter.isalpha() for letter in text) >= 3
    return text if has_words and not _PERSONAL.search(text) else None


def mark_of(question: str) -> str:
    """A short name of a question's words, the same however it is spelt in capitals and dots; fits a button."""
    return blake2s(" ".join(words(question)).encode(), digest_size=6).hexdigest()
