"""From a message as typed to plain words: spelling mended, fillers gone, places counted."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from core.answers.safety_spelling import Spelling

FULL_STOP = 3  # a new sentence is this many places further on, so signs may still span two short ones
QUESTION = 10  # what follows a question is seldom a part of its story

_PIECE = re.compile(r"[a-z]+|\d+|\?+|[.!;:,\n()]")
_SCORE = re.compile(r"\b(\d{1,2})(?:\.\d)?\s*(?:/|(?:out )?of|on|from)\s*10\b(?!\s*k)")
_CANNOT = re.compile(r"\bcan ?not\b")
_NOT = re.compile(r"\b(do|does|did|is|are|was|were|has|have|had|could) not\b")
_SHORTENED = re.compile(r"\b(i|you|he|she|we|they|it|that|there|who)['’‘`´](?:d|ll|ve|re|s|m)\b")  # "I'll" is not "ill"
# "my leg's hot" tells of one leg, not of "legs"
_IS = re.compile(r"\b(heart|chest|calf|leg|foot|heel|shin|thigh|groin|arm|pulse|bump)['’‘`´]s\b")
_APOSTROPHE = re.compile(r"['’‘`´]")
_NUMBER = re.compile(
    r"\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(thir|four|fif|six|seven|eigh|nine)teen"
    r"|twenty|thirty|forty|fifty|few|several"
)
_YEAR = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a message and the lexicon's patterns it fits (``keys``); places count words and full stops."""

    text: str
    keys: tuple[str, ...]
    place: int
    clause: int
    sentence: int


def read(text: str, spelling: Spelling, fillers: frozenset[str], clause_ends: frozenset[str]) -> list[Word]:
    """The words of a message in order; work grows with its length and no faster."""
    words: list[Word] = []
    place = clause = sentence = 0
    pieces = list(_joined(_PIECE.findall(_plain(text)), spelling))
    for at, piece in enumerate(pieces):
        if not piece.isalnum():
            clause += not (piece == "," and _lists(pieces[at + 1 : at + 7]))
            if piece not in ",()":
                sentence, place = sentence + 1, place + (QUESTION if "?" in piece else FULL_STOP)
            continue
        for guesses in spelling.meant(piece):
            if guesses[0] in fillers:
                continue
            clause += guesses[0] in clause_ends
            words.append(Word(guesses[0], _keys(guesses, spelling), place, clause, sentence))
            place += 1
    return words


def _keys(guesses: tuple[str, ...], spelling: Spelling) -> tuple[str, ...]:
    keys = spelling.keys(guesses)
    if _YEAR.fullmatch(guesses[0]):
        return (*keys, "number", "yyyy")
    return (*keys, "number") if _NUMBER.fullmatch(guesses[0]) else keys


def _joined(pieces: Sequence[str], spelling: Spelling) -> Iterator[str]:
    """The pieces, with words put together again that a stray space broke."""
    at = 0
    while at < len(pieces):
        pair = pieces[at : at + 2]
        broken = len(pair) == 2 and pair[0].isalpha() and pair[1].isalpha() and spelling.joins(*pair)
        yield "".join(pair) if broken else pieces[at]
        at += 1 + broken


def _lists(pieces: Sequence[str]) -> bool:
    """Whether a comma only separates things in a list, as in "no pain, swelling or numbness"."""
    return any(piece in ("or", "nor") for piece in takewhile(lambda piece: piece not in ".!?;:\n", pieces))


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", text).lower().replace("&", " and ")
    text = _IS.sub(r"\1", _SHORTENED.sub(r"\1", text))
    text = _CANNOT.sub("cant", _NOT.sub(r"\1nt", _APOSTROPHE.sub("", text)))
    return _SCORE.sub(r" score \1 ", text)
