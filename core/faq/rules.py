"""How an answer is put together from its parts. Pure."""

import re
from collections.abc import Iterable, Mapping

from core.knowledge.schema import Dose, Exercise, Source

MAX_SHOWN = 3  # sources in the one line under an answer
MAX_KEPT = 300  # characters of a question kept for the coaches
_PERSONAL = re.compile(r"https?://|www\.|\S@\S|@\w|(?:\d[\s().-]?){7,}")
_FOREIGN_WORDS = 2  # this many words of another language, and more than a quarter of all


def source_names(ids: Iterable[str], sources: Mapping[str, Source]) -> list[str]:
    """The short names of the facts that may be printed, coach judgement last and once."""
    shown = [sources[name] for name in ids if name in sources and sources[name].printable]
    ordered = sorted(shown, key=lambda source: source.kind == "coach")
    return list(dict.fromkeys(source.short for source in ordered))


def worth_keeping(question: str) -> str | None:
    """A question as it may be kept for the coaches, None when it could tell who asked: a link, a number, an address."""
    text = " ".join(question.split())[:MAX_KEPT]
    has_words = sum(letter.isalpha() for letter in text) >= 3
    return text if has_words and not _PERSONAL.search(text) else None


def is_foreign(question: str, foreign_words: frozenset[str]) -> bool:
    """Whether a text is in a language the pack does not speak: another script, or other everyday words."""
    letters = [letter for letter in question if letter.isalpha()]
    if letters and sum(letter > "\u024f" for letter in letters) * 2 > len(letters):
        return True
    words = re.findall(r"[^\W\d_]+", question.casefold())
    known = sum(word in foreign_words for word in words)
    return known >= _FOREIGN_WORDS and known * 4 > len(words)


def dose_text(dose: Dose) -> str:
    """3 x 8-12 per side."""
    amount = (
        _range(dose.reps, "")
        or _range(dose.seconds, " s")
        or _range(dose.metres, " m")
        or _range(dose.contacts, " contacts")
    )
    side = " per side" if dose.per_side else ""
    return f"{_range(dose.sets, '')} x {amount}{side}"


def cues(card: Exercise) -> tuple[str, str]:
    """A card's body as its opening sentence and its list of cues."""
    purpose, _, rest = card.body.partition("\n\n")
    return purpose.strip(), rest.strip()


def _range(pair: tuple[int, int] | None, unit: str) -> str:
    if pair is None:
        return ""
    low, high = pair
    return f"{low}{unit}" if low == high else f"{low}-{high}{unit}"
