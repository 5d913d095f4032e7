"""The table learns to say with a bag of wordpieces what the teacher says with six layers.

Element-wise single precision and fixed orders only: the same corpus and teacher give the same bytes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from core.answers.table import pair_rows

BATCH = 512
DECAY1, DECAY2, TINY = 0.9, 0.999, 1e-8


@dataclass
class Bags:
    """Texts as rows of the table: the rows of text i are `rows[starts[i]:starts[i + 1]]`."""

    rows: np.ndarray
    starts: np.ndarray

    @classmethod
    def of(cls, texts: Sequence[Sequence[int]], pieces: int, pairs: int) -> "Bags":
        bags = [[*text, *pair_rows(text, pieces, pairs)] for text in texts]
        lengths = [len(bag) for bag in bags]
        rows = np.fromiter((row for bag in bags for row in bag), np.int64, sum(lengths))
        return cls(rows, np.concatenate([[0], np.cumsum(lengths)]))

    def pick(self, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The rows of the chosen texts, one after the other, and where each text begins."""
        lengths = self.starts[chosen + 1] - self.starts[chosen]
        begins = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        offsets = np.arange(lengths.sum()) - np.repeat(begins, lengths)
        return self.rows[np.repeat(self.starts[chosen], lengths) + offsets], begins


def distil(
    table: np.ndarray, bags: Bags, targets: np.ndarray, shares: np.ndarray, epochs: int, rate: float, dropped: float
) -> np.ndarray:
    """Fits the rows of `table` (float32, changed in place) so that sums of rows point where `targets` do.

    `shares` says how much each text counts; `dropped` is the part of each text left out at random, so that
    meaning does not hang on one word.
    """
    first, second = np.zeros_like(table), np.zeros_like(table)
    dice = np.random.Generator(np.random.PCG64(0))
    steps = epochs * -(-len(targets) // BATCH)
    for step, chosen in enumerate(_batches(len(targets), epochs, dice), 1):
        rows, begins = bags.pick(chosen)
        kept = (dice.random(len(rows)) >= dropped).astype(np.float32)
        kept[begins] = 1.0
        gradient = _gradient(table, rows, kept, begins, targets[chosen]) * shares[chosen][:, None]
        touched, slope = _by_row(rows, kept, begins, gradient)
        _adam(table, first, second, touched, slope, rate * (1.0 - (step - 1) / steps), step)
    return table


def _batches(texts: int, epochs: int, dice: np.random.Generator) -> Iterator[np.ndarray]:
    for _ in range(epochs):
        order = dice.permutation(texts)
        for start in range(0, texts, BATCH):
            yield order[start : start + BATCH]


def _gradient(
    table: np.ndarray, rows: np.ndarray, kept: np.ndarray, begins: np.ndarray, wanted: np.ndarray
) -> np.ndarray:
    """The slope of minus the cosine in each text's sum of rows."""
    sums = np.add.reduceat(table[rows] * kept[:, None], begins, axis=0)
    length = np.sqrt((sums * sums).sum(axis=1, keepdims=True)) + np.float32(1e-6)
    unit = sums / length
    cosine = (unit * wanted).sum(axis=1, keepdims=True)
    found: np.ndarray = (unit * cosine - wanted) / length
    return found


def _by_row(
    rows: np.ndarray, kept: np.ndarray, begins: np.ndarray, gradient: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    lengths = np.diff(np.append(begins, len(rows)))
    text = np.repeat(np.arange(len(begins)), lengths)
    order = np.argsort(rows, kind="stable")
    touched, starts = np.unique(rows[order], return_index=True)
    return touched, np.add.reduceat(gradient[text[order]] * kept[order][:, None], starts, axis=0)


def _adam(
    table: np.ndarray,
    first: np.ndarray,
    second: np.ndarray,
    touched: np.ndarray,
    slope: np.ndarray,
    rate: float,
    step: int,
) -> None:
    m = DECAY1 * first[touched] + (1 - DECAY1) * slope
    v = DECAY2 * second[touched] + (1 - DECAY2) * slope * slope
    first[touched], second[touched] = m, v
    table[touched] -= np.float32(rate) * (m / (1 - DECAY1**step)) / (np.sqrt(v / (1 - DECAY2**step)) + TINY)
