import re
from pathlib import Path

import pytest

from core.knowledge.library import Library
from core.texts import Markup, Texts, escape

CODE = Path(__file__).parent.parent


def test_values_cannot_become_markup():
    assert Texts({"hi": "Hi **{name}**"}).say("hi", name="_*[x](y)") == r"Hi **\_\*\[x\](y)**"


def test_markup_is_put_in_as_it_is():
    assert Texts({"hi": "{list}"}).say("hi", list=Markup("- **one**")) == "- **one**"


def test_line_breaks_in_a_value_become_spaces():
    assert escape("a\n\n- b") == "a - b"


def test_a_missing_value_is_an_error_and_not_a_hole():
    with pytest.raises(KeyError):
        Texts({"hi": "Hi {name}"}).say("hi")


def test_every_text_key_in_the_code_is_in_the_catalogue(library: Library):
    asked = {
        (path.name, key)
        for folder in ("core", "bot")
        for path in (CODE / folder).rglob("*.py")
        for key in re.findall(r"""(?:say|Refusal)\(\s*"([a-z_.]+)\"""", path.read_text())
    }
    assert {pair for pair in asked if pair[1] not in library.texts} == set()
