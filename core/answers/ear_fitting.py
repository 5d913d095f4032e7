"""Teaching the ear: red flags against look-alikes and some of the ordinary questions; others set its threshold."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from core.answers.ear import MEANING_SHARE, Alarms, Ear, alarm, columns_of
from core.answers.head import fit_softmax, flatten
from core.answers.language import Language
from core.answers.ngrams import word_runs
from core.answers.table import MeaningTable

PENALTY = 0.5
SEEN = 3
"""Messages of alarms that must have a word before it counts."""
STRIDE = 4
"""One ordinary question in so many teaches, the next one judges."""
MISHEARD = 0.003
"""The share of the judging questions that may sound like a red flag."""
LEAST = 0.8
"""The lowest threshold: people's own stories sound more alarming than the questions that judge."""
NEARLY = 1.5
"""Ordinary questions that come so near the threshold are all taught."""


def fit_ear(
    alarms: Alarms, language: Language, table: MeaningTable, read: Sequence[Sequence[str]], meaning: np.ndarray
) -> Ear | None:
    """An ear for these alarms; `read` and `meaning` are the words and vectors of ordinary questions.

    None when there is nothing to listen for.
    """
    rows = tuple(alarms.by_row)
    told = [language.read(text) for texts in (*alarms.by_row.values(), alarms.harmless) for text in texts]
    if not rows or not told:
        return None
    labels = [n for n, texts in enumerate((*alarms.by_row.values(), alarms.harmless)) for _ in texts]
    columns = _columns(told[: len(told) - len(alarms.harmless)])
    rarity = _rarity([*told, *read[::STRIDE]], columns)
    examples = _layout(told, np.stack([table.vector(words) for words in told]), columns, rarity)
    weights, threshold = _teach(examples, labels, _layout(read, meaning, columns, rarity), len(rows))
    return Ear(rows, columns, rarity, weights.astype(np.float16).astype(np.float32), threshold)


def _teach(examples: np.ndarray, labels: Sequence[int], ordinary: np.ndarray, none: int) -> tuple[np.ndarray, float]:
    """Weights and threshold; what the first weights nearly mishear is taught too, once it has judged them."""

    unbend = flatten(np.concatenate([examples, ordinary[::STRIDE]]), none + 1, PENALTY)

    def fit(taught: np.ndarray, start: np.ndarray | None) -> np.ndarray:
        topics = np.array([*labels, *[none] * len(taught)])
        return fit_softmax(np.concatenate([examples, taught]), topics, none + 1, PENALTY, start, unbend)

    weights = fit(ordinary[::STRIDE], None)
    odds = alarm(ordinary @ weights)
    threshold = _threshold(odds[1::STRIDE])
    taught = np.arange(len(ordinary)) % STRIDE == 0
    return fit(ordinary[taught | (odds > threshold - NEARLY)], weights), threshold


def _columns(told: Sequence[Sequence[str]]) -> dict[str, int]:
    counts = Counter(run for words in told for run in set(word_runs(words)))
    return {run: place for place, run in enumerate(sorted(run for run, count in counts.items() if count >= SEEN))}


def _rarity(taught: Sequence[Sequence[str]], columns: Mapping[str, int]) -> np.ndarray:
    counts = np.bincount([column for words in taught for column in columns_of(words, columns)], minlength=len(columns))
    rarity: np.ndarray = (np.log((1 + len(taught)) / (1 + counts)) + 1.0).astype(np.float32)
    return rarity


def _layout(
    read: Sequence[Sequence[str]], meaning: np.ndarray, columns: Mapping[str, int], rarity: np.ndarray
) -> np.ndarray:
    """Rows (float32): meaning, words, one constant."""
    words = np.zeros((len(read), len(columns)), np.float32)
    for row, each in zip(words, read, strict=True):
        found = columns_of(each, columns)
        row[found] = rarity[found]
    words /= np.maximum(np.sqrt((words * words).sum(axis=1, keepdims=True)), 1e-9)
    return np.hstack([MEANING_SHARE * meaning, words, np.ones((len(read), 1), np.float32)]).astype(np.float32)


def _threshold(odds: np.ndarray) -> float:
    """The log-odds that all but `MISHEARD` of the judging questions stay under, but never less than `LEAST`."""
    return max(LEAST, float(np.quantile(odds, 1 - MISHEARD))) if len(odds) else LEAST
