"""The head: softmax regression, fitted to convergence by L-BFGS (Liu and Nocedal 1989)."""

from collections.abc import Callable

import numpy as np

HISTORY = 8
STEPS = 200
TOLERANCE = 2e-3
"""Fitting stops when the slope is this small beside the slope at zero; looser costs accuracy."""

Objective = Callable[[np.ndarray], tuple[float, np.ndarray]]


def softmax(logits: np.ndarray) -> np.ndarray:
    """Shares that add up to one, row by row."""
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    found: np.ndarray = raised / raised.sum(axis=1, keepdims=True)
    return found


def fit_softmax(
    rows: np.ndarray, topics: np.ndarray, count: int, penalty: float, tolerance: float = TOLERANCE
) -> np.ndarray:
    """Weights (columns x `count`) that minimise cross-entropy plus `penalty`/2 times their square.

    `rows` is texts x columns, `topics` the number of each text's topic.
    """
    truth = np.zeros((len(rows), count), rows.dtype)
    truth[np.arange(len(rows)), topics] = 1.0

    def objective(weights: np.ndarray) -> tuple[float, np.ndarray]:
        shares = softmax(rows @ weights)
        loss = -np.log(np.maximum(shares[np.arange(len(rows)), topics], 1e-30)).sum(dtype=np.float64)
        square = (weights * weights).sum(dtype=np.float64)
        return float(loss + penalty / 2 * square), rows.T @ (shares - truth) + penalty * weights

    zero = np.zeros((rows.shape[1], count), rows.dtype)
    steepest = float(np.abs(objective(zero)[1]).max())
    return minimise(objective, zero, tolerance * steepest)


def minimise(objective: Objective, x: np.ndarray, tolerance: float) -> np.ndarray:
    """The lowest point of a smooth convex function; stops when no slope exceeds `tolerance`."""
    past: list[tuple[np.ndarray, np.ndarray, float]] = []
    value, slope = objective(x)
    for _ in range(STEPS):
        if float(np.abs(slope).max()) <= tolerance:
            break
        move = _direction(slope, past)
        x_next, value_next, slope_next = _walk(objective, x, value, slope, move)
        if value_next >= value:
            break
        moved, bent = x_next - x, slope_next - slope
        curve = float((moved * bent).sum(dtype=np.float64))
        if curve > 0:
            past = [*past[1 - HISTORY :], (moved, bent, curve)]
        x, value, slope = x_next, value_next, slope_next
    return x


def _direction(slope: np.ndarray, past: list[tuple[np.ndarray, np.ndarray, float]]) -> np.ndarray:
    move = -slope
    if not past:
        return move / np.float32(max(1.0, float(np.abs(slope).max())))
    shares = []
    for moved, bent, curve in reversed(past):
        share = float((moved * move).sum(dtype=np.float64)) / curve
        move = move - np.float32(share) * bent
        shares.append(share)
    _, bent, curve = past[-1]
    move = move * np.float32(curve / float((bent * bent).sum(dtype=np.float64)))
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
