"""From what was typed to the words that were meant."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from core.answers.normalise import words
from core.answers.spelling import Speller, read_spellings, rewrite

DATA = Path(__file__).parent / "data"


class Language:
    """Reads questions: chat spellings in full, the pack's own names made one, slips put right.

    `lexicon` maps what people type (up to three words) to the words the pack uses for it.
    """

    def __init__(self, lexicon: Mapping[str, str], own: Mapping[str, int]) -> None:
        self.lexicon, self.own = dict(lexicon), dict(own)
        self._table = _rewritings(self.lexicon)
        self._speller = Speller(own, common_words())

    @classmethod
    def of(cls, texts: Iterable[str], lexicon: Mapping[str, str]) -> "Language":
        """A language whose own words are those of the texts."""
        table = _rewritings(lexicon)
        return cls(lexicon, Counter(word for text in texts for word in rewrite(words(text), table)))

    def read(self, text: str) -> list[str]:
        """The words that were meant."""
        meant = self._speller.correct(rewrite(words(text), self._table))
        return rewrite(meant, self._table)


def _rewritings(lexicon: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    own = {" ".join(words(typed)): tuple(words(meant)) for typed, meant in lexicon.items()}
    return {**chat_spellings(), **own}


@cache
def chat_spellings() -> dict[str, tuple[str, ...]]:
    """How people shorten words in a chat, and what they mean."""
    return read_spellings((DATA / "chat_spellings.txt").read_text("utf-8").splitlines())


@cache
def common_words() -> tuple[str, ...]:
    """About 20,000 English words, most frequent first."""
    return tuple((DATA / "common_words.txt").read_text("utf-8").split())
