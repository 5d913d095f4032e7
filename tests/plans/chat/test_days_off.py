"""Holidays, illness, breaks, soreness: what the plan makes of them, and only after a yes."""

import pytest

from tests.plans.chat.stage import changes, lines, moment, runner
from tests.play import Play, Player


def settled(play: Play, *days) -> Player:
    """A runner who has done the sessions of these days."""
    anna = runner(play)
    for day in days:
        play.now[0] = day
        anna.says("/today")
        anna.presses("Done")
    return anna


@pytest.mark.parametrize(
    "words",
    ["on holiday until 12 December", "I'm away till 12 December!", "/change away until 12.12.", "/change holiday 17 days",
     "/change from 26 November to 12 December"],
)  # fmt: skip
def test_a_holiday_is_said_in_ones_own_words(play: Play, words: str):
    anna = settled(play, moment(11, 26))
    play.now[0] = moment(11, 26)
    text = anna.says(words)
    assert text.startswith("Away from Friday 27 November to Saturday 12 December. Missed sessions are not made up for.")
    assert changes(text) == [
        "No session on Mon 30 Nov, Thu 3 Dec, Mon 7 Dec and Thu 10 Dec",
        "From Mon 14 Dec for a week: 20 % off the weights, one more rep in reserve",
    ]


def test_nothing_changes_before_the_yes(play: Play):
    anna = runner(play)
    before = anna.says("/week")
    anna.says("on holiday for a week")
    assert anna.says("/week") == before
    anna.says("/change")
    assert anna.presses("Leave it") == "Left as it was."
    assert anna.says("/week") == before


def test_nothing_is_pushed_on_days_off_and_then_it_comes_again(play: Play):
    anna = runner(play)
    anna.says("on holiday until 29 November")
    anna.presses("Take it")
    assert [len(play.at(moment(11, 26, 7))), len(play.at(moment(11, 30, 7)))] == [0, 1]


def test_days_off_are_shown_instead_of_a_session(play: Play):
    anna = runner(play)
    anna.says("on holiday until 29 November")
    anna.presses("Take it")
    away = "You are away until Sunday 29 November: no sessions. Next: Monday 30 November."
    assert anna.says("/today") == away
    assert lines(anna.says("/week"))[1] == away
    assert "Days off: Mon 23 Nov – Sun 29 Nov" in anna.says("/plan")


def test_back_earlier_than_said(play: Play):
    anna = runner(play)
    anna.says("on holiday until 6 December")
    anna.presses("Take it")
    play.now[0] = moment(11, 25)
    text = anna.says("I'm back")
    assert (text.split("\n")[0], changes(text)) == (
        "Back from Wednesday 25 November on",
        ["Session on Thu 26 Nov, Mon 30 Nov and Thu 3 Dec", "Mon 7 Dec: as planned again, 7 sets"],
    )


@pytest.mark.parametrize(
    ("last", "line"),
    [
        ("29 November", []),
        ("6 December", ["From Mon 7 Dec for a week: one set less each"]),
        ("20 December", ["From Mon 21 Dec for a week: 20 % off the weights, one more rep in reserve"]),
        ("27 December", ["From Mon 28 Dec: Base work first"]),
    ],
)
def test_the_way_back_depends_on_how_long_it_was(play: Play, last: str, line: list[str]):
    anna = settled(play, moment(11, 26))
    text = anna.says(f"away from 27 November to {last}")
    assert [each for each in changes(text) if each.startswith("From")] == line


def test_the_race_and_taper_stay_where_they_are(play: Play):
    anna = runner(play)
    play.now[0] = moment(5, 1, year=2027)
    before = anna.says("/plan")
    anna.says("away until 6 June")
    anna.presses("Take it")
    after = anna.says("/plan")
    kept = [line for line in lines(after) if not line.startswith("Days off")]
    assert kept == lines(before)


def test_a_fever_stops_training_until_48_hours_after(play: Play):
    anna = settled(play, moment(11, 23))
    assert anna.says("I have a fever").startswith("I'm sorry. What is it?")
    anna.presses("Fever or chest illness")
    anna.presses("Take it")
    play.now[0] = moment(11, 26)
    assert anna.says("/today") == "You are ill: no training now. Tell me when you are well again."
    play.now[0] = moment(12, 1)
    anna.says("I'm well again")
    text = anna.presses("Since today")
    assert text.startswith("Back from Thursday 3 December on")
    anna.presses("Take it")
    assert anna.says("/today") == (
        "You are getting over an illness: no training until Wednesday 2 December. Next: Thursday 3 December."
    )


def test_something_milder_is_the_runners_to_judge(play: Play):
    anna = runner(play)
    anna.says("/change")
    anna.presses("I'm ill")
    assert anna.presses("Something milder").startswith("Then it is yours to judge")


