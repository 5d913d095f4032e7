"""Whatever a button of the plan is made to say, the answer is a sentence and never a breakdown."""

import inspect
from itertools import islice, product

import pytest

from core.messages import Action
from core.plans.feature import feature
from tests.plans.chat.stage import runner
from tests.play import Play

WORDS = (
    "2026-11-23",
    "2026-11-20",
    "2026-11-24",
    "Q1",
    "kit",
    "hurts",
    "knee",
    "avoid",
    "3",
    "11",
    "-1",
    "٣",
    "",
    "x" * 20,
)


@pytest.mark.parametrize("name", feature.presses)
def test_a_forged_button_is_answered_in_words(play: Play, name: str):
    anna = runner(play)
    anna.says("/change away until 6 December")
    arity = len(inspect.signature(feature.presses[name].handler).parameters) - 1
    combinations = list(product(WORDS, repeat=arity))
    for args in islice(combinations, 0, None, max(1, len(combinations) // 60)):
        said = anna.press(Action(name, args))
        assert said, args
        assert not said.startswith("Sorry, something went wrong"), args
