"""Builds the table of meanings that ships in `core/answers/data/`: `python -m tools.answers.build TEACHER [OUT]`.

TEACHER is the folder with `model.safetensors` and `vocab.txt` of all-MiniLM-L6-v2 (docs/decisions/0002). About
a quarter of an hour on one core. Nothing but numpy; the same teacher and corpus give the same bytes.
"""

import argparse
import lzma
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.answers.language import DATA
from core.answers.normalise import words
from core.answers.rewriting import Rewriting, read_spellings
from core.answers.wordpieces import Wordpieces
from tools.answers.distil import Bags, distil
from tools.answers.questions import FOLDER, questions
from tools.answers.teacher import Teacher, checksum

TEACHER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WIDTH, PAIRS = 256, 16_384
EPOCHS, RATE, DROPPED = 8, 0.003, 0.1
WORD_SHARE = 0.3
"""How much a single word counts in training, beside a sentence."""
COMMONEST = 20_000
FINEST = 4_096
"""Targets are rounded to this grid, far above what two machines differ by."""

Encode = Callable[[Sequence[str]], np.ndarray]


@dataclass
class Lesson:
    """Texts, what the teacher says of them, and how much each counts."""

    texts: list[str]
    vectors: np.ndarray
    shares: np.ndarray


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("teacher", type=Path)
    parser.add_argument("out", type=Path, nargs="?", default=DATA)
    parser.add_argument("--every", type=int, default=1, help="learn from one text in so many only, for a quick trial")
    arguments = parser.parse_args()
    if checksum(arguments.teacher / "model.safetensors") != TEACHER_SHA256:
        raise SystemExit("This is not the teacher the table was made with: its sha256 differs.")
    vocabulary = (arguments.teacher / "vocab.txt").read_text("utf-8").split("\n")
    write(arguments.out, *build(vocabulary, Teacher(arguments.teacher).encode, arguments.every))


def build(vocabulary: list[str], encode: Encode, every: int = 1) -> tuple[Wordpieces, np.ndarray]:
    """The pieces kept and the trained table, float32, pieces' rows first.

    `encode` is the teacher: texts in, rows of unit length out; `every` takes only one text in so many.
    """
    pieces = _plain_pieces(vocabulary)
    single = _packed("words")[::every]
    sentences = [*_packed("wordnet"), *questions("everyday"), *questions("running")][::every]
    lesson = _prepare(single, sentences, encode([*single, *sentences]))
    table = _first_guess(pieces, single, lesson.vectors)
    spellings = Rewriting(read_spellings((FOLDER / "spellings.txt").read_text("utf-8").splitlines()))
    read = [pieces.of(spellings.apply(words(text))) for text in lesson.texts]
    known = np.flatnonzero([len(found) > 0 for found in read])
    bags = Bags.of([read[i] for i in known], len(pieces), PAIRS)
    return pieces, distil(table, bags, lesson.vectors[known], lesson.shares[known], EPOCHS, RATE, DROPPED)


def write(out: Path, pieces: Wordpieces, table: np.ndarray) -> None:
    """Rows as int8 with a scale each, and the word lists beside them."""
    scales = (np.abs(table).max(axis=1) / 127).astype(np.float32)
    scales[scales == 0] = 1.0
    np.savez(out / "table.npz", rows=np.round(table / scales[:, None]).astype(np.int8), scales=scales)
    (out / "pieces.txt").write_text("\n".join(pieces.vocabulary) + "\n", "utf-8")
    (out / "common_words.txt").write_text("\n".join(_packed("words")[:COMMONEST]) + "\n", "utf-8")


def _packed(name: str) -> list[str]:
    return lzma.decompress((FOLDER / f"{name}.txt.xz").read_bytes()).decode().splitlines()


def _plain_pieces(vocabulary: list[str]) -> Wordpieces:
    plain = [piece for piece in vocabulary if piece.removeprefix("##").isascii() and piece.removeprefix("##").isalnum()]
    return Wordpieces(plain)


def _prepare(single: list[str], sentences: list[str], vectors: np.ndarray) -> Lesson:
    """The teacher's vectors about their middle, turned to their `WIDTH` strongest directions."""
    spoken = vectors[len(single) :]
    middle = spoken.mean(axis=0)
    _, directions = np.linalg.eigh((spoken - middle).T @ (spoken - middle))
    strongest = directions[:, ::-1][:, :WIDTH]
    strongest = strongest * np.sign(strongest[np.abs(strongest).argmax(axis=0), np.arange(WIDTH)])
    turned = (vectors - middle) @ strongest
    turned /= np.linalg.norm(turned, axis=1, keepdims=True)
    shares = np.full(len(vectors), 1.0, np.float32)
    shares[: len(single)] = WORD_SHARE
    return Lesson([*single, *sentences], (np.round(turned * FINEST) / FINEST).astype(np.float32), shares)


def _first_guess(pieces: Wordpieces, single: list[str], vectors: np.ndarray) -> np.ndarray:
    """A whole word begins with its own meaning, common words short (Arora et al. 2017); the rest small and random."""
    dice = np.random.Generator(np.random.PCG64(0))
    table = np.zeros((len(pieces) + PAIRS, WIDTH), np.float32)
    table[: len(pieces)] = 0.09 / np.sqrt(WIDTH) * dice.standard_normal((len(pieces), WIDTH))
    place = {word: rank for rank, word in enumerate(single)}
    for row, piece in enumerate(pieces.vocabulary):
        rank = place.get(piece)
        if rank is not None:
            table[row] = vectors[rank] * np.float32(0.3 * np.sqrt(1e-3 / (1e-3 + 0.1 / (rank + 2))))
    return table


if __name__ == "__main__":
    main()