def test_a_long_silence_is_asked_about_and_eased_after_a_yes(play: Play):
    anna = settled(play, moment(11, 23))
    play.now[0] = moment(12, 13)
    assert lines(anna.says("/today"))[0] == (
        "There is nothing in your log since Tuesday 24 November. If you had a break, I ease you back in."
    )
    assert changes(anna.presses("I had a break")) == [
        "From Mon 14 Dec for a week: 20 % off the weights, one more rep in reserve"
    ]
    anna.presses("Take it")
    assert lines(anna.says("/today"))[0] == "Your next session: tomorrow"


def test_whoever_trained_without_logging_is_believed(play: Play):
    anna = settled(play, moment(11, 23))
    play.now[0] = moment(12, 13)
    anna.says("/today")
    anna.presses("I trained")
    assert lines(anna.says("/today"))[0] == "Your next session: tomorrow"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("4", ["Thu 26 Nov: 6 → 5 sets, no slow lowering, no jumps"]),
        ("7", ["Without Step-up, from Thu 26 Nov", "Without Wall sit, from Thu 26 Nov",
               "Thu 26 Nov: 6 → 3 sets, nothing for the sore area"]),
        ("Worse after 3 days", ["Without Step-up, from Thu 26 Nov", "Without Wall sit, from Thu 26 Nov",
               "Thu 26 Nov: 6 → 3 sets, nothing for the sore area"]),
    ],
)  # fmt: skip
def test_soreness_eases_the_next_session_and_no_other(play: Play, number: str, expected: list[str]):
    anna = settled(play, moment(11, 23))
    anna.presses("I'm sore")
    anna.presses(number)
    assert changes(anna.presses("Quads")) == expected
    anna.presses("Take it")
    play.now[0] = moment(12, 3)
    assert "sore" not in anna.says("/today")


def test_up_to_three_changes_nothing(play: Play):
    anna = settled(play, moment(11, 23))
    anna.presses("I'm sore")
    assert anna.presses("3") == "Up to 3 you train as planned. It usually eases while you warm up."


def test_dark_urine_is_no_soreness(play: Play):
    anna = settled(play, moment(11, 23))
    anna.presses("I'm sore")
    assert anna.presses("Dark urine, swelling, weakness").startswith("Stop, and get medical care at once.")
    assert anna.buttons == []


def test_a_missed_session_moves_within_two_days_after_a_yes_and_is_pushed_there(play: Play):
    anna = runner(play)
    anna.says("/today")
    anna.presses("Skip")
    assert changes(anna.presses("Move it")) == ["No session on Mon 23 Nov", "Session on Tue 24 Nov"]
    anna.presses("Take it")
    assert len(play.at(moment(11, 24, 7))) == 1
    assert "Tue 24 Nov: Session A, strength, 40 min (moved)" in anna.says("/week")


def test_it_is_not_moved_next_to_another_one(play: Play):
    anna = runner(play)
    play.now[0] = moment(11, 25)
    anna.says("/today")
    anna.presses("Monday's session?")
    assert anna.presses("Move it").startswith("There is no day for it within 48 hours")


def test_pause_until_a_day_is_quiet_at_once_and_asks_about_the_plan(play: Play):
    anna = runner(play)
    said = anna.says("/pause until 29 November")
    assert (
        lines(said)[0]
        == "I'll be quiet until the end of Sunday 29 November and come back by myself. /resume is sooner."
    )
    anna.presses("Leave it")
    assert [len(play.at(moment(11, 26, 7))), len(play.at(moment(11, 30, 7)))] == [0, 1]


def test_resume_on_a_day(play: Play):
    anna = runner(play)
    anna.says("/pause")
    assert anna.says("/resume 26 November") == "All right: you hear from me again from Thursday 26 November on."
    assert [len(play.at(moment(11, 25, 23))), len(play.at(moment(11, 26, 7)))] == [0, 1]


@pytest.mark.parametrize("words", ["until yesterday", "until whenever", "400 days", "3 to 1 May 2020", "-3 days"])
def test_days_off_nobody_can_read_are_asked_for_again(play: Play, words: str):
    anna = runner(play)
    anna.says("/change")
    anna.presses("I'm going away")
    assert anna.says(words).startswith(f'I can\'t read "{words}" as days off.')
    assert anna.buttons[0].startswith("Until ")


@pytest.mark.parametrize("words", ["how do I come back after a holiday?", "my lower back", "sick of calf raises"])
def test_a_question_stays_a_question(play: Play, words: str):
    anna = runner(play)
    assert not anna.says(words).startswith(("Away from", "I'm sorry. What is it?", "Back from"))
