"""From what was typed to the words that were meant."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

from core.answers.normalise import words
from core.answers.rewriting import Rewriting, read_spellings
from core.answers.spelling import EDGE, Speller

DATA = Path(__file__).parent / "data"


class Language:
    """Reads questions: chat spellings in full, fillers left out, the pack's own names made one, slips put right.

    `lexicon` maps what people type (up to three words) to the words the pack uses for it; `own` counts the pack's
    words and pairs of words.
    """

    def __init__(self, lexicon: Mapping[str, str], own: Mapping[str, int]) -> None:
        self.lexicon, self.own = dict(lexicon), dict(own)
        self._names = Rewriting(_spellings(lexicon))
        self._all = Rewriting({**_fillers_beside(own), **_spellings(lexicon)})
        self._speller = Speller(own, common_words())

    @classmethod
    def of(cls, texts: Iterable[str], lexicon: Mapping[str, str]) -> "Language":
        """A language whose own words are those of the texts."""
        names = Rewriting(_spellings(lexicon))
        own: Counter[str] = Counter()
        for text in texts:
            meant = names.apply(words(text))
            own.update(meant)
            own.update(map(" ".join, pairwise([EDGE, *meant, EDGE])))
        return cls(lexicon, own)

    def read(self, text: str) -> list[str]:
        """The words that were meant; fillers stay when there is nothing else."""
        typed = words(text)
        return self._names.apply(self._speller.correct(self._all.apply(typed) or self._names.apply(typed)))


def _spellings(lexicon: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    own = {" ".join(words(typed)): tuple(words(meant)) for typed, meant in lexicon.items()}
    return {**chat_spellings(), **own}


def _fillers_beside(own: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """Fillers as rewritings to nothing, without those that the pack itself uses."""
    return {filler: () for filler in fillers() if not _uses(own, filler.split())}


def _uses(own: Mapping[str, int], phrase: list[str]) -> bool:
    return all(word in own for word in phrase) and all(" ".join(pair) in own for pair in pairwise(phrase))


@cache
def chat_spellings() -> dict[str, tuple[str, ...]]:
    """How people shorten words in a chat, and what they mean."""
    return read_spellings((DATA / "chat_spellings.txt").read_text("utf-8").splitlines())


@cache
def fillers() -> tuple[str, ...]:
    """What people say before and after a question and do not mean."""
    lines = (DATA / "fillers.txt").read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def common_words() -> tuple[str, ...]:
    """About 20,000 English words, most frequent first."""
    return tuple((DATA / "common_words.txt").read_text("utf-8").split())
