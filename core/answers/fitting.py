"""Fitting: from a pack's questions to everything the engine needs to answer one."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.answers import kernel
from core.answers.calibration import Calibration
from core.answers.ear import Alarms, Ear
from core.answers.ear_fitting import fit_ear
from core.answers.folds import Lesson, calibration_of
from core.answers.head import fit_softmax, flatten
from core.answers.language import Language
from core.answers.ngrams import Ngrams, Sparse
from core.answers.table import MeaningTable

PENALTY = 0.33

_NAME_BREAK = re.compile(r"(?<=[a-z])(?=[A-Z])|[\W\d_]+")


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
    ear: Ear | None


def fit(
    entries: Mapping[str, Sequence[str]],
    background: Sequence[str],
    lexicon: Mapping[str, str],
    alarms: Alarms,
    table: MeaningTable,
) -> Fitted:
    """Fits head, calibration and ear; ValueError when no topic has a question."""
    topics = tuple(topic for topic, questions in entries.items() if questions)
    if not topics:
        raise ValueError("an engine needs at least one topic with a question")
    texts, labels, asked = _texts(topics, entries, background)
    language = Language.of(texts, lexicon)
    read = [language.read(text) for text in texts]
    ngrams = Ngrams.fit(read)
    sparse = [ngrams.vector(words) for words in read]
    meaning = np.stack([table.vector(words) for words in read])
    landmarks = kernel.pick_landmarks(len(texts))
    rows, turn = kernel.layout(kernel.likeness(meaning, sparse, landmarks, len(ngrams)), landmarks)
    weights, calibration = _taught(rows, labels, asked, meaning, len(topics))
    per_landmark = turn @ weights
    return Fitted(
        topics,
        language,
        ngrams,
        _as_stored(meaning[labels < len(topics)]),
        _as_stored(kernel.MEANING_SHARE**2 * (meaning[landmarks].T @ per_landmark)),
        _as_stored(_ngram_weights([sparse[i] for i in landmarks], per_landmark, len(ngrams))),
        kernel.ALONE * per_landmark.sum(axis=0),
        calibration,
        fit_ear(alarms, language, table, [read[i] for i in np.flatnonzero(asked)], meaning[asked]),
    )


def _taught(
    rows: np.ndarray, labels: np.ndarray, asked: np.ndarray, meaning: np.ndarray, topics: int
) -> tuple[np.ndarray, Calibration]:
    """The head's weights (columns of `rows` x topics) and how far they can be trusted."""
    unbend = flatten(rows, int(labels.max()) + 1, PENALTY)
    lesson = Lesson(rows, labels, asked, meaning, topics, PENALTY, unbend)
    calibration, start = calibration_of(lesson)
    return fit_softmax(rows, labels, lesson.count, PENALTY, start, unbend), calibration


def _texts(
    topics: Sequence[str], entries: Mapping[str, Sequence[str]], background: Sequence[str]
) -> tuple[list[str], np.ndarray, np.ndarray]:
    """All texts, the number of each one's topic (the background's comes last), and which of them were asked.

    A topic's own name counts as a question about it where it says something: `card_lost`, but not `t17`.
    """
    names = _spoken(topics)
    texts = [question for topic in topics for question in entries[topic]] + list(background) + list(names.values())
    labels = [n for n, topic in enumerate(topics) for _ in entries[topic]] + [len(topics)] * len(background)
    return texts, np.array([*labels, *names]), np.arange(len(texts)) < len(labels)


def _spoken(topics: Sequence[str]) -> dict[int, str]:
    """The names in plain words, by number; those that several topics share say nothing."""
    names = [_NAME_BREAK.sub(" ", topic).strip().lower() for topic in topics]
    shared = Counter(names)
    return {number: name for number, name in enumerate(names) if shared[name] == 1 and len(name) > 1}


def _as_stored(values: np.ndarray) -> np.ndarray:
    """Rounded to what a file keeps, so that a stored engine decides exactly as the one just fitted."""
    return values.astype(np.float16).astype(np.float32)


def _ngram_weights(sparse: Sequence[Sparse], per_landmark: np.ndarray, columns: int) -> np.ndarray:
    weights = np.zeros((columns, per_landmark.shape[1]), np.float32)
    for vector, share in zip(sparse, per_landmark, strict=True):
        weights[vector.columns] += vector.values[:, None] * share
    return weights
