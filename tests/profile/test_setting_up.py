"""From /start to the first session: by buttons, by typing, interrupted, taken back."""

from core.messages import Action
from tests.play import Play, Player

STEPS = ("Jun 2027", "Sun 13 Jun", "Marathon", "Mon, Thu", "No equipment", "None of these", "07:00", "London", "Yes")


def set_up(player: Player, *labels: str) -> str:
    player.says("/start")
    answer = ""
    for label in labels or STEPS:
        answer = player.presses(label)
    return answer


def test_nine_taps_lead_to_the_first_session(play: Play):
    assert set_up(play.person("Anna")).startswith("Your next session: tomorrow\nSession A")
    assert len(STEPS) == 9


def test_every_step_can_be_typed_instead(play: Play):
    anna = play.person("Anna")
    anna.says("/start")
    for text in ("13 june", "marathon", "mon and thu", "gym", "none of these", "6:15", "Berlin"):
        anna.says(text)
    assert anna.says("yes").startswith("Your next session")
    assert "Hour: 06:15" in anna.says("/settings")


def test_every_step_can_be_skipped(play: Play):
    anna = play.person("Anna")
    anna.says("/start")
    asked = []
    while "Skip" in anna.buttons:
        asked.append(anna.presses("Skip"))
    assert len(asked) == 6
    assert asked[-1].startswith("Everything is set but one thing: I plan nothing before")


def test_the_last_answer_can_be_taken_back(play: Play):
    anna = play.person("Anna")
    set_up(anna, "Jun 2027", "Sun 13 Jun", "Marathon")
    assert anna.presses("‹ Back").startswith("What kind of race is it?")
    assert anna.presses("Half marathon").startswith("On which days")


def test_a_setup_resumes_at_the_step_it_was_left_at(play: Play):
    anna = play.person("Anna")
    for step, question in zip(
        STEPS[1:-1],
        ("What kind", "On which", "What do you", "Before I plan", "At what", "Where are", "So it is"),
        strict=True,
    ):
        if step == STEPS[1]:
            set_up(anna, *STEPS[:2])
        else:
            anna.presses(step)
        again = play.person("Anna")
        assert question in again.says("/start")
        anna.seen = again.seen


def test_the_clock_is_confirmed_before_anything_is_scheduled(play: Play):
    anna = play.person("Anna")
    assert set_up(anna, *STEPS[:-1]) == "So it is 07:42 on Sunday where you are? (Europe/London)"
    assert anna.presses("No").startswith("Where are you?")
    assert anna.says("Kathmandu") == "So it is 13:27 on Sunday where you are? (Asia/Kathmandu)"


def test_a_question_asked_in_between_is_answered_and_the_setup_goes_on(play: Play):
    anna = play.person("Anna")
    set_up(anna, *STEPS[:3])
    assert anna.says("how often should I do calf raises?").startswith("Twice a week")
    assert anna.says("mon and thu").startswith("What do you have")


def test_what_cannot_be_read_is_asked_again_in_words(play: Play):
    anna = play.person("Anna")
    anna.says("/start")
    assert anna.says("sometime").startswith('I can\'t read "sometime" as a date.')
    assert anna.says("1 january 2020").startswith("01 January 2020 is not ahead of us any more.")
    assert anna.says("1 january 2031").startswith("01 January 2031 is more than a year away.")
    assert anna.says("13 june").startswith("What kind of race")
    for label in ("Half marathon", "Mon, Thu", "No equipment", "None of these"):
        anna.presses(label)
    assert anna.says("25 o'clock").startswith("I can't read \"25 o'clock\" as a time of day.")
    anna.presses("07:00")
    assert anna.says("Mordor").startswith('I don\'t know a time zone for "Mordor".')


def test_somebody_cleared_by_a_doctor_gets_a_plan_without_jumps(play: Play):
    anna = play.person("Anna")
    labels = list(STEPS)
    labels[5] = "Cleared by a doctor"
    assert set_up(anna, *labels).startswith("Your next session: tomorrow")
    assert "Jumps: left out" in anna.says("/settings")


