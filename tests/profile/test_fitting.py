"""What makes a plan fit better, asked one thing at a time after the setup: every answer, and every answer that fails."""

import pytest

from core.messages import Action
from tests.play import Play, Player
from tests.profile.conftest import SETUP

ANSWERS = ("6 months to 2 years", "Yes", "Tue, Thu", "Sunday")  # level, running, hard runs, long run


def at_age(anna: Player) -> Player:
    anna.presses("Make it fit better")
    for label in ANSWERS:
        anna.presses(label)
    return anna


def at_course(anna: Player) -> Player:
    at_age(anna).presses("Skip")
    return anna


def test_the_setup_ends_with_the_offer_to_make_the_plan_fit_better(anna: Player):
    assert (len(SETUP), anna.buttons) == (9, ["Make it fit better"])


def test_eight_questions_are_one_change_to_say_yes_to(anna: Player):
    at_age(anna).says("47")
    anna.says("42 km, 850 up, 850 down")
    anna.presses("No")
    assert anna.presses("No") == (
        "level = intermediate, new_to_running = False, hard_days = 10, long_day = 6, age = 47, distance_km = 42.0, "
        "ascent_m = 850.0, descent_m = 850.0, steep_descents = False"
    )


def test_every_question_can_be_skipped_and_then_nothing_changes(anna: Player):
    anna.presses("Make it fit better")
    asked = 0
    while "Skip" in anna.buttons:
        answer = anna.presses("Skip")
        asked += 1
    assert (asked, answer) == (8, "That is what I had, so nothing changes.")


def test_enough_uses_what_was_answered(anna: Player):
    anna.presses("Make it fit better")
    anna.presses("2 years or more, solid squat and hinge")
    assert anna.presses("That's enough") == "level = advanced"
    assert anna.press(Action("setup.enough")).startswith("There is no question open.")


def test_the_last_answer_can_be_taken_back(anna: Player):
    at_age(anna)
    assert anna.presses("‹ Back").startswith("On which day is your long run?")


def test_questions_left_in_the_middle_do_not_come_between_a_runner_and_their_session(anna: Player):
    at_age(anna)
    assert anna.says("/start") == "Today: begun"
    assert anna.press(Action("setup.fit")).startswith("How long have you done strength training regularly?")


def test_a_question_asked_in_between_is_answered(anna: Player):
    at_age(anna)
    assert anna.says("how often should I do calf raises?").startswith("Twice a week")
    assert anna.says("47").startswith("How long is the course")


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("Under 6 months, or never", "beginner"),
        ("6 months to 2 years", "intermediate"),
        ("2 years or more, not sure of my form", "intermediate"),
        ("2 years or more, solid squat and hinge", "advanced"),
    ],
)
def test_how_long_somebody_has_lifted_is_their_level_and_doubt_the_lower_one(anna: Player, said: str, level: str):
    anna.presses("Make it fit better")
    anna.presses(said)
    assert anna.presses("That's enough") == f"level = {level}"


@pytest.mark.parametrize(
    ("typed", "level"), [("8 months", "intermediate"), ("3 years", "intermediate"), ("5 months", "beginner")]
)
def test_how_long_can_be_typed_and_length_alone_makes_nobody_advanced(anna: Player, typed: str, level: str):
    anna.presses("Make it fit better")
    anna.says(typed)
    assert anna.presses("That's enough") == f"level = {level}"


def test_somebody_new_to_running_says_so_by_button_or_by_months(anna: Player):
    anna.presses("Make it fit better")
    anna.presses("Skip")
    anna.says("3 months")
    assert anna.presses("That's enough") == "new_to_running = True"


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("abc", 'I can\'t read "abc" as an age. Type the years, such as "47".'),
        ("-4", 'I can\'t read "-4" as an age. Type the years, such as "47".'),
        ("47.5", 'I can\'t read "47.5" as an age. Type the years, such as "47".'),
    ],
)
def test_an_age_that_cannot_be_read_is_asked_again(anna: Player, typed: str, answer: str):
    assert at_age(anna).says(typed) == answer
    assert anna.buttons == ["‹ Back", "Skip", "That's enough"]


@pytest.mark.parametrize("age", ["7", "17", "born 2010"])
def test_under_18_there_is_no_plan_but_the_right_words(anna: Player, age: str):
    assert at_age(anna).says(age).startswith("Under 18 I plan no strength work for you, and I hold any plan you have.")
    assert anna.says("/today") == "Today: ruled out"


def test_an_injury_not_cleared_rules_a_plan_out(anna: Player):
    at_course(anna)
    for label in ("Skip", "Skip"):
        anna.presses(label)
    assert anna.presses("Yes, not cleared yet").startswith("Then your plan waits.")
    assert anna.says("/today") == "Today: ruled out"


def test_an_injury_that_is_cleared_leaves_out_jumps(anna: Player):
    at_course(anna)
    for label in ("Skip", "Skip"):
        anna.presses(label)
    assert anna.presses("Yes, and I'm cleared").endswith("no_jumps = True")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("42 km, 850 up, 850 down", "Read as: 26.1 mi, 850 m up, 850 m down."),
        ("26.2, 2800ft up", "Read as: 26.2 mi, 853 m up."),
        ("D+ 2400", "Read as: 2,400 m up."),
        ("no idea", "Then I plan for a balanced, rolling course; your plan says so too."),
    ],
)
def test_a_course_is_read_back_in_the_runners_own_units(anna: Player, typed: str, read: str):
    at_course(anna)
    assert anna.says(typed) == (
        f"{read}\n\nDoes the course have long, steep descents? They ask the most of your quads."
    )


def test_the_example_of_a_course_is_in_the_runners_own_units(anna: Player):
    assert (
        at_course(anna)
        .says("?!")
        .endswith('"26.2 miles, 850 m up, 850 m down", "50k 2400m+ 2100m-", or only "850 m up".')
    )


def test_a_number_that_could_be_thousands_or_decimals_is_asked_about(anna: Player):
    assert (
        at_course(anna).says("100 km 10.500 m up") == '"100 km 10.500 m up" can be read in two ways. Which one is it?'
    )
    assert anna.buttons == ["62.1 mi, 10,500 m up", "62.1 mi, 10.5 m up"]
    assert anna.presses("62.1 mi, 10,500 m up").startswith("Read as: 62.1 mi, 10,500 m up.")


def test_long_and_hard_days_are_typed_as_days_and_nothing_else(anna: Player):
    anna.presses("Make it fit better")
    anna.presses("Skip")
    anna.presses("Skip")
    assert anna.says("whenever") == ('Which days of the week are your hard runs? For example "tue and thu", or "none".')
    anna.says("tue, sat")
    assert anna.says("sat and sun") == 'Which one day is your long run? For example "sunday", or "none".'
    anna.says("none")
    assert anna.presses("That's enough") == "hard_days = 34"


def test_without_a_race_nobody_is_asked_for_its_course(desk: Play):
    ben = desk.person("Ben")
    ben.says("/start")
    for label in ("No race yet", *SETUP[3:]):
        ben.presses(label)
    ben.presses("Make it fit better")
    asked = []
    while "Skip" in ben.buttons:
        asked.append(ben.presses("Skip"))
    assert asked[4:] == [
        "Have you had a bone stress injury or an operation in the last 6 months?",
        "That is what I had, so nothing changes.",
    ]


def test_nobody_makes_a_plan_fit_that_is_not_set_up(desk: Play):
    assert desk.person("Ben").press(Action("setup.fit")).startswith("When is your race?")
