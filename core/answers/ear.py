"""The learned ear: how much each sentence sounds like the red flags that people wrote down, and like which of them."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from core.answers.language import Language
from core.answers.ngrams import word_runs
from core.answers.table import MeaningTable

MEANING_SHARE = 1.6
CLOSE = 0.5
"""Rows whose logits lie this near are as likely: the more urgent one speaks."""
MORE_CHANCES = 0.7
"""How much the log of the number of sentences raises the threshold: each is one more chance to mishear."""

FEWEST = 6
"""Words that it takes to tell a story; fewer are left to the lexicon."""

_SENTENCE_END = re.compile(r"[!?;\n]+|\.(?!\d)")


@dataclass(frozen=True, slots=True)
class Alarms:
    """What an ear is taught: messages by the red flag they tell of, most urgent first, and harmless ones."""

    by_row: Mapping[str, Sequence[str]] = field(default_factory=dict)
    harmless: Sequence[str] = ()


@dataclass(frozen=True)
class Ear:
    """A softmax over the rows and "harmless", on meaning and on single and paired words.

    `weights` is (meaning, then words, then a constant) x (rows, then harmless), float32; `threshold` the log-odds of
    any row from which one sentence by itself is a red flag.
    """

    rows: tuple[str, ...]
    words: Mapping[str, int]
    rarity: np.ndarray
    weights: np.ndarray
    threshold: float

    def hear(self, text: str, language: Language, table: MeaningTable) -> list[tuple[str, str]]:
        """The suspicious sentences with the row each sounds like, the most suspicious first."""
        sentences = [sentence for sentence in _SENTENCE_END.split(text) if sentence.strip()]
        threshold = self.threshold + MORE_CHANCES * math.log(max(1, len(sentences)))
        heard = []
        for sentence in sentences:
            words = language.read(sentence)
            if len(words) < FEWEST:
                continue
            logits = self.logits(words, table)
            if (odds := float(alarm(logits))) > threshold:
                heard.append((-odds, self._row(logits), sentence))
        return [(row, sentence) for _, row, sentence in sorted(heard)]

    def logits(self, words: Sequence[str], table: MeaningTable) -> np.ndarray:
        """How much the words speak for each row, and last for none."""
        meaning = table.vector(words)
        logits: np.ndarray = self.weights[-1] + MEANING_SHARE * (meaning @ self.weights[: len(meaning)])
        columns = columns_of(words, self.words)
        if columns:
            shares = self.rarity[columns]
            shares = shares / np.sqrt(shares @ shares)
            logits = logits + shares @ self.weights[[len(meaning) + column for column in columns]]
        return logits

    def _row(self, logits: np.ndarray) -> str:
        inside = logits[:-1]
        return self.rows[int(np.flatnonzero(inside >= inside.max() - CLOSE)[0])]


def columns_of(words: Sequence[str], columns: Mapping[str, int]) -> list[int]:
    """The columns of the known words and pairs, each once, in order."""
    return sorted({columns[run] for run in word_runs(words) if run in columns})


def alarm(logits: np.ndarray) -> np.ndarray:
    """Log-odds of any row against harmless, which is the last column."""
    inside = logits[..., :-1]
    top = inside.max(axis=-1)
    odds: np.ndarray = top + np.log(np.exp(inside - top[..., None]).sum(axis=-1)) - logits[..., -1]
    return odds