def test_with_a_health_question_there_is_no_plan_but_the_right_words(play: Play):
    anna = play.person("Anna")
    labels = list(STEPS)
    labels[5] = "One or more"
    assert set_up(anna, *labels).startswith("You told me that one of the health questions applies to you.")
    assert anna.says("/plan").startswith("You told me that one of the health questions applies to you.")


def test_a_button_of_an_earlier_step_asks_the_current_one(play: Play):
    anna = play.person("Anna")
    set_up(anna, *STEPS[:4])
    assert anna.press(Action("setup.set", ("type", "ultra"))).startswith("What do you have to train with?")


def test_a_button_after_the_end_says_so(play: Play):
    anna = play.person("Anna")
    set_up(anna)
    assert anna.press(Action("setup.set", ("kit", "gym"))).startswith("There is no question open.")


def test_one_setting_can_be_changed_alone(play: Play):
    anna = play.person("Anna")
    set_up(anna)
    anna.says("/settings")
    anna.presses("Change hour")
    assert anna.says("18:45").startswith("Changed.")
    assert "Hour: 18:45" in anna.says("/settings")


def test_a_changed_zone_is_confirmed_by_the_clock_too(play: Play):
    anna = play.person("Anna")
    set_up(anna)
    anna.says("/settings")
    anna.presses("Change zone")
    assert anna.says("Tokyo") == "So it is 16:42 on Sunday where you are? (Asia/Tokyo)"
    assert anna.presses("Yes").startswith("Changed.")


def test_leaving_a_setting_as_it_is_changes_nothing(play: Play):
    anna = play.person("Anna")
    set_up(anna)
    before = anna.says("/settings")
    anna.presses("Change kit")
    anna.presses("Leave it as it is")
    assert anna.says("/settings") == before


def test_in_a_group_start_gives_away_nothing(play: Play):
    assert play.person("Anna").inside("club").says("/start").startswith("Hi! In a group I run challenges")


def test_changing_one_setting_in_between_does_not_lose_the_setup(play: Play):
    anna = play.person("Anna")
    set_up(anna, *STEPS[:3])
    anna.says("/settings")
    anna.presses("Change hour")
    anna.presses("18:00")
    assert anna.says("/setup").startswith("On which days")


def test_skipping_through_a_second_setup_keeps_what_was_set(play: Play):
    anna = play.person("Anna")
    set_up(
        anna, "Jun 2027", "Sun 13 Jun", "Marathon", "Tue, Fri", "A full gym", "None of these", "18:00", "London", "Yes"
    )
    before = anna.says("/settings")
    anna.press(Action("setup.again"))
    for _ in range(4):
        anna.presses("Skip")
    anna.presses("None of these")
    for label in ("Skip", "London", "Yes"):
        anna.presses(label)
    assert anna.says("/settings") == before


def test_a_race_that_went_by_during_a_long_pause_is_asked_again(play: Play):
    anna = play.person("Anna")
    anna.says("/start")
    anna.says("25 november")
    for label in STEPS[2:8]:
        anna.presses(label)
    play.after(days=5)
    assert anna.presses("Yes").startswith("25 November 2026 is not ahead of us any more.")
    assert "Jun 2027" in anna.buttons


def test_a_question_at_the_clock_is_no_no(play: Play):
    anna = play.person("Anna")
    set_up(anna, *STEPS[:-1])
    assert anna.says("how often should I do calf raises?").startswith("Twice a week")
    assert anna.says("yeah").startswith("Your next session")


def test_back_and_skip_can_be_typed(play: Play):
    anna = play.person("Anna")
    set_up(anna, *STEPS[:3])
    assert anna.says("back").startswith("What kind of race")
    assert anna.says("skip").startswith("On which days")


def test_three_days_are_not_monday_and_tuesday(play: Play):
    anna = play.person("Anna")
    set_up(anna, *STEPS[:3])
    assert anna.says("3").startswith("Which days of the week?")
