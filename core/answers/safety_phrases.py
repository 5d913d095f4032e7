"""Where the lexicon's phrases stand in a message, and which words of it are silenced."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from core.answers.safety_rules import Lexicon, Phrase, Quiet
from core.answers.safety_words import Word

Span = tuple[int, int]


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

    def find(self, words: Sequence[Word]) -> Iterator[tuple[str, Span]]:
        """Each name found and the words it covers, first to one past the last."""
        for start in range(len(words)):
            for opening in _openings(words[start : start + 2]):
                for phrase, names in self._by_opening.get(opening, {}).items():
                    end = start + len(phrase)
                    if _fits(phrase, words[start:end]):
                        for name in names:
                            yield name, (start, end)


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
        self._quiets = lexicon.quiets
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

        A cue inside one of the signs' own phrases is no cue: "no" silences, that of "no period" does not.
        """
        found: dict[str, list[Span]] = {}
        for name, span in self._cues.find(words):
            found.setdefault(name, []).append(span)
        silenced = {at for start, end in found.get("idiom", ()) for at in range(start, end)}
        taken = {at for start, end in signs if end > start + 1 for at in range(start, end)}
        for number, quiet in enumerate(self._quiets):
            unless = {start for start, _ in found.get(f"{number} unless", ())}
            for start, end in found.get(f"{number}", ()):
                if start not in taken:
                    silenced |= _reach(quiet, words, start, end, unless)
        return silenced


def _wordings(lexicon: Lexicon, texts: Iterable[str]) -> set[Phrase]:
    return {phrase for text in texts for phrase in lexicon.phrases(text)}


def _reach(quiet: Quiet, words: Sequence[Word], start: int, end: int, unless: set[int]) -> set[int]:
    first, last = max(0, start - quiet.before), min(len(words), end + quiet.after)
    covered = {at for at in range(first, last) if _same_run(quiet.ends, words, start, at)}
    return set() if covered & unless else covered - set(range(start, end))


def _same_run(ends: str, words: Sequence[Word], cue: int, at: int) -> bool:
    if ends == "clause":
        return words[at].clause == words[cue].clause
    return ends == "message" or words[at].sentence == words[cue].sentence
