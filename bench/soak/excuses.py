"""Why somebody may have got no answer: because of what was done to them on purpose."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.soak.ledger import Word
from tests.fakes.witness import Struck

HANG = 25.0  # seconds that one request without an answer may hold up what comes after it in its chat
Span = tuple[float, float]  # monotonic seconds


@dataclass(frozen=True, slots=True)
class Excuses:
    """Everything that was interfered with, as long as it goes on; `patience` in seconds."""

    struck: Sequence[Sequence[Struck]]  # by platform
    deaf: Sequence[Span]  # while Discord had nobody to tell
    deaths: Sequence[float]
    patience: float

    def spoilt(self, word: Word) -> str:
        """What kept the answer from its runner for good; empty when nothing did."""
        if word.platform == "discord" and any(begun - 1 <= word.at <= ended for begun, ended in self.deaf):
            return "said while Discord had nobody to tell"
        hit = (each for struck in self.struck for each in struck if each.whom in (word.person, word.chat))
        fault = any(word.at - (HANG if each.silent else 1) <= each.at <= word.at + self.patience for each in hit)
        return "spoilt by a fault" if fault else ""

    def of(self, word: Word) -> str:
        """Why a word was not answered, or that nobody knows."""
        lost = any(word.at <= death <= word.at + self.patience for death in self.deaths)
        return self.spoilt(word) or ("lost with a process" if lost else "unexplained")
