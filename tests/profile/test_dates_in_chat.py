"""The race date as its runner types it, and a sentence that helps for every date that will not do."""

import pytest

from tests.play import Play, Player

MONTHS = ["Nov 2026", "Dec 2026", "Jan 2027", "Feb 2027", "Mar 2027", "Apr 2027"]
MONTHS += ["May 2027", "Jun 2027", "Jul 2027", "Aug 2027", "Sep 2027", "Oct 2027"]


@pytest.fixture
def anna(play: Play) -> Player:
    anna = play.person("Anna")
    anna.says("/start")
    return anna


def test_a_date_that_can_be_read_in_two_ways_is_asked_about_with_two_buttons(anna: Player):
    assert anna.says("6/7") == '"6/7" can be read in two ways. Which day is it?'
    assert anna.buttons == ["Tue 6 Jul 2027", "Mon 7 Jun 2027"]
    assert anna.presses("Mon 7 Jun 2027").startswith("What kind of race is it?")


def test_another_date_can_be_typed_instead_of_pressing_one_of_the_two(anna: Player):
    anna.says("6/7")
    assert anna.says("6/14").startswith("What kind of race is it?")


def test_a_number_of_weeks_is_the_weekend_of_that_week(anna: Player):
    anna.says("in 12 weeks")
    assert anna.buttons == ["Sat 13 Feb 2027", "Sun 14 Feb 2027"]


def test_a_leap_day_in_a_year_without_one_offers_the_days_around_it(anna: Player):
    assert anna.says("29 February 2027") == 'The calendar has no "29 February 2027". Is it one of these?'
    assert anna.buttons == ["Sun 28 Feb 2027", "Mon 1 Mar 2027"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("yesterday", "21 November 2026 is not ahead of us any more. Which day is your next race?"),
        (
            "in 5 years",
            'I can\'t read "in 5 years" as a date. Try "14 June", "14.6.2027" or "2027-06-14".',
        ),
        (
            "22 november 2031",
            "22 November 2031 is more than a year away. I plan up to 52 weeks ahead: choose a nearer race, "
            'or "No race yet".',
        ),
        (
            "29 feb",
            "29 February 2028 is more than a year away. I plan up to 52 weeks ahead: choose a nearer race, "
            'or "No race yet".',
        ),
    ],
)
def test_a_date_that_will_not_do_gets_a_sentence_and_the_question_again(anna: Player, text: str, answer: str):
    assert anna.says(text) == answer
    assert anna.buttons == [*MONTHS, "No race yet", "Skip"]


def test_before_a_race_tomorrow_nothing_is_built(anna: Player):
    assert anna.says("tomorrow") == (
        "Your race is tomorrow, so I build nothing before it. Nothing new and nothing heavy now: the last light "
        "session belongs four to six days ahead of a race. Move easily, rest, and run well.\n\n"
        'Which race comes after it? Type its date, or press "No race yet".'
    )
    assert anna.presses("No race yet").startswith("On which days")


def test_on_race_day_nothing_is_built(anna: Player):
    assert anna.says("today").startswith("Race day! I build nothing for today.")
    assert anna.says("/setup").startswith("When is your race?")


def test_three_weeks_before_a_race_is_said_to_be_too_late_for_anything_new(anna: Player):
    assert anna.says("12 december") == (
        "Sat 12 Dec 2026 is close. Nothing new helps in so little time: one or two short bodyweight sessions, none in "
        "the last five days. The rest is resting well.\n\nWhat kind of race is it?"
    )


def test_four_weeks_are_enough_to_begin(anna: Player):
    assert anna.says("20 december") == "What kind of race is it?"
