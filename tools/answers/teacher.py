"""The teacher, all-MiniLM-L6-v2, run in plain numpy: sentences in, unit vectors out.

Double precision throughout: what differs between two machines is then far below the rounding of the targets, so
that the same corpus gives the same bytes everywhere.
"""

import hashlib
import json
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from core.answers.wordpieces import Wordpieces

HEADS, LAYERS, WIDTH = 12, 6, 384
BATCH = 128
LONGEST = 64


def checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def basic_tokens(text: str) -> list[str]:
    """Lower case without accents; every punctuation mark a token of its own."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn")
    spaced = "".join(c if c.isalnum() or c.isspace() else f" {c} " for c in plain)
    return spaced.split()


class Teacher:
    """`folder` holds `model.safetensors` and `vocab.txt` as published."""

    def __init__(self, folder: Path, dtype: type[np.floating] = np.float64) -> None:
        self.dtype = dtype
        self.tensors = _read_safetensors(folder / "model.safetensors", dtype)
        self.pieces = Wordpieces((folder / "vocab.txt").read_text("utf-8").splitlines())
        self._cls, self._sep = self.pieces.vocabulary.index("[CLS]"), self.pieces.vocabulary.index("[SEP]")
        self._unk = self.pieces.vocabulary.index("[UNK]")

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Rows of unit length, one per text, 384 wide."""
        tokens = [self._tokens(text) for text in texts]
        order = sorted(range(len(texts)), key=lambda i: (len(tokens[i]), i))
        vectors = np.zeros((len(texts), WIDTH), self.dtype)
        for length_group in _groups([len(tokens[i]) for i in order]):
            chosen = order[length_group]
            vectors[chosen] = self._forward(np.array([tokens[i] for i in chosen]))
        return vectors

    def _tokens(self, text: str) -> list[int]:
        found = [p for word in basic_tokens(text) for p in (self.pieces.of_word(word) or (self._unk,))]
        return [self._cls, *found[: LONGEST - 2], self._sep]

    def _forward(self, tokens: np.ndarray) -> np.ndarray:
        t = self.tensors
        hidden = t["embeddings.word_embeddings.weight"][tokens]
        hidden = hidden + t["embeddings.position_embeddings.weight"][: tokens.shape[1]]
        hidden = hidden + t["embeddings.token_type_embeddings.weight"][0]
        hidden = self._norm(hidden, "embeddings.LayerNorm")
        for layer in range(LAYERS):
            hidden = self._layer(hidden, f"encoder.layer.{layer}")
        pooled = hidden.mean(axis=1)
        found: np.ndarray = pooled / np.linalg.norm(pooled, axis=1, keepdims=True)
        return found

    def _layer(self, hidden: np.ndarray, name: str) -> np.ndarray:
        attended = self._linear(self._attend(hidden, name), f"{name}.attention.output.dense")
        hidden = self._norm(hidden + attended, f"{name}.attention.output.LayerNorm")
        inner = gelu(self._linear(hidden, f"{name}.intermediate.dense"))
        return self._norm(hidden + self._linear(inner, f"{name}.output.dense"), f"{name}.output.LayerNorm")

    def _attend(self, hidden: np.ndarray, name: str) -> np.ndarray:
        texts, length, _ = hidden.shape

        def heads(part: str) -> np.ndarray:
            projected = self._linear(hidden, f"{name}.attention.self.{part}")
            return projected.reshape(texts, length, HEADS, WIDTH // HEADS).transpose(0, 2, 1, 3)

        scores = heads("query") @ heads("key").transpose(0, 1, 3, 2) / np.sqrt(WIDTH / HEADS)
        weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        found: np.ndarray = (weights @ heads("value")).transpose(0, 2, 1, 3).reshape(texts, length, WIDTH)
        return found

    def _linear(self, hidden: np.ndarray, name: str) -> np.ndarray:
        flat = hidden.reshape(-1, hidden.shape[-1])
        out = flat @ self.tensors[f"{name}.weight"].T + self.tensors[f"{name}.bias"]
        found: np.ndarray = out.reshape(*hidden.shape[:-1], -1)
        return found

    def _norm(self, hidden: np.ndarray, name: str) -> np.ndarray:
        centred = hidden - hidden.mean(axis=-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-12)
        found: np.ndarray = scaled * self.tensors[f"{name}.weight"] + self.tensors[f"{name}.bias"]
        return found


def gelu(x: np.ndarray) -> np.ndarray:
    """x times the normal distribution function, by Abramowitz and Stegun 7.1.26 (error below 2e-7)."""
    z = np.abs(x) * np.sqrt(0.5)
    t = 1.0 / (1.0 + 0.3275911 * z)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    tail = 0.5 * series * np.exp(-z * z)
    found: np.ndarray = x * np.where(x > 0, 1.0 - tail, tail)
    return found


def _groups(lengths: list[int]) -> list[slice]:
    """Slices of at most `BATCH` texts of one length: no padding, hence nothing to mask."""
    slices, start = [], 0
    for end in range(1, len(lengths) + 1):
        if end == len(lengths) or lengths[end] != lengths[start] or end - start == BATCH:
            slices.append(slice(start, end))
            start = end
    return slices


def _read_safetensors(path: Path, dtype: type[np.floating]) -> dict[str, np.ndarray]:
    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])
    tensors = {}
    for name, about in header.items():
        if name != "__metadata__" and about["dtype"] == "F32":
            start, end = (8 + size + offset for offset in about["data_offsets"])
            tensors[name] = np.frombuffer(raw[start:end], "<f4").reshape(about["shape"]).astype(dtype)
    return tensors
