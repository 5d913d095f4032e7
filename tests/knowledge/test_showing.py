"""`knowledge show`: an entry as people will see it; and no button's text is forgotten by the check."""

import re
from pathlib import Path

import pytest

from bot.knowledge.examination import show
from bot.settings import Settings
from core.errors import OperatorError
from core.knowledge.checks.lengths import SHORT
from core.knowledge.checks.sentences import shipped_texts
from core.knowledge.library import Library

CORE = Path(__file__).parents[2] / "core"
SAID = re.compile(r"""Choice\(\s*(?:ctx\.)?say\(f?"([^"]+)"\)""")


def test_a_topic_is_shown_in_every_form_with_its_buttons(library: Library):
    told = list(show(Settings(), "taper"))
    assert [line for line in told if line.startswith("---")] == [
        "--- the short answer ---",
        "--- the long answer ---",
        "--- the list of sources ---",
    ]
    assert f"  1) More   2) Who says so?   3) {library.topics['in-season'].title}" in told


def test_an_exercise_is_shown_as_its_card():
    assert list(show(Settings(), "K2"))[:3] == ["--- the card ---", "", "Single-leg calf raise"]


def test_what_is_neither_is_told_with_what_was_meant():
    with pytest.raises(OperatorError) as told:
        list(show(Settings(), "tapering"))
    assert str(told.value) == "There is no topic or exercise 'tapering': did you mean 'taper'?"


def test_the_length_of_every_text_on_a_button_is_checked():
    said = {key for path in CORE.rglob("*.py") for key in SAID.findall(path.read_text(encoding="utf-8"))}
    labels = {key: len(sentence) for key, sentence in shipped_texts().items() if key in said}
    assert "faq.more" in labels
    assert {key: length for key, length in labels.items() if length > SHORT} == {}
