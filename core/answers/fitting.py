"""Fitting: from a pack's questions to everything the engine needs to answer one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.answers import kernel
from core.answers.calibration import Calibration, calibrate
from core.answers.evidence import gather, nearest
from core.answers.head import fit_softmax
from core.answers.language import Language
from core.answers.ngrams import Ngrams, Sparse
from core.answers.table import MeaningTable

PENALTY = 0.33
FOLDS, ENOUGH = 10, 800
"""Parts the questions are split into; parts are judged until this many questions were."""
FOREIGN = 10
"""One topic in so many is left out of each fold."""


@dataclass(frozen=True)
class Fitted:
    """What fitting found; `weights` and `offset` turn meaning and n-grams into logits."""

    topics: tuple[str, ...]
    language: Language
    ngrams: Ngrams
    meaning: np.ndarray
    """Vectors of the known questions, for closeness (float32, questions x width)."""
    meaning_weights: np.ndarray
    ngram_weights: np.ndarray
    offset: np.ndarray
    calibration: Calibration


def fit(
    entries: Mapping[str, Sequence[str]], background: Sequence[str], lexicon: Mapping[str, str], table: MeaningTable
) -> Fitted:
    """Fits head and calibration; ValueError when no topic has a question."""
    topics = tuple(topic for topic, questions in entries.items() if questions)
    if not topics:
        raise ValueError("an engine needs at least one topic with a question")
    texts = [question for topic in topics for question in entries[topic]] + list(background)
    labels = np.array([n for n, topic in enumerate(topics) for _ in entries[topic]] + [len(topics)] * len(background))
    language = Language.of(texts, lexicon)
    read = [language.read(text) for text in texts]
    ngrams = Ngrams.fit(read)
    sparse = [ngrams.vector(words) for words in read]
    meaning = np.stack([table.vector(words) for words in read])
    landmarks = kernel.pick_landmarks(len(texts))
    rows, root = kernel.layout(kernel.likeness(meaning, sparse, landmarks, len(ngrams)), landmarks)
    count = int(labels.max()) + 1
    weights = fit_softmax(rows, labels, count, PENALTY)
    calibration = _calibrate(rows, labels, count, meaning, len(topics))
    per_landmark = np.linalg.solve(root.T, weights.astype(np.float64)).astype(np.float32)
    return Fitted(
        topics,
        language,
        ngrams,
        _as_stored(meaning[labels < len(topics)]),
        _as_stored(kernel.MEANING_SHARE**2 * (meaning[landmarks].T @ per_landmark)),
        _as_stored(_ngram_weights([sparse[i] for i in landmarks], per_landmark, len(ngrams))),
        kernel.ALONE * per_landmark.sum(axis=0),
        calibration,
    )


def _as_stored(values: np.ndarray) -> np.ndarray:
    """Rounded to what a file keeps, so that a stored engine decides exactly as the one just fitted."""
    return values.astype(np.float16).astype(np.float32)


def _ngram_weights(sparse: Sequence[Sparse], per_landmark: np.ndarray, columns: int) -> np.ndarray:
    weights = np.zeros((columns, per_landmark.shape[1]), np.float32)
    for vector, share in zip(sparse, per_landmark, strict=True):
        weights[vector.columns] += vector.values[:, None] * share
    return weights


def _calibrate(rows: np.ndarray, labels: np.ndarray, count: int, meaning: np.ndarray, topics: int) -> Calibration:
    """Cross-validation over questions and topics at once: a fold leaves out some questions of every topic and
    all questions of some topics, which then stand for questions the pack does not cover."""
    evidence, right, inside = [], [], []
    for fold in range(min(FOLDS, 1 + ENOUGH * FOLDS // len(labels))):
        unseen, foreign = _left_out(labels, topics, fold)
        judged = unseen | foreign
        if judged.all() or not judged.any():
            continue
        logits, closeness = _judge(rows, labels, count, meaning, judged, topics, foreign)
        evidence.append(gather(logits, closeness, topics))
        right.append(logits[:, :topics].argmax(axis=1) == labels[judged])
        inside.append(~foreign[judged] & (labels[judged] < topics))
    if not evidence:
        return Calibration(0.0, np.zeros(3 + int(count > topics)))
    known = np.concatenate(inside)
    return calibrate(np.concatenate(evidence), np.concatenate(right) & known, known)


def _judge(
    rows: np.ndarray,
    labels: np.ndarray,
    count: int,
    meaning: np.ndarray,
    judged: np.ndarray,
    topics: int,
    foreign: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Logits and closeness of the judged questions from a head that was shown the others only."""
    shown = ~judged
    logits = rows[judged] @ fit_softmax(rows[shown], labels[shown], count, PENALTY)
    logits[:, np.unique(labels[foreign & (labels < topics)])] = -30.0
    return logits, nearest(meaning[judged], meaning[shown & (labels < topics)])


def _left_out(labels: np.ndarray, topics: int, fold: int) -> tuple[np.ndarray, np.ndarray]:
    order = np.arange(len(labels))
    unseen = order % FOLDS == fold
    foreign = (labels % FOREIGN == fold) & (labels < topics) & (topics >= 2 * FOREIGN)
    return unseen, foreign
