"""The head: softmax regression, fitted to convergence by L-BFGS (Liu and Nocedal 1989)."""

from collections.abc import Callable, Sequence

import numpy as np

HISTORY = 8
ENOUGH = 2_000
"""Rows from which the curvature is estimated."""
STEPS = 200
TOLERANCE = 2e-3
"""Fitting stops when the slope is this small beside the slope at zero; looser costs accuracy."""

Objective = Callable[[np.ndarray], tuple[float, np.ndarray]]
Step = tuple[np.ndarray, np.ndarray, float]
"""How far a step went, by how much the slope changed on it, and the product of both."""


def softmax(logits: np.ndarray) -> np.ndarray:
    """Shares that add up to one, row by row."""
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    found: np.ndarray = raised / raised.sum(axis=1, keepdims=True)
    return found


def fit_softmax(
    rows: np.ndarray,
    topics: np.ndarray,
    count: int,
    penalty: float,
    start: np.ndarray | None = None,
    unbend: np.ndarray | None = None,
    tolerance: float = TOLERANCE,
) -> np.ndarray:
    """Weights (columns x `count`) that minimise cross-entropy plus `penalty`/2 times their square.

    `rows` is texts x columns, `topics` the number of each text's topic; the search begins at `start`, zero if left
    out, goes by `unbend` (see `flatten`), made from the same rows if left out, and ends within `tolerance`.
    """
    truth = np.zeros((len(rows), count), rows.dtype)
    truth[np.arange(len(rows)), topics] = 1.0

    def objective(weights: np.ndarray) -> tuple[float, np.ndarray]:
        shares = softmax(rows @ weights)
        loss = -np.log(np.maximum(shares[np.arange(len(rows)), topics], 1e-30)).sum(dtype=np.float64)
        square = (weights * weights).sum(dtype=np.float64)
        return float(loss + penalty / 2 * square), rows.T @ (shares - truth) + penalty * weights

    zero = np.zeros((rows.shape[1], count), rows.dtype)
    steepest = float(np.abs(rows.T @ (np.float32(1 / count) - truth)).max())
    unbend = flatten(rows, count, penalty) if unbend is None else unbend
    return minimise(objective, zero if start is None else start, tolerance * steepest, unbend)


def flatten(rows: np.ndarray, count: int, penalty: float) -> np.ndarray:
    """The inverse of the curvature at zero, alike for all topics (columns x columns): steps taken through it are
    as long in flat directions as in steep ones, which halves their number."""
    some = rows[:: max(1, len(rows) // ENOUGH)]
    curvature = some.T @ some * np.float32(len(rows) / len(some) / count)
    curvature[np.diag_indices_from(curvature)] += np.float32(penalty)
    return np.asarray(np.linalg.inv(curvature))


def minimise(objective: Objective, x: np.ndarray, tolerance: float, unbend: np.ndarray) -> np.ndarray:
    """The lowest point of a smooth convex function; stops when no slope exceeds `tolerance`."""
    past: list[Step] = []
    value, slope = objective(x)
    for _ in range(STEPS):
        if float(np.abs(slope).max()) <= tolerance:
            break
        move = _direction(slope, past, unbend)
        x_next, value_next, slope_next = _walk(objective, x, value, slope, move)
        if value_next >= value:
            break
        moved, bent = x_next - x, slope_next - slope
        curve = float((moved * bent).sum(dtype=np.float64))
        if curve > 0:
            past = [*past[1 - HISTORY :], (moved, bent, curve)]
        x, value, slope = x_next, value_next, slope_next
    return x


def _direction(slope: np.ndarray, past: Sequence[Step], unbend: np.ndarray) -> np.ndarray:
    move = -slope
    shares = []
    for moved, bent, curve in reversed(past):
        share = float((moved * move).sum(dtype=np.float64)) / curve
        move = move - np.float32(share) * bent
        shares.append(share)
    move = np.asarray(unbend @ move)
    if past:
        _, bent, curve = past[-1]
        move *= np.float32(curve / float((bent * (unbend @ bent)).sum(dtype=np.float64)))
    for (moved, bent, curve), share in zip(past, reversed(shares), strict=True):
        back = float((bent * move).sum(dtype=np.float64)) / curve
        move = move + np.float32(share - back) * moved
    return move


def _walk(
    objective: Objective, x: np.ndarray, value: float, slope: np.ndarray, move: np.ndarray
) -> tuple[np.ndarray, float, np.ndarray]:
    """Halves the step until the value falls enough (Armijo)."""
    descent = float((slope * move).sum(dtype=np.float64))
    step = 1.0
    for _ in range(20):
        x_next = x + np.float32(step) * move
        value_next, slope_next = objective(x_next)
        if value_next <= value + 1e-4 * step * descent:
            break
        step /= 2
    return x_next, value_next, slope_next
