"""Which questions ask the same: alike in meaning and in the words that are rare. Pure."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

ALIKE = 0.36
"""Chosen on 15 questions asked in four ways each: all pairs put together belonged so, and 19 in 20 were found."""
MEANING_SHARE = 0.5
UNSEEN = 1.0  # as if one text more had each word


def rarity_of(texts: Sequence[Sequence[str]]) -> dict[str, float]:
    """How much a word tells, by how few of the texts have it."""
    counts: dict[str, int] = {}
    for text in texts:
        for word in set(text):
            counts[word] = counts.get(word, 0) + 1
    return {word: math.log((UNSEEN + len(texts)) / (UNSEEN + count)) for word, count in counts.items()}


def likeness(meaning: np.ndarray, words: Sequence[Sequence[str]], rarity: Mapping[str, float]) -> np.ndarray:
    """How alike each question is to each other, up to 1; `meaning` holds one unit vector a question."""
    columns = {word: place for place, word in enumerate(sorted({word for each in words for word in each}))}
    rarest = max(rarity.values(), default=1.0)
    shares = np.zeros((len(words), len(columns)), np.float32)
    for row, each in enumerate(words):
        for word in set(each):
            shares[row, columns[word]] = math.sqrt(max(rarity.get(word, rarest), 0.0))
    length = np.sqrt((shares * shares).sum(axis=1, keepdims=True))
    shares /= np.where(length > 0, length, 1)
    alike: np.ndarray = MEANING_SHARE * (meaning @ meaning.T) + (1 - MEANING_SHARE) * (shares @ shares.T)
    return alike


def groups(alike: np.ndarray, least: float = ALIKE) -> list[list[int]]:
    """Questions that are alike on average, each list and the lists in the order of their first question."""
    members = {number: [number] for number in range(len(alike))}
    sums = alike.astype(np.float64)  # of the likeness of all pairs between two groups
    sizes = np.ones(len(alike))
    means = sums.copy()
    np.fill_diagonal(means, -np.inf)
    while len(members) > 1:
        one, other = sorted(divmod(int(means.argmax()), len(means)))
        if means[one, other] < least:
            break
        members[one] += members.pop(other)
        sums[one] += sums[other]
        sums[:, one] = sums[one]
        sizes[one] += sizes[other]
        means[one] = np.where(np.isneginf(means[one]), -np.inf, sums[one] / (sizes * sizes[one]))
        means[:, one] = means[one]
        means[other] = means[:, other] = -np.inf
    return [sorted(each) for _, each in sorted(members.items())]
