"""The table of meanings can be built again, byte for byte."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from core.answers.language import DATA
from core.answers.table import MeaningTable
from tools.answers.build import build, write
from tools.answers.teacher import WIDTH

VOCABULARY = (DATA / "pieces.txt").read_text("utf-8").split("\n")[:2_000]


def by_letters(texts: Sequence[str]) -> np.ndarray:
    """A teacher without weights: what a text means is which bytes it has, spread over the width of the real one."""
    spread = np.random.Generator(np.random.PCG64(1)).standard_normal((256, WIDTH))
    vectors = np.array([np.bincount(list(text.encode()), minlength=256) for text in texts]) @ spread
    unit: np.ndarray = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def built(folder: Path) -> list[str]:
    folder.mkdir()
    write(folder, *build(VOCABULARY, by_letters, every=300))
    return [sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())]


def test_the_same_corpus_and_teacher_give_the_same_bytes(tmp_path: Path) -> None:
    assert built(tmp_path / "once") == built(tmp_path / "again")


def test_a_built_table_can_be_read(tmp_path: Path) -> None:
    built(tmp_path / "table")
    vector = MeaningTable.read(tmp_path / "table").vector(["a", "run"])
    assert float(vector @ vector) > 0.99
