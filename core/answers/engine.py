"""The question engine: which topic does a question mean, how sure is that, and is it one of ours at all."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np

from core.answers import fitting, storage
from core.answers.ear import Alarms
from core.answers.evidence import gather
from core.answers.language import DATA
from core.answers.table import MeaningTable
from core.answers.tuning import Tuning

MOST_CHOICES = 4

Outcome = Literal["answer", "choose", "decline"]


@dataclass(frozen=True, slots=True)
class Match:
    """A topic and its share of the head's belief, in [0, 1]."""

    topic: str
    score: float


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a question; `score` is the chance that the best topic is the right one.

    `topic` is None when the question is declined; `choices` holds up to four topics, the likeliest first.
    """

    outcome: Outcome
    topic: str | None
    score: float
    choices: tuple[str, ...]


DEFAULT = Tuning()
SILENT = Alarms()


@cache
def meaning_table() -> MeaningTable:
    """The table that ships with the coach, read once a process."""
    return MeaningTable.read(DATA)


class Engine:
    """Answers which topic a question means; knows nothing but the questions it was fitted on."""

    def __init__(self, fitted: fitting.Fitted, table: MeaningTable, fingerprint: str, tuning: Tuning) -> None:
        self._fitted, self._table, self._tuning = fitted, table, tuning
        self.fingerprint = fingerprint

    @classmethod
    def fit(
        cls,
        entries: Mapping[str, Sequence[str]],
        background: Sequence[str] = (),
        lexicon: Mapping[str, str] | None = None,
        tuning: Tuning = DEFAULT,
        alarms: Alarms = SILENT,
    ) -> "Engine":
        """An engine for `entries` (topic to questions people ask about it).

        `background` holds questions that no topic answers; `lexicon` maps names people type to the pack's own;
        `alarms` teach what to `suspect`.
        Raises ValueError when there is no question at all.
        """
        mark, table = storage.fingerprint(entries, background, lexicon or {}, alarms), meaning_table()
        return cls(fitting.fit(entries, background, lexicon or {}, alarms, table), table, mark, tuning)

    @classmethod
    def load(cls, path: Path, tuning: Tuning = DEFAULT) -> "Engine":
        """An engine as `save` wrote it; it decides exactly as before. One of `storage.UNREADABLE` if it cannot be."""
        fitted, mark = storage.load(path)
        return cls(fitted, meaning_table(), mark, tuning)

    @classmethod
    def ready(
        cls,
        path: Path,
        entries: Mapping[str, Sequence[str]],
        background: Sequence[str] = (),
        lexicon: Mapping[str, str] | None = None,
        tuning: Tuning = DEFAULT,
        alarms: Alarms = SILENT,
    ) -> "Engine":
        """The stored engine if it was fitted on just this, else a newly fitted one; writes nothing."""
        with suppress(*storage.UNREADABLE):
            stored = cls.load(path, tuning)
            if stored.fingerprint == storage.fingerprint(entries, background, lexicon or {}, alarms):
                return stored
        return cls.fit(entries, background, lexicon, tuning, alarms)

    def save(self, path: Path) -> None:
        """Writes the engine to a `.npz` file of a few megabytes, without the table it shares with all others."""
        storage.save(self._fitted, self.fingerprint, path)

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics it can name, in the order of the pack."""
        return self._fitted.topics

    def rank(self, question: str) -> list[Match]:
        """All topics, the likeliest first; none for a question without a single known feature."""
        logits, _ = self._look(question)
        return [] if logits is None else self._ranked(logits)

    def decide(self, question: str) -> Decision:
        """Whether to answer, to offer a choice, or to decline, and with what."""
        logits, closeness = self._look(question)
        if logits is None:
            return Decision("decline", None, 0.0, ())
        evidence = gather(logits[None, :], np.array([closeness]), len(self.topics))
        score = float(self._fitted.calibration.easier(self._tuning.ease).chance(evidence)[0])
        order = np.argsort(-logits[: len(self.topics)], kind="stable")[:MOST_CHOICES]
        choices = tuple(self.topics[i] for i in order)
        if score < self._tuning.choose_from:
            return Decision("decline", None, score, choices)
        return Decision("answer" if score >= self._tuning.answer_from else "choose", choices[0], score, choices)

    def suspect(self, text: str) -> list[tuple[str, str]]:
        """The rows of the alarms that sentences of the text sound like, each with its sentence, the surest first."""
        ear = self._fitted.ear
        return [] if ear is None else ear.hear(text, self._fitted.language, self._table)

    def _look(self, question: str) -> tuple[np.ndarray | None, float]:
        """The logits of a question and its closeness to the nearest known ones."""
        fitted = self._fitted
        words = fitted.language.read(question)
        meaning, sparse = self._table.vector(words), fitted.ngrams.vector(words)
        if not len(sparse.columns) and not meaning.any():
            return None, 0.0
        logits = fitted.offset + meaning @ fitted.meaning_weights
        logits += sparse.values @ fitted.ngram_weights[sparse.columns]
        return logits, float((fitted.meaning @ meaning).max())

    def _ranked(self, logits: np.ndarray) -> list[Match]:
        inside = logits[: len(self.topics)].astype(np.float64)
        shares = np.exp(inside - inside.max())
        shares /= shares.sum()
        order = np.argsort(-inside, kind="stable")
        return [Match(self.topics[i], float(shares[i])) for i in order]
