"""What words mean: a table of small vectors, one a wordpiece and one a hashed pair of neighbours."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from core.answers.wordpieces import Wordpieces

_MIX_FIRST, _MIX_SECOND = 2_654_435_761, 40_503


def pair_rows(pieces: Sequence[int], first_row: int, rows: int) -> list[int]:
    """The table rows of neighbouring pieces: hashed into `rows` rows that begin at `first_row`."""
    return [
        first_row + ((left * _MIX_FIRST ^ right * _MIX_SECOND) & 0xFFFFFFFF) % rows for left, right in pairwise(pieces)
    ]


class MeaningTable:
    """Turns words into one unit vector: the sum of the rows of their pieces and pairs of pieces.

    `rows` is int8, first the pieces' then the pairs'; `scales` holds one float32 a row.
    """

    def __init__(self, pieces: Wordpieces, rows: np.ndarray, scales: np.ndarray) -> None:
        self.pieces, self._rows, self._scales = pieces, rows, scales
        self.width = rows.shape[1]

    @classmethod
    def read(cls, folder: Path) -> "MeaningTable":
        """Reads `pieces.txt` and `table.npz` (`rows`, `scales`) as the build wrote them."""
        pieces = Wordpieces((folder / "pieces.txt").read_text("utf-8").split("\n")[:-1])
        with np.load(folder / "table.npz", allow_pickle=False) as stored:
            return cls(pieces, stored["rows"], stored["scales"])

    def vector(self, words: Sequence[str]) -> np.ndarray:
        """A float32 vector of unit length; all zeros when no word is known."""
        found = self.pieces.of(words)
        if not found:
            return np.zeros(self.width, np.float32)
        rows = found + pair_rows(found, len(self.pieces), len(self._rows) - len(self.pieces))
        total = self._scales[rows] @ self._rows[rows].astype(np.float32)
        length = float(np.sqrt(total @ total))
        return total / np.float32(length) if length > 0 else total
