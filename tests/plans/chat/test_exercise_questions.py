"""How an exercise is done, an easier way, something else instead: from its card, asked or as /exercise."""

import pytest

from tests.play import Play


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("how do I do a Nordic?", "Nordic hamstring curl"),
        ("easier version of Bulgarian split squats?", "Bulgarian split squat"),
        ("what instead of step-ups?", "Step-up"),
        ("show me pogo hops", "Pogo hops"),
        ("harder version of the wall sit", "Wall sit"),
        ("/exercise RFESS", "Bulgarian split squat"),
        ("/exercise nordik curl", "Nordic hamstring curl"),
        ("/exercise h4", "Nordic hamstring curl"),
    ],
)
def test_the_card_answers(play: Play, words: str, name: str):
    assert play.person("Anna").says(words).split("\n")[0] == name


def test_a_card_has_an_easier_and_a_harder_way_and_something_instead(play: Play):
    anna = play.person("Anna")
    said = anna.says("/exercise nordics")
    assert "Easier: Loop a band round your chest to take some weight, or go only half the way." in said
    assert anna.buttons == ["Sliding leg curl", "Hamstring walkout", "Single-leg hamstring bridge"]


def test_a_name_nobody_knows_gets_examples(play: Play):
    said = play.person("Anna").says("/exercise banana")
    assert said == 'I have no exercise called "banana". Try "step-up", "calf raise" or "Nordic curl".'


def test_a_name_that_could_be_several_is_asked_about(play: Play):
    anna = play.person("Anna")
    assert anna.says("/exercise bicep curl machine of doom") == "Did you mean one of these exercises?"
    assert anna.buttons[0] == "Sliding leg curl"
