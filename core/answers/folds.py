"""Cross-validation over questions and topics at once: what the engine says of questions it has not seen.

A fold leaves out some questions of every topic and all questions of some topics, which then stand for questions
the pack does not cover.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.answers.calibration import Calibration, calibrate, untaught
from core.answers.evidence import gather, nearest
from core.answers.head import fit_softmax

FOLDS, ENOUGH = 10, 600
"""Parts the questions are split into; parts are judged until this many questions were."""
FOREIGN = 10
"""One topic in so many is left out of each fold."""
REAL = 20.0
"""A question of the background counts as much as so many of a topic left out, which only stand in for it."""
NEAR_ENOUGH = 6e-3
"""How far from the best a fold's weights may stop: they only judge."""


@dataclass(frozen=True)
class Lesson:
    """What a head is fitted on; `asked` marks the texts that somebody could ask, `unbend` is `head.flatten`'s."""

    rows: np.ndarray
    labels: np.ndarray
    asked: np.ndarray
    meaning: np.ndarray
    topics: int
    penalty: float
    unbend: np.ndarray

    @property
    def count(self) -> int:
        """Topics, and the background if there is one."""
        return int(self.labels.max()) + 1


def calibration_of(lesson: Lesson) -> tuple[Calibration, np.ndarray | None]:
    """The calibration, and weights of a fold for the head to begin with."""
    evidence, right, inside, worth, weights = [], [], [], [], None
    for unseen, foreign in _left_out(lesson):
        judged = (unseen | foreign) & lesson.asked
        labels, foreign_too = lesson.labels[judged], foreign[judged]
        weights = _head(lesson, ~(unseen | foreign))
        logits = lesson.rows[judged] @ weights
        logits[:, np.unique(lesson.labels[foreign])] = -30.0
        evidence.append(gather(logits, _closeness(lesson, judged, ~(unseen | foreign)), lesson.topics))
        right.append((logits[:, : lesson.topics].argmax(axis=1) == labels) & ~foreign_too)
        inside.append(~foreign_too & (labels < lesson.topics))
        worth.append(np.where(labels < lesson.topics, 1.0, REAL))
    if len(set(np.concatenate(right).tolist()) if right else ()) < 2:
        return untaught(3 + int(lesson.count > lesson.topics)), weights
    return calibrate(*map(np.concatenate, (evidence, right, inside, worth))), weights


def _head(lesson: Lesson, shown: np.ndarray) -> np.ndarray:
    rows, labels = lesson.rows[shown], lesson.labels[shown]
    return fit_softmax(rows, labels, lesson.count, lesson.penalty, unbend=lesson.unbend, tolerance=NEAR_ENOUGH)


def _closeness(lesson: Lesson, judged: np.ndarray, shown: np.ndarray) -> np.ndarray:
    """How near each judged question is to one that the fold was shown."""
    return nearest(lesson.meaning[judged], lesson.meaning[shown & (lesson.labels < lesson.topics)])


def _left_out(lesson: Lesson) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The questions and the topics that each fold leaves out, as masks; folds that would judge or show nothing are
    passed over."""
    labels, order = lesson.labels, np.arange(len(lesson.labels))
    for fold in range(min(FOLDS, 1 + ENOUGH * FOLDS // len(labels))):
        unseen = (order % FOLDS == fold) & lesson.asked
        foreign = (labels % FOREIGN == fold) & (labels < lesson.topics) & (lesson.topics >= 2 * FOREIGN)
        if ((unseen | foreign) & lesson.asked).any() and not (unseen | foreign).all():
            yield unseen, foreign
