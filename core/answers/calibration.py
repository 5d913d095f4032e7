"""From evidence to probability: a logistic regression fitted on questions the head had not seen."""

from dataclasses import dataclass

import numpy as np

from core.answers.evidence import CLOSENESS

NEWTON_STEPS = 50
PENALTY = 1.0
SEARCH_SHARE = 3.0
"""How much the outside counts while the way to tell it apart is sought, beside the inside."""
OUTSIDE_SHARE = 0.03
"""How much it counts in the chances themselves."""
EVEN, STEEPNESS = 0.45, 12.0
"""At which closeness an untaught answer is as likely right as wrong, and how fast that changes."""


@dataclass(frozen=True)
class Calibration:
    """Chance = 1 / (1 + exp(-(bias + weights . evidence)))."""

    bias: float
    weights: np.ndarray

    def chance(self, evidence: np.ndarray) -> np.ndarray:
        """Probabilities for rows of evidence."""
        return _sigmoid(self.bias + evidence @ self.weights)

    def easier(self, ease: float) -> "Calibration":
        """The same for questions that are easier by so much in log-odds than those it was fitted on."""
        return Calibration(self.bias + ease, self.weights)


def calibrate(evidence: np.ndarray, right: np.ndarray, known: np.ndarray, worth: np.ndarray) -> Calibration:
    """Fits the chance that `right` is true from evidence of which `known` says what came from inside and `worth`
    how much each row counts among its like.

    First a direction that counts the outside heavily, to tell it apart; then a bias and a scale along it that
    count it as often as it is asked, so that the chances are true.
    """
    centre, spread = evidence.mean(axis=0), evidence.std(axis=0) + 1e-9
    apart = _fit_logistic((evidence - centre) / spread, right, _shares(known, worth, SEARCH_SHARE))
    along = (evidence - centre) / spread @ apart[1:] + apart[0]
    bias, scale = _fit_logistic(along[:, None], right, _shares(known, worth, OUTSIDE_SHARE))
    weights = scale * apart[1:] / spread
    return Calibration(float(bias + scale * apart[0] - centre @ weights), weights)


def untaught(columns: int) -> Calibration:
    """For a pack too small to have been wrong as well as right: what is near a known question is answered.

    `columns` is how many pieces of evidence there are.
    """
    weights = np.zeros(columns)
    weights[CLOSENESS] = STEEPNESS
    return Calibration(-STEEPNESS * EVEN, weights)


def _shares(known: np.ndarray, worth: np.ndarray, outside: float) -> np.ndarray:
    """How much each row counts: all from outside together `outside` times all from inside."""
    return np.where(known, worth, worth * outside * worth[known].sum() / max(1e-9, float(worth[~known].sum())))


def _fit_logistic(evidence: np.ndarray, right: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Bias and weights by Newton's method."""
    rows = np.hstack([np.ones((len(evidence), 1)), evidence])
    weights = np.zeros(rows.shape[1])
    ridge = np.diag([1e-6, *[PENALTY] * evidence.shape[1]])
    for _ in range(NEWTON_STEPS):
        chance = _sigmoid(rows @ weights)
        slope = rows.T @ (shares * (chance - right)) + ridge @ weights
        bend = (rows * (shares * chance * (1 - chance))[:, None]).T @ rows + ridge
        step = np.linalg.solve(bend, slope)
        weights = weights - step / max(1.0, float(np.abs(step).max()))
        if float(np.abs(step).max()) < 1e-8:
            break
    return weights


def calibration_error(chances: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error in [0, 1]: how far stated and true shares lie apart, averaged over equal bins."""
    place = np.minimum((chances * bins).astype(int), bins - 1)
    gaps = [abs(float((chances[place == b] - right[place == b]).sum())) for b in range(bins)]
    return sum(gaps) / max(1, len(chances))


def _sigmoid(x: np.ndarray) -> np.ndarray:
    found: np.ndarray = 1.0 / (1.0 + np.exp(-np.clip(x, -40.0, 40.0)))
    return found
