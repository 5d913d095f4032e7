"""From a message as typed to plain words: spelling mended, fillers gone, places counted."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

# Letters of a word that is mended by guess: shorter ones have too many real neighbours, longer ones are noise.
SHORTEST, LONGEST = 4, 20
FULL_STOP = 3  # a new sentence is this many places further on, so signs may still span two short ones

_PIECE = re.compile(r"[a-z]+|\d+|[.!?;:,\n()]")
_SCORE = re.compile(r"\b(\d{1,2})(?:\.\d)?\s*(?:/|(?:out )?of|on|from)\s*10\b(?!\s*k)")
_UNSTRETCHED = [
    (re.compile(r"(.)\1{2,}"), r"\1\1"),
    (re.compile(r"(.)\1{2,}"), r"\1"),
    (re.compile(r"(.)\1+"), r"\1"),
]
_CANNOT = re.compile(r"\bcan ?not\b")
_NOT = re.compile(r"\b(do|does|did|is|are|was|were|has|have|had|could) not\b")
_APOSTROPHE = re.compile(r"['’‘`´]")
_NUMBERS = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "few", "several"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a message and the lexicon's patterns it fits (``keys``); places count words and full stops."""

    text: str
    keys: tuple[str, ...]
    place: int
    clause: int
    sentence: int


class Spelling:
    """Mends words towards the lexicon: a table first, then one slip of the fingers in a key word."""

    def __init__(
        self,
        known: AbstractSet[str],
        key_words: AbstractSet[str],
        lookalikes: AbstractSet[str],
        table: Mapping[str, str],
    ) -> None:
        self._known, self._lookalikes, self._table = known | key_words, lookalikes, table
        self._stems = frozenset(word for word in known if word.endswith("*"))
        self._near: dict[str, list[str]] = {}
        for word in sorted(key_words):
            for slip in _with_one_gone(word):
                self._near.setdefault(slip, []).append(word)
        long_enough = [word for word in sorted(known) if len(word) >= SHORTEST]
        self._swapped = {swap: word for word in long_enough for swap in _swaps(word)}
        self.keys = lru_cache(maxsize=4096)(self._keys)
        self.mend = lru_cache(maxsize=4096)(self._mend)

    def _mend(self, word: str) -> tuple[str, ...]:
        if word in self._lookalikes:
            return (word,)
        word = _unstretch(word, self._known)
        if plain := self._table.get(word):
            return tuple(plain.split())
        if word in self._known or self._stem_of(word) or not SHORTEST <= len(word) <= LONGEST:
            return (word,)
        if swapped := self._swapped.get(word):
            return (swapped,)
        near = {real for slip in _with_one_gone(word) for real in self._near.get(slip, ())}
        meant = sorted(real for real in near if _same_start(word, real) and _one_slip(word, real))
        return (meant[0] if meant else word,)

    def _keys(self, word: str) -> tuple[str, ...]:
        number = ("number",) if word.isdigit() or word in _NUMBERS else ()
        return (word, "_", *number, *self._stem_of(word))

    def _stem_of(self, word: str) -> tuple[str, ...]:
        ends = range(3, min(len(word), LONGEST) + 1)
        return tuple(stem for end in ends if (stem := word[:end] + "*") in self._stems)


def read(text: str, spelling: Spelling, fillers: frozenset[str], clause_ends: frozenset[str]) -> list[Word]:
    """The words of a message in order; work grows with its length and no faster."""
    words: list[Word] = []
    place = clause = sentence = 0
    pieces = _PIECE.findall(_plain(text))
    for at, piece in enumerate(pieces):
        if not piece.isalnum():
            clause += not (piece == "," and _lists(pieces[at + 1 : at + 7]))
            if piece not in ",()":
                sentence, place = sentence + 1, place + FULL_STOP
            continue
        for part in spelling.mend(piece):
            if part in fillers:
                continue
            clause += part in clause_ends
            words.append(Word(part, spelling.keys(part), place, clause, sentence))
            place += 1
    return words


def _lists(pieces: Sequence[str]) -> bool:
    """Whether a comma only separates things in a list, as in "no pain, swelling or numbness"."""
    return any(piece in ("or", "nor") for piece in takewhile(lambda piece: piece not in ".!?;:\n", pieces))


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", text).lower().replace("&", " and ")
    text = _CANNOT.sub("cant", _NOT.sub(r"\1nt", _APOSTROPHE.sub("", text)))
    return _SCORE.sub(r" score \1 ", text)


def _unstretch(word: str, known: frozenset[str]) -> str:
    """The word without letters held down too long: "paaain", "toees"."""
    if word in known:
        return word
    twice, once, single = (pattern.sub(new, word) for pattern, new in _UNSTRETCHED)
    return next((shorter for shorter in (twice, once, single) if shorter in known), twice)


def _with_one_gone(word: str) -> set[str]:
    return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}


def _swaps(word: str) -> set[str]:
    return {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)} - {word}


def _same_start(typed: str, real: str) -> bool:
    """Whether the guess is safe enough: a word as short as "calf" must at least begin as it was typed."""
    return len(real) > SHORTEST or typed[0] == real[0]


def _one_slip(typed: str, real: str) -> bool:
    """Whether one missing, extra, wrong or swapped letter lies between them."""
    start = next((i for i, (a, b) in enumerate(zip(typed, real, strict=False)) if a != b), len(typed))
    left, right = typed[start:], real[start:]
    swapped = left[1:2] + left[:1] + left[2:]
    return right in (left[1:], swapped) or left in (right, right[1:]) or left[1:] == right[1:]
