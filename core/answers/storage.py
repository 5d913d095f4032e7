"""A fitted engine in a file, so that a start need not fit again; arrays and JSON only, nothing that can run."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from core.answers.calibration import Calibration
from core.answers.ear import Alarms, Ear
from core.answers.fitting import Fitted
from core.answers.language import DATA, Language
from core.answers.ngrams import Ngrams

FORMAT = 3
"""Raise it when a change of the code makes old files wrong."""

UNREADABLE = (OSError, ValueError, KeyError, EOFError, BadZipFile)


def fingerprint(
    entries: Mapping[str, Sequence[str]], background: Sequence[str], lexicon: Mapping[str, str], alarms: Alarms
) -> str:
    """What a fit depends on, as a SHA-256: the texts in their order, the table, the word lists, the format."""
    told = [
        FORMAT,
        [[topic, list(questions)] for topic, questions in entries.items()],
        list(background),
        sorted(lexicon.items()),
        [[row, list(messages)] for row, messages in alarms.by_row.items()],
        list(alarms.harmless),
    ]
    digest = hashlib.sha256(json.dumps(told, ensure_ascii=True).encode())
    for name in ("pieces.txt", "table.npz", "common_words.txt", "chat_spellings.txt", "fillers.txt"):
        digest.update((DATA / name).read_bytes())
    return digest.hexdigest()


def save(fitted: Fitted, mark: str, path: Path) -> None:
    """Writes the fit and the fingerprint of what it was made from."""
    ear = fitted.ear
    told = {
        "fingerprint": mark,
        "topics": fitted.topics,
        "lexicon": fitted.language.lexicon,
        "own": fitted.language.own,
        "ngrams": fitted.ngrams.names,
        "bias": fitted.calibration.bias,
        "ear": None if ear is None else [ear.rows, list(ear.words), ear.threshold],
    }
    np.savez_compressed(
        path,
        told=np.frombuffer(json.dumps(told, ensure_ascii=True).encode(), np.uint8),
        rarity=fitted.ngrams.rarity,
        meaning=fitted.meaning.astype(np.float16),
        meaning_weights=fitted.meaning_weights.astype(np.float16),
        ngram_weights=fitted.ngram_weights.astype(np.float16),
        offset=fitted.offset,
        calibration=fitted.calibration.weights,
        ear_rarity=np.zeros(0) if ear is None else ear.rarity,
        ear_weights=np.zeros(0) if ear is None else ear.weights.astype(np.float16),
    )


def load(path: Path) -> tuple[Fitted, str]:
    """The fit and its fingerprint; one of `UNREADABLE` when the file is not one of ours."""
    with np.load(path, allow_pickle=False) as stored:
        told: dict[str, Any] = json.loads(stored["told"].tobytes())
        fitted = Fitted(
            tuple(told["topics"]),
            Language(told["lexicon"], told["own"]),
            Ngrams(told["ngrams"], stored["rarity"]),
            stored["meaning"].astype(np.float32),
            stored["meaning_weights"].astype(np.float32),
            stored["ngram_weights"].astype(np.float32),
            stored["offset"],
            Calibration(float(told["bias"]), stored["calibration"]),
            None if told["ear"] is None else _ear(told["ear"], stored),
        )
    return fitted, str(told["fingerprint"])


def _ear(told: tuple[list[str], list[str], float], stored: Mapping[str, np.ndarray]) -> Ear:
    rows, words, threshold = told
    columns = {word: column for column, word in enumerate(words)}
    return Ear(tuple(rows), columns, stored["ear_rarity"], stored["ear_weights"].astype(np.float32), threshold)
