"""How alike two questions are, and questions laid out so that a dot product says it."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from core.answers.ngrams import Sparse

LANDMARKS, FEW = 1_400, 1_700
"""So many questions stand for all of them, unless these are few anyway."""
CROWDED = 300
"""An n-gram is in a crowd when so many questions have it; crowds are multiplied out as a whole."""
MEANING_SHARE = 1.6
ALONE = 1.0
"""What any two questions have in common: it gives every topic a constant of its own."""


def likeness(meaning: np.ndarray, sparse: Sequence[Sparse], landmarks: np.ndarray, columns: int) -> np.ndarray:
    """Dot products (questions x landmarks, float32) of the questions' full vectors; `landmarks` are row numbers."""
    table: np.ndarray = MEANING_SHARE**2 * (meaning @ meaning[landmarks].T) + np.float32(ALONE)
    owner = np.repeat(np.arange(len(sparse)), [len(vector.columns) for vector in sparse])
    column = np.concatenate([vector.columns for vector in sparse])
    value = np.concatenate([vector.values for vector in sparse])
    place = np.full(len(sparse), -1)
    place[landmarks] = np.arange(len(landmarks))
    often = np.bincount(column, minlength=columns)
    crowded = often[column] >= CROWDED
    dense = np.zeros((len(sparse), int((often >= CROWDED).sum())), np.float32)
    dense[owner[crowded], (np.cumsum(often >= CROWDED) - 1)[column[crowded]]] = value[crowded]
    table += dense @ dense[landmarks].T
    shared = ~crowded & (np.bincount(column, place[owner] >= 0, columns) > 0)[column]
    _add_columns(table, owner[shared], column[shared], value[shared], place)
    return table


def _add_columns(
    table: np.ndarray, owner: np.ndarray, column: np.ndarray, value: np.ndarray, place: np.ndarray
) -> None:
    """Adds the columns that few questions have, one after the other."""
    order = np.argsort(column, kind="stable")
    owner, value = owner[order], value[order]
    edges = np.flatnonzero(np.diff(column[order], prepend=-1, append=-1))
    for start, end in pairwise(edges.tolist()):
        rows, values = owner[start:end], value[start:end]
        places = place[rows]
        among = places >= 0
        table[rows[:, None], places[among][None, :]] += values[:, None] * values[among][None, :]


def layout(table: np.ndarray, landmarks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows whose dot products are the likeness (Nyström 1930), and what made them: `rows = table @ turn`."""
    own = table[landmarks].astype(np.float64)
    root = np.linalg.cholesky(own + 1e-4 * np.eye(len(own)))
    turn = np.linalg.inv(root.astype(np.float32)).T
    return table @ turn, turn


def pick_landmarks(count: int) -> np.ndarray:
    """All questions when they are few, else `LANDMARKS` of them evenly spread."""
    if count <= FEW:
        return np.arange(count)
    return np.unique(np.linspace(0, count - 1, LANDMARKS).astype(np.int64))
