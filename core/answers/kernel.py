"""How alike two questions are, and questions laid out so that a dot product says it."""

from collections.abc import Sequence

import numpy as np

from core.answers.ngrams import Sparse

LANDMARKS = 1_500
MEANING_SHARE = 1.6
ALONE = 1.0
"""What any two questions have in common: it gives every topic a constant of its own."""


def likeness(meaning: np.ndarray, sparse: Sequence[Sparse], landmarks: np.ndarray, columns: int) -> np.ndarray:
    """Dot products (questions x landmarks, float32) of the questions' full vectors; `landmarks` are row numbers."""
    table: np.ndarray = MEANING_SHARE**2 * (meaning @ meaning[landmarks].T) + np.float32(ALONE)
    owner = np.repeat(np.arange(len(sparse)), [len(vector.columns) for vector in sparse])
    column = np.concatenate([vector.columns for vector in sparse])
    value = np.concatenate([vector.values for vector in sparse])
    order = np.argsort(column, kind="stable")
    owner, value = owner[order], value[order]
    edges = np.searchsorted(column[order], np.arange(columns + 1))
    place = np.full(len(sparse), -1)
    place[landmarks] = np.arange(len(landmarks))
    for start, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        _add_column(table, owner[start:end], value[start:end], place)
    return table


def _add_column(table: np.ndarray, rows: np.ndarray, values: np.ndarray, place: np.ndarray) -> None:
    places = place[rows]
    among = places >= 0
    if among.any():
        table[rows[:, None], places[among][None, :]] += values[:, None] * values[among][None, :]


def layout(table: np.ndarray, landmarks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows whose dot products are the likeness (Nyström 1930), and the root that made them: `table = rows @ root.T`."""
    own = table[landmarks].astype(np.float64)
    root = np.linalg.cholesky(own + 1e-4 * np.eye(len(own)))
    rows = np.linalg.solve(root, table.T.astype(np.float64)).T
    return np.ascontiguousarray(rows, np.float32), root


def pick_landmarks(count: int) -> np.ndarray:
    """All questions when they are few, else `LANDMARKS` of them evenly spread."""
    if count <= LANDMARKS:
        return np.arange(count)
    return np.unique(np.linspace(0, count - 1, LANDMARKS).astype(np.int64))
