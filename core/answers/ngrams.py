"""Words, pairs of words and runs of letters, weighed by how rare they are (TF-IDF)."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

import numpy as np

WORD_SHARE, LETTER_SHARE = 0.8, 1.0
_LETTER_RUNS = (3, 4, 5)
MEMORY = 10_000


@dataclass(frozen=True)
class Sparse:
    """The few columns of a long vector that are not zero."""

    columns: np.ndarray
    values: np.ndarray


class Ngrams:
    """Sparse vectors in two halves, words and letters, each of unit length times its share."""

    def __init__(self, names: Sequence[str], rarity: np.ndarray) -> None:
        self.names, self.rarity = names, rarity
        self._column = {name: place for place, name in enumerate(names)}
        self._rarity = rarity.tolist()
        self._letters_of = lru_cache(MEMORY)(self._columns_of)

    @classmethod
    def fit(cls, texts: Sequence[Sequence[str]]) -> "Ngrams":
        """Takes every n-gram of the texts for a column; rarity is ln((1 + texts) / (1 + texts with it)) + 1."""
        seen: Counter[str] = Counter()
        for words in texts:
            seen.update(set(word_runs(words)))
            seen.update(set(letter_runs(words)))
        names = sorted(seen)
        counts = np.array([seen[name] for name in names], np.float64)
        return cls(names, np.log((1 + len(texts)) / (1 + counts)) + 1.0)

    def __len__(self) -> int:
        return len(self.names)

    def vector(self, words: Sequence[str]) -> Sparse:
        """The words as a vector; what was not seen in fitting is left out."""
        known = self._column
        said = Counter(known[run] for run in word_runs(words) if run in known)
        spelt = Counter(chain.from_iterable(map(self._letters_of, words)))
        both = {**self._weighed(said, WORD_SHARE), **self._weighed(spelt, LETTER_SHARE)}
        return Sparse(np.fromiter(both.keys(), np.int64, len(both)), np.fromiter(both.values(), np.float32, len(both)))

    def _columns_of(self, word: str) -> tuple[int, ...]:
        return tuple(self._column[run] for run in _runs_in(word) if run in self._column)

    def _weighed(self, counts: Mapping[int, int], share: float) -> dict[int, float]:
        rarity = self._rarity
        weights = {
            place: rarity[place] if count == 1 else (1.0 + math.log(count)) * rarity[place]
            for place, count in counts.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        return {place: share * weight / length for place, weight in weights.items()}


def word_runs(words: Sequence[str]) -> list[str]:
    """Single words and pairs; the blank at the end keeps them apart from runs of letters."""
    pairs = (f"{left} {right} " for left, right in pairwise(words))
    return [*(f"{word}  " for word in words), *pairs]


def letter_runs(words: Sequence[str]) -> list[str]:
    """Runs of 3 to 5 letters inside each word with a blank on either side."""
    return [run for word in words for run in _runs_in(word)]


@lru_cache(MEMORY)
def _runs_in(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    return tuple(padded[at : at + length] for length in _LETTER_RUNS for at in range(max(1, len(padded) - length + 1)))
