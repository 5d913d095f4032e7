"""What a typed text is about: red flags first, then the question engine."""

from dataclasses import dataclass, replace
from typing import Literal, Protocol

from core.answers.conversation import questions_in
from core.answers.engine import Engine

MOST_QUESTIONS = 3  # looked at in one message

Outcome = Literal["answer", "choose", "decline", "safety", "feature"]


class RedFlagDetector(Protocol):
    """Finds the row of the safety content that a text calls for."""

    def check(self, text: str) -> str | None:
        """The id of the most urgent row, or None."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """What the coach made of a text; `topic` names an entry, `safety:B98`, a feature (`plan`) or `exercise:H4`.

    `then` names what else the text surely asks, in its order.
    """

    outcome: Outcome
    topic: str | None
    score: float
    choices: tuple[str, ...] = ()
    then: tuple[str, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether there is one thing to show: an answer or a feature."""
        return self.outcome in ("answer", "feature")


class Understanding:
    """Reads questions with a fitted engine; `features` are the topics that a command answers rather than the FAQ."""

    def __init__(self, engine: Engine, red_flags: RedFlagDetector, features: frozenset[str]) -> None:
        self._engine = engine
        self._red_flags = red_flags
        self._features = features

    def red_flag(self, text: str) -> str | None:
        """The safety row that must be answered first and alone, if any."""
        return self._red_flags.check(text) if text.strip() else None

    def read(self, text: str) -> Reading:
        """Decide what to do with a message: a red flag comes first, then the first of its questions."""
        if (row := self.red_flag(text)) is not None:
            return Reading("safety", f"safety:{row}", 1.0)
        whole, parts = self._decided(text), questions_in(text)[:MOST_QUESTIONS]
        return whole if len(parts) == 1 else _first(whole, [self._decided(part) for part in parts])

    def _decided(self, text: str) -> Reading:
        decision = self._engine.decide(text)
        if decision.outcome == "answer" and self._is_feature(decision.topic):
            return Reading("feature", decision.topic, decision.score, decision.choices)
        return Reading(decision.outcome, decision.topic, decision.score, decision.choices)

    def is_clear(self, text: str) -> bool:
        """Whether a text is surely a question of its own and not an attempt to answer ours."""
        return self.read(text).is_sure

    def _is_feature(self, topic: str | None) -> bool:
        return topic is not None and (topic in self._features or topic.startswith("exercise:"))


def _first(whole: Reading, parts: list[Reading]) -> Reading:
    """The first part that is sure, with the topics of the others; the whole where the parts say no more than it."""
    sure = [part for part in parts if part.is_sure]
    then = tuple(dict.fromkeys(str(part.topic) for part in sure if part.topic != sure[0].topic))
    return replace(sure[0], then=then) if then or (sure and not whole.is_sure) else whole
