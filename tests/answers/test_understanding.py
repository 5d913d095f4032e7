"""A message as people send it: one question, several, or one among other talk."""

import pytest

from core.answers.engine import Engine
from core.answers.understanding import Understanding
from tests.answers.test_engine import CAFE, ELSEWHERE


class FlagsSmoke:
    """A detector that knows one row."""

    def check(self, text: str) -> str | None:
        return "B1" if "smoke" in text else None


@pytest.fixture(scope="module")
def cafe() -> Understanding:
    return Understanding(Engine.fit(CAFE, ELSEWHERE), FlagsSmoke(), frozenset({"booking"}))


@pytest.mark.parametrize(
    ("text", "outcome", "topic", "then"),
    [
        ("when do you open?", "answer", "hours", ()),
        ("what cakes do you have? where can I park?", "answer", "menu", ("parking",)),
        ("where can I park? what cakes do you have?", "answer", "parking", ("menu",)),
        ("where can I park and also when do you open", "answer", "parking", ("hours",)),
        ("where can I park? is there any parking? when do you open?", "answer", "parking", ("hours",)),
        ("where can I park? who won the match yesterday?", "answer", "parking", ()),
        ("reserve a table for tonight. Also, do you serve soup?", "feature", "booking", ("menu",)),
        ("when do you open? there is smoke in the kitchen!", "safety", "safety:B1", ()),
        ("who won the match yesterday? tell me a joke please", "decline", None, ()),
    ],
)
def test_the_first_question_is_answered_and_the_others_are_named(
    cafe: Understanding, text: str, outcome: str, topic: str | None, then: tuple[str, ...]
) -> None:
    reading = cafe.read(text)
    assert (reading.outcome, reading.topic, reading.then) == (outcome, topic, then)
