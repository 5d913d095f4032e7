"""A session one can follow: what it says, its short versions, easier and harder, done and how it was."""

import pytest

from tests.plans.chat.stage import exercises, lines, moment, runner
from tests.play import Play


def test_a_session_says_everything_one_needs(play: Play):
    assert lines(runner(play).says("/today")) == [
        "Your session today",
        "Session A, strength, about 40 minutes",
        "Why today: Base is for learning the movements at moderate loads.",
        "Warm-up, 9 min: move easily, then leg swings, hinges, squats and heel rises; "
        "one or two lighter sets before the first lift.",
        "1. Bulgarian split squat – 2 x 10-12 per side",
        "Tempo 3 s down, 1 s up; rest 3 min, 4 reps in reserve",
        "2. Single-leg Romanian deadlift – 2 x 10-12 per side",
        "Tempo 3 s down, 1 s up; rest 3 min, 4 reps in reserve",
        "3. Single-leg calf raise – 1 x 10-12 per side",
        "Tempo 2 s up, hold 1 s, 3 s down; rest 90 s, 3 reps in reserve",
        "4. Prone back raise – 1 x 10",
        "Tempo 2 s up, hold 2 s, 2 s down; rest 90 s, 3 reps in reserve",
        "5. Dead bug – 1 x 10-12 per side",
        "Tempo 3 s out, 1 s back; rest 90 s, 3 reps in reserve",
        "Reps in reserve: how many more you could have done when you stop the set. Sets and reps are coach judgement.",
    ]


def test_each_exercise_is_one_press_away(play: Play):
    anna = runner(play)
    anna.says("/today")
    assert anna.presses("? Dead bug").startswith("Dead bug\n")


@pytest.mark.parametrize(("press", "minutes"), [(None, 20), ("10 minutes", 10), ("5 minutes", 5)])
def test_short_versions_are_as_long_as_they_say(play: Play, press: str | None, minutes: int):
    anna = runner(play)
    anna.says("/today")
    text = anna.presses("Short version")
    text = anna.presses(press) if press else text
    told = int(lines(text)[1].removeprefix("Session A, strength, about ").removesuffix(" minutes"))
    assert abs(told - minutes) * 10 <= minutes


def test_a_short_version_is_logged_as_short(play: Play):
    anna = runner(play)
    anna.says("/today")
    anna.presses("Short version")
    anna.presses("Done")
    assert "Mon 23 Nov: Session A, strength, 40 min ✓ (short)" in anna.says("/week")


def test_easier_takes_a_set_and_leaves_a_rep_and_can_be_taken_back(play: Play):
    anna = runner(play)
    before = exercises(anna.says("/today"))
    anna.presses("Change it")
    eased = anna.presses("Easier")
    assert exercises(eased)[0] == "1. Bulgarian split squat – 1 x 10-12 per side"
    assert "rest 3 min, 5 reps in reserve" in eased
    assert exercises(anna.says("/today")) == exercises(eased)
    anna.presses("Change it")
    assert exercises(anna.presses("As planned")) == before


def test_easier_shows_an_easier_way_of_each_exercise(play: Play):
    anna = runner(play)
    anna.says("/today")
    anna.presses("Change it")
    assert "• Single-leg calf raise: Rise on both legs and lower on one." in anna.presses("Easier")


def test_harder_leaves_one_rep_less_where_the_phase_allows_it(play: Play):
    anna = runner(play)
    anna.says("/today")
    anna.presses("Change it")
    assert "rest 3 min, 3 reps in reserve" in anna.presses("Harder")
    anna.presses("Change it")
    assert anna.presses("Harder") == "It is the harder version already, and short of failure is where it stays."


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        (moment(12, 14), "Not this week: it is a lighter one on purpose."),
        (moment(6, 3, year=2027), "Not now: you are tapering."),
    ],
)
def test_harder_is_refused_when_the_plan_rests(play: Play, day, answer: str):
    anna = runner(play)
    play.now[0] = day
    anna.says("/today")
    anna.presses("Change it")
    assert anna.presses("Harder").startswith(answer)


def test_how_it_was_is_asked_and_may_be_left_out(play: Play):
    anna = runner(play)
    anna.says("/today")
    assert anna.presses("Done") == (
        "Done. Session A is in your log. Next: Thursday 26 November.\n\n"
        "How many more reps were in you at the end of the last sets? (0 to 5; you can leave it out.)"
    )
    assert anna.presses("3") == "Noted: 3 in reserve. Did you reach the top of the rep ranges?"
    assert anna.presses("Yes, in all") == "Thanks, that tells me when to add something. Next: Thursday 26 November."


def test_an_effort_of_8_is_two_in_reserve(play: Play):
    anna = runner(play)
    anna.says("/today")
    anna.presses("Done")
    anna.presses("Rate 1 to 10")
    assert anna.presses("8") == "Noted: 2 in reserve. Did you reach the top of the rep ranges?"


def test_two_easy_workouts_earn_a_step_and_the_count_begins_anew(play: Play):
    anna = runner(play, "Jun 2027", "Sun 13 Jun", "Marathon", "Mon, Thu", "Dumbbells or bands", "None of these",
                  "07:00", "London", "Yes")  # fmt: skip
    for day, earned in (
        (moment(11, 23), False),
        (moment(11, 30), False),
        (moment(12, 7), True),
        (moment(12, 14), False),
    ):
        play.now[0] = day
        assert ("Your last two went easily." in anna.says("/today")) is earned, day
        anna.presses("Done")
        anna.presses("5+")
        anna.presses("Yes, in all")


def test_what_was_earned_is_said_with_the_exercises(play: Play):
    anna = runner(play)
    for day in (moment(11, 23), moment(11, 30)):
        play.now[0] = day
        anna.says("/today")
        for label in ("Done", "4", "Yes, in all"):
            anna.presses(label)
    play.now[0] = moment(12, 7)
    said = lines(anna.says("/today"))
    assert said[said.index("Your last two went easily.") + 1].startswith("Next, more reps: ")


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        (moment(11, 26), "That one is more than two days ago"),
        (moment(12, 23), "That one is more than two days ago"),
        (moment(11, 22), "That session is still to come. You can log it on its day."),
    ],
)
def test_a_session_is_logged_near_its_day_or_not_at_all(play: Play, day, answer: str):
    anna = runner(play)
    anna.says("/today")
    play.now[0] = day
    assert anna.presses("Done").startswith(answer)


def test_what_is_logged_later_is_marked(play: Play):
    anna = runner(play)
    play.now[0] = moment(11, 24)
    anna.says("/today")
    assert anna.presses("Monday's session?").startswith("Monday 23 November: still open")
    assert anna.presses("Done").startswith(
        "Done. Session A is in your log. Next: Thursday 26 November. (Logged later, for Monday 23 November.)"
    )
    assert "Mon 23 Nov: Session A, strength, 40 min ✓ (logged later)" in anna.says("/week")


def test_a_zone_change_in_between_logs_the_right_day(play: Play):
    anna = runner(play)
    play.now[0] = moment(11, 23, 23)
    anna.says("/today")
    anna.says("/settings")
    anna.presses("Change zone")
    anna.says("Auckland")
    anna.presses("Yes")
    anna.says("/today")
    assert anna.presses("Monday's session?").startswith("Monday 23 November: still open")


def test_an_effort_for_a_session_that_was_taken_back_has_nowhere_to_go(play: Play):
    anna = runner(play)
    anna.says("/today")
    anna.presses("Done")
    asked = anna.seen
    anna.presses("Undo")
    anna.seen = asked
    assert anna.presses("3").startswith("That session is not in your log as done")
