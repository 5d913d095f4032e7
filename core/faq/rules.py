"""How an answer is put together from its parts. Pure."""

import re

from core.knowledge.schema import Dose, Exercise

_FOREIGN_WORDS = 2  # this many words of another language, and more than a quarter of all


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
