"""What speaks for an answer, gathered per question before it becomes a probability."""

import numpy as np

from core.answers.head import softmax

CLOSENESS = 2
"""Its column."""


def gather(logits: np.ndarray, closeness: np.ndarray, topics: int) -> np.ndarray:
    """Evidence rows: largest logit, its log-odds, closeness, its lead over the background.

    `logits` is questions x topics (and one column more for the background if there is one); `closeness`
    one number a question. Without a background the log-odds tell topics apart, not ours from others': then they speak
    only against an answer.
    """
    inside = logits[:, :topics]
    largest = inside.max(axis=1)
    share = softmax(logits)[np.arange(len(logits)), inside.argmax(axis=1)].clip(1e-6, 1 - 1e-6)
    odds = np.log(share / (1 - share))
    if logits.shape[1] > topics:
        columns = [largest, odds, closeness, largest - logits[:, topics]]
    else:
        columns = [largest, np.minimum(odds, 0.0), closeness]
    return np.stack(columns, axis=1).astype(np.float64)


def nearest(meaning: np.ndarray, known: np.ndarray) -> np.ndarray:
    """The cosine of each question to the nearest known one."""
    found: np.ndarray = (meaning @ known.T).max(axis=1)
    return found
