"""Where the lexicon's phrases stand in a message, and which words of it are silenced."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from core.answers.safety_rules import Lexicon, Phrase, Quiet
from core.answers.safety_words import QUESTION, Word

Span = tuple[int, int]

NOES = {"no", "nope", "nah", "never"}
ASKED = 6
"""Words of a question that a bare "no" behind it denies; a longer one asks for something else."""


class PhraseIndex:
    """Named sets of phrases, found in one pass over the words."""

    def __init__(self, phrases: Mapping[str, Iterable[Phrase]]) -> None:
        self._by_opening: dict[Phrase, dict[Phrase, list[str]]] = {}  # by the first two words, or the only one
        for name, wordings in phrases.items():
            for phrase in dict.fromkeys(wordings):
                self._by_opening.setdefault(phrase[:2], {}).setdefault(phrase, []).append(name)

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every word and stem of the phrases."""
        return frozenset(word for phrases in self._by_opening.values() for phrase in phrases for word in phrase)

    def find(self, words: Sequence[Word]) -> Iterator[tuple[Sequence[str], Span]]:
        """The names of each phrase found and the words it covers, first to one past the last."""
        for start in range(len(words)):
            for opening in _openings(words[start : start + 2]):
                for phrase, names in self._by_opening.get(opening, {}).items():
                    end = start + len(phrase)
                    if _fits(phrase, words[start:end]):
                        yield names, (start, end)


def _openings(words: Sequence[Word]) -> Iterator[Phrase]:
    yield from ((key,) for key in words[0].keys)
    yield from ((key, following) for key in words[0].keys for word in words[1:] for following in word.keys)


def _fits(phrase: Phrase, words: Sequence[Word]) -> bool:
    """Whether the words are the phrase, with no comma or full stop inside."""
    whole = len(words) == len(phrase) and words[-1].clause == words[0].clause
    return whole and all(pattern in word.keys for pattern, word in zip(phrase, words, strict=True))


class Silence:
    """What makes a sign not count: a negation, a question about prevention, an old story, an idiom."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._quiets, self._turns = lexicon.quiets, lexicon.turns
        cues = {"idiom": _wordings(lexicon, lexicon.idioms)}
        for number, quiet in enumerate(lexicon.quiets):
            cues[f"{number}"] = _wordings(lexicon, quiet.words)
            cues[f"{number} unless"] = _wordings(lexicon, quiet.unless)
            if useless := cues[f"{number}"] & cues[f"{number} unless"]:
                raise ValueError(f"without the fillers, an 'unless' would cancel every {sorted(useless)[0]}")
        self._cues = PhraseIndex(cues)

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the idioms and cues."""
        return self._cues.vocabulary

    def over(self, words: Sequence[Word], signs: Sequence[Span]) -> set[int]:
        """The positions of the silenced words.

        A cue inside one of the signs' own phrases is no cue: "no" silences, that of "no period" does not. An "unless"
        inside an idiom cancels nothing, one that begins with another cue cancels only that cue, and what follows the
        next cue of its kind is left to that one: in "no energy, no period" the first "no" says nothing about a period.
        """
        found: dict[str, list[Span]] = {}
        for names, span in self._cues.find(words):
            for name in names:
                found.setdefault(name, []).append(span)
        idioms = {at for start, end in found.get("idiom", ()) for at in range(start, end)}
        silenced = idioms | _answered_no(words)
        turns = {at for at, word in enumerate(words) if word.text in self._turns}
        taken = {at for start, end in signs if end > start + 1 for at in range(start, end)}
        for number, quiet in enumerate(self._quiets):
            cues = found.get(f"{number}", ())
            begins = {start for start, _ in cues}
            unless = {start for start, _ in found.get(f"{number} unless", ())} - idioms
            stops = sorted(begins | turns)
            for start, end in cues:
                covered = _reach(quiet, words, start, end)
                if start not in taken and covered.isdisjoint(unless - (begins - {start})):
                    silenced |= covered - set(range(start, end)) - _behind(stops, end, covered)
        return silenced


def _answered_no(words: Sequence[Word]) -> set[int]:
    """The words of short questions that the writer answers with a bare no: "Pain at night? No." """
    sentences: dict[int, list[int]] = {}
    for at, word in enumerate(words):
        sentences.setdefault(word.sentence, []).append(at)
    return {
        at
        for asked, answer in pairwise(sentences.values())
        if len(asked) <= ASKED and len(answer) == 1 and words[answer[0]].text in NOES
        if _asks(words, asked[-1]) and not _asks(words, answer[0])
        for at in asked
    }


def _asks(words: Sequence[Word], last: int) -> bool:
    """Whether a question mark follows the last word of a sentence."""
    return last + 1 < len(words) and words[last + 1].place - words[last].place > QUESTION


def _wordings(lexicon: Lexicon, texts: Iterable[str]) -> set[Phrase]:
    return {phrase for text in texts for phrase in lexicon.phrases(text)}


def _reach(quiet: Quiet, words: Sequence[Word], start: int, end: int) -> set[int]:
    first, last = max(0, start - quiet.before), min(len(words), end + quiet.after)
    return {at for at in range(first, last) if _same_run(quiet.ends, words, start, at)}


def _behind(stops: Sequence[int], end: int, covered: Iterable[int]) -> set[int]:
    """The covered positions behind the first stop after the cue."""
    at = bisect_left(stops, end)
    return {place for place in covered if place >= stops[at]} if at < len(stops) else set()


def _same_run(ends: str, words: Sequence[Word], cue: int, at: int) -> bool:
    if ends == "clause":
        return words[at].clause == words[cue].clause
    return ends == "message" or words[at].sentence == words[cue].sentence
