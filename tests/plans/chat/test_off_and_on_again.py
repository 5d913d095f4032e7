"""What was told and then turned out otherwise: back early, called off, ill on holiday, quiet without a plan."""

import pytest

from bot.markup import plain
from core.messages import Action
from tests.plans.chat.stage import changes, lines, moment, runner
from tests.plans.chat.test_a_change import race_moved
from tests.play import Play, Player


def took(play: Play, *words: str) -> Player:
    """A runner who told these things and took what they change."""
    anna = runner(play)
    for each in words:
        anna.says(each)
        anna.presses("Take it")
    return anna


def test_being_back_early_leaves_a_later_holiday_as_it_is(play: Play):
    anna = took(play, "on holiday from 10 to 20 January", "on holiday until 6 December")
    play.now[0] = moment(11, 25)
    anna.says("I'm back")
    anna.presses("Take it")
    off = [line for line in lines(anna.says("/plan")) if line.startswith("Days off")]
    assert off == ["Days off: Sun 10 Jan – Wed 20 Jan"]


@pytest.mark.parametrize("words", ["I'm back", "/change back", "/change back from holiday", "/change I'm back"])
def test_being_back_is_said_in_ones_own_words(play: Play, words: str):
    anna = took(play, "on holiday until 6 December")
    play.now[0] = moment(11, 25)
    assert anna.says(words).startswith("Back from Wednesday 25 November on")


def test_being_back_early_ends_what_follows_without_a_gap(play: Play):
    anna = took(play, "on holiday until 29 November", "on holiday from 30 November to 6 December")
    play.now[0] = moment(11, 25)
    anna.says("I'm back")
    anna.presses("Take it")
    assert "Your next session: tomorrow" in lines(anna.says("/today"))


def test_falling_ill_and_being_away_at_once(play: Play):
    anna = runner(play)
    anna.says("/change")
    anna.presses("I'm ill")
    anna.presses("Fever or chest illness")
    anna.presses("Take it")
    anna.says("on holiday from 26 November to 6 December")
    anna.presses("Take it")
    play.now[0] = moment(11, 27)
    assert anna.says("/today") == "You are ill: no training now. Tell me when you are well again."
    anna.says("I'm well again")
    anna.presses("Two days or more")
    anna.presses("Take it")
    assert anna.says("/today").startswith("You are away until Sunday 6 December: no sessions.")
    assert "I'm back" in anna.buttons


def test_whoever_is_well_but_for_the_chest_sees_a_doctor_first(play: Play):
    anna = runner(play)
    anna.says("/change")
    anna.presses("I'm ill")
    anna.presses("Fever or chest illness")
    anna.presses("Take it")
    anna.says("I'm well again")
    safety = {row.id: row.text for row in play.house.library.safety.rows}
    assert anna.presses("Chest pain, breathless, racing heart") == plain(safety["B98"])
    assert anna.says("/today") == "You are ill: no training now. Tell me when you are well again."


def test_a_holiday_ahead_can_be_called_off(play: Play):
    anna = took(play, "on holiday from 30 November to 6 December")
    anna.says("/change")
    assert "Session on Mon 30 Nov and Thu 3 Dec" in changes(anna.presses("Not away from Mon 30 Nov"))
    anna.presses("Take it")
    assert "Days off" not in anna.says("/plan")


def test_a_further_race_can_be_called_off(play: Play):
    anna, _ = race_moved(play, "27 June 2027", "Half marathon")
    anna.presses("It's a second race")
    anna.presses("Take it")
    anna.says("/change")
    assert anna.presses("No race on Sun 27 Jun").startswith("No further race on Sunday 27 June")
    anna.presses("Take it")
    assert "Also:" not in anna.says("/plan")


@pytest.mark.parametrize("args", [("holiday", "2026-12-24"), ("race", "2027-06-13"), ("ill", "x"), ("swap", "")])
def test_what_is_not_ahead_cannot_be_called_off(play: Play, args: tuple[str, str]):
    anna = took(play, "on holiday from 30 November to 6 December")
    before = anna.says("/plan")
    anna.press(Action("change.cancel", args))
    assert anna.says("/plan") == before


def test_a_session_does_not_move_into_days_off(play: Play):
    anna = took(play, "on holiday from 24 to 29 November")
    anna.says("/today")
    anna.presses("Skip")
    assert anna.presses("Move it").startswith("There is no day for it within 48 hours")


def test_the_next_race_told_on_race_day_comes_after_rest(play: Play):
    anna = runner(play)
    play.now[0] = moment(6, 13, year=2027)
    race_moved(play, "17 October 2027", anna=anna)
    anna.presses("Take it")
    assert anna.says("/today").startswith("Race day.")
    assert lines(anna.says("/plan"))[2].startswith("Base Mon 14 Jun")
    play.now[0] = moment(6, 14, year=2027)
    assert anna.says("/today").startswith("Well done. Your legs rest from loaded work until Sunday 20 June;")


def test_a_pause_with_a_day_needs_no_plan(play: Play):
    anna = play.person("Anna")
    assert anna.says("/pause until 29 November") == (
        "I'll be quiet until the end of Sunday 29 November and come back by myself. /resume is sooner."
    )
    assert anna.says("/resume 26 November") == "All right: you hear from me again from Thursday 26 November on."
    assert anna.says("/pause until whenever").startswith('I can\'t read "until whenever" as days off.')


def test_a_pause_that_is_given_a_day_ends_by_itself(play: Play):
    anna = runner(play)
    anna.says("/pause")
    anna.presses("Until a day")
    said = anna.presses("Until Sun 29 Nov")
    assert lines(said)[0].startswith("I'll be quiet until the end of Sunday 29 November")
    anna.presses("Leave it")
    assert [len(play.at(moment(11, 26, 7))), len(play.at(moment(11, 30, 7)))] == [0, 1]


def test_a_pause_whose_day_is_typed(play: Play):
    anna = runner(play)
    anna.says("/pause")
    anna.presses("Until a day")
    assert lines(anna.says("until 29 November"))[0].startswith("I'll be quiet until the end of Sunday 29 November")


def test_days_that_can_be_read_in_two_ways_are_asked_about(play: Play):
    anna = runner(play)
    assert anna.says("/change until 1/12").startswith('Which day is "until 1/12"?')
    assert anna.buttons == ["Tue 1 Dec", "Tue 12 Jan"]
    assert anna.presses("Tue 1 Dec").startswith("Away from Monday 23 November to Tuesday 1 December.")
    assert anna.says("/change until 26/11").startswith("Away from Monday 23 November to Thursday 26 November.")
    anna.says("/pause until 1/12")
    assert anna.presses("Tue 1 Dec").startswith("I'll be quiet until the end of Tuesday 1 December")
    anna.says("/resume 1/12")
    assert anna.presses("Tue 1 Dec").startswith("All right: you hear from me again from Tuesday 1 December on.")
    assert anna.says("on holiday until 1/12").startswith("Until when are you away?")
    assert anna.says("until 1/12").startswith('Which day is "until 1/12"?')
