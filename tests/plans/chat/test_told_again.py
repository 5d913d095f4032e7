"""What runners say next: a corrected holiday, a cold, being back; and slips of the finger."""

import pytest

from tests.plans.chat.stage import changes, moment, runner
from tests.play import Play


def test_days_off_told_again_take_the_place_of_the_first(play: Play):
    anna = runner(play)
    anna.says("on holiday until 20 December")
    anna.presses("Take it")
    assert anna.says("away until 29 November").startswith("Away from Monday 23 November to Sunday 29 November")
    anna.presses("Take it")
    assert "Days off: Mon 23 Nov – Sun 29 Nov" in anna.says("/plan")


def test_a_correction_leaves_a_later_holiday_alone(play: Play):
    anna = runner(play)
    for words in ("on holiday until 6 December", "on holiday from 21 to 27 December", "on holiday until 29 November"):
        anna.says(words)
        anna.presses("Take it")
    plan = anna.says("/plan")
    assert "Days off: Mon 23 Nov – Sun 29 Nov" in plan
    assert "Mon 21 Dec – Sun 27 Dec" in plan


def test_next_week_is_a_span_of_its_own(play: Play):
    assert runner(play).says("on holiday next week").startswith("Away from Monday 30 November to Sunday 6 December")


@pytest.mark.parametrize(
    ("words", "way"), [("on holiday until 6 December", "I'm back"), ("I have a fever", "I'm well again")]
)
def test_the_menu_of_changes_begins_with_the_way_back(play: Play, words: str, way: str):
    anna = runner(play)
    anna.says(words)
    if "Take it" not in anna.buttons:
        anna.presses("Fever or chest illness")
    anna.presses("Take it")
    anna.says("/change")
    assert anna.buttons[0] == way


@pytest.mark.parametrize(
    "words", ["I have a cold, can I train?", "I've caught a cold", "got a bad cold", "I have a fever"]
)
def test_an_illness_is_understood_with_a_question_after_it(play: Play, words: str):
    anna = runner(play)
    anna.says(words)
    assert anna.buttons == ["Fever or chest illness", "Something milder"]


def test_being_back_after_a_gap_leads_to_the_way_back_in(play: Play):
    anna = runner(play)
    anna.says("/today")
    anna.presses("Done")
    play.now[0] = moment(12, 21)
    text = anna.says("I'm back after three weeks")
    assert changes(text) == ["From Mon 21 Dec for a week: 20 % off the weights, one more rep in reserve"]


def test_soreness_that_leaves_the_sets_alone_says_so(play: Play):
    anna = runner(play)
    anna.says("/today")
    for label in ("Done", "I'm sore", "5"):
        anna.presses(label)
    assert changes(anna.presses("Calf")) == ["Thu 26 Nov: no slow lowering, no jumps; 6 sets as before"]


def test_an_age_that_was_a_slip_can_be_mended_at_once(play: Play):
    anna = runner(play)
    anna.says("/settings")
    anna.presses("Change age")
    assert anna.says("0") == "That age can't be right. Give it in whole years, such as 42."
    assert anna.says("7").startswith("Under 18 I plan no strength work for you")
    anna.presses("Change age")
    assert anna.says("41") == "Changed. Your plan still waits: /setup asks the health questions again."
