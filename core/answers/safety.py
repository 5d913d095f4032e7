"""Red flags: messages that get the safety answer alone, looked for before anything else.

A written lexicon and not a classifier: a coach can read why a message was stopped, and change it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.answers.safety_phrases import PhraseIndex, Silence, Span
from core.answers.safety_rules import STORY, Lexicon, Quiet, SafetyRule, Sign, read_sign
from core.answers.safety_spelling import Spelling
from core.answers.safety_words import Word, read

__all__ = ["Lexicon", "Quiet", "RedFlags", "SafetyRule"]

Found = tuple[Sequence[str], Span]  # the wordings that a phrase stands for and the words it covers
Places = dict[str, list[int]]  # wording -> where it stands, in order


@dataclass(frozen=True, slots=True)
class _Flag:
    order: int  # most urgent first
    row: str
    sign: Sign


class RedFlags:
    """The compiled lexicon; build it once, ask it about every message.

    ``rules`` come most urgent first. Raises ValueError, naming the row, for a sign that cannot be read.
    """

    def __init__(self, rules: Iterable[SafetyRule], lexicon: Lexicon) -> None:
        lines = [(rule.id, line) for rule in rules for line in rule.signs]
        flags = [_Flag(order, row, _sign(row, line, lexicon)) for order, (row, line) in enumerate(lines)]
        wordings = {wording for flag in flags for wording in flag.sign.wordings}
        self._anchored: dict[str, list[_Flag]] = {flag.sign.anchor: [] for flag in flags}
        for flag in flags:
            self._anchored[flag.sign.anchor].append(flag)
        self._lexicon = lexicon
        self._signs = PhraseIndex({wording: lexicon.phrases(wording) for wording in wordings})
        self._silence = Silence(lexicon)
        known = self._signs.vocabulary | self._silence.vocabulary | lexicon.fillers
        self._spelling = Spelling(known, lexicon.key_words, lexicon.lookalikes, lexicon.spellings)

    def check(self, text: str) -> str | None:
        """The id of the most urgent row whose signs the message shows, or None."""
        words = self._read(text)
        found = list(self._signs.find(words))
        return self._row(words, _places(words, found, self._silenced(words, found)))

    def is_silenced(self, text: str) -> bool:
        """Whether denials, idioms and other silences take up half of the message, or keep it from raising a row."""
        words = self._read(text)
        found = list(self._signs.find(words))
        silenced = self._silenced(words, found)
        if not silenced or self._row(words, _places(words, found, silenced)):
            return False
        return 2 * len(silenced) > len(words) or self._row(words, _places(words, found, set())) is not None

    def _read(self, text: str) -> list[Word]:
        return read(text, self._spelling, self._lexicon.fillers, self._lexicon.clause_ends)

    def _silenced(self, words: Sequence[Word], found: Iterable[Found]) -> set[int]:
        return self._silence.over(words, [span for _, span in found])

    def _row(self, words: Sequence[Word], places: Places) -> str | None:
        sentences = _sentences(words)
        flags = sorted((flag for wording in places for flag in self._anchored.get(wording, ())), key=_order)
        return next((flag.row for flag in flags if _shows(flag.sign, places, sentences)), None)


def _places(words: Sequence[Word], found: Iterable[Found], silenced: set[int]) -> Places:
    places: Places = {}
    for wordings, (start, end) in found:
        if silenced.isdisjoint(range(start, end)):
            for wording in wordings:
                places.setdefault(wording, []).append(words[start].place)
    return places


def _sign(row: str, line: str, lexicon: Lexicon) -> Sign:
    try:
        sign = read_sign(line)
        if not all(any(lexicon.phrases(wording)) for wording in sign.wordings):
            raise ValueError(f"nothing is left of it without the fillers: {line!r}")
    except ValueError as error:
        raise ValueError(f"{row}: {error}") from error
    return sign


def _order(flag: _Flag) -> int:
    return flag.order


def _sentences(words: Sequence[Word]) -> list[int]:
    """The places where the sentences begin, and one behind the last."""
    begins = [word.place for before, word in pairwise(words) if word.sentence > before.sentence]
    return [0, *begins, words[-1].place + 1 if words else 0]


def _shows(sign: Sign, places: Places, sentences: Sequence[int]) -> bool:
    if not all(wording in places for wording in sign.wanted):
        return False
    return any(_shows_at(anchor, sign, places, sentences) for anchor in places[sign.anchor])


def _shows_at(anchor: int, sign: Sign, places: Places, sentences: Sequence[int]) -> bool:
    low, high = anchor - sign.reach, anchor + sign.reach
    after = bisect_right(sentences, anchor)
    first, last = max(low, sentences[after - 1]), min(high, sentences[after] - 1)
    return (
        all(_stands(places[wording], anchor - STORY, anchor + STORY) for wording in sign.story)
        and all(_stands(places[wording], low, high) for wording in sign.near)
        and all(_stands(places[wording], anchor + 1, high) for wording in sign.after)
        and not any(_stands(places.get(wording, []), first, last) for wording in sign.without)
    )


def _stands(places: Sequence[int], low: int, high: int) -> bool:
    """Whether one of the ordered places lies from low to high."""
    at = bisect_left(places, low)
    return at < len(places) and places[at] <= high
