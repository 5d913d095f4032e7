"""Changing one thing: what touches no session is stored at once, the rest is proposed."""

import pytest

from core.messages import Action
from tests.play import Play, Player


def changes(anna: Player, label: str, *words: str) -> str:
    """Press a button of /settings, then press or type the rest."""
    anna.says("/settings")
    answer = anna.presses(label)
    for word in words:
        answer = anna.presses(word) if word in anna.buttons else anna.says(word)
    return answer


def test_settings_show_everything_that_was_told_and_what_was_not(anna: Player):
    assert anna.says("/settings") == (
        "Your settings\n\n• Days: Mon, Thu\n• Kit: No equipment\n• Hour: 07:00\n• Time zone: Europe/London\n"
        "• Units: kg and miles\n\nYour race\n\n• Race: Sun 13 Jun 2027, Marathon\n• Course: not set\n"
        "• Long, steep descents: not set\n\nYou\n\n• Level: not set\n• Running for half a year or more: not set\n"
        "• Hard runs: not set\n• Long run: not set\n• Age: not set\n• Jumps: allowed"
    )
    assert anna.buttons[-1] == "Make it fit better"
    assert anna.buttons[-2] == "My messages"
    assert anna.buttons[:-2] == [
        f"Change {name}"
        for name in (
            *("days", "kit", "hour", "zone", "race", "level", "running", "hard runs", "long run", "age"),
            *("course", "descents", "injury", "units"),
        )
    ]


@pytest.mark.parametrize(
    ("label", "word", "proposed"),
    [
        ("Change days", "tue and fri", "weekdays = 18"),
        ("Change kit", "A full gym", "kit = gym"),
        ("Change level", "6 months to 2 years", "level = intermediate"),
        ("Change running", "No, I'm newer to it", "new_to_running = True"),
        ("Change hard runs", "wed", "hard_days = 4"),
        ("Change long run", "Saturday", "long_day = 5"),
        ("Change age", "61", "age = 61"),
        ("Change course", "42 km flat", "distance_km = 42.0, ascent_m = 0.0, descent_m = 0.0"),
        ("Change descents", "Yes", "steep_descents = True"),
        ("Change injury", "Yes, and I'm cleared", "no_jumps = True"),
    ],
)
def test_what_touches_a_session_is_proposed_and_nothing_else_with_it(
    anna: Player, label: str, word: str, proposed: str
):
    assert changes(anna, label, word) == proposed


def test_a_race_that_is_moved_keeps_its_course(anna: Player):
    changes(anna, "Change course", "42 km, 850 up")
    assert changes(anna, "Change race", "20 june", "Marathon") == "race_date = 2027-06-20"


def test_another_kind_of_race_has_another_course(anna: Player):
    changes(anna, "Change course", "42 km, 850 up")
    assert changes(anna, "Change race", "20 june", "Half marathon") == (
        "race_date = 2027-06-20, race_type = half, distance_km = None, ascent_m = None"
    )


def test_a_race_can_be_given_up(anna: Player):
    assert changes(anna, "Change race", "No race yet") == "race_date = None"


@pytest.mark.parametrize(
    ("label", "word", "line"),
    [("Change hour", "18:45", "• Hour: 18:45"), ("Change units", "lb and miles", "• Units: lb and miles")],
)
def test_what_touches_no_session_is_stored_at_once(anna: Player, label: str, word: str, line: str):
    assert changes(anna, label, word) == "Changed. /settings shows it all, /today your next session."
    assert line in anna.says("/settings").split("\n")


def test_a_changed_zone_is_confirmed_by_the_clock(anna: Player):
    assert changes(anna, "Change zone", "Tokyo") == "So it is 16:42 on Sunday where you are? (Asia/Tokyo)"
    assert anna.presses("Yes") == "Changed. /settings shows it all, /today your next session."


def test_an_hour_alone_leads_to_the_zone_it_needs(desk: Play):
    ben = desk.person("Ben")
    assert changes(ben, "Change hour", "18:45").startswith("Where are you?")
    ben.says("Berlin")
    ben.presses("Yes")
    lines = ben.says("/settings").split("\n")
    assert ("• Hour: 18:45" in lines, "• Time zone: Europe/Berlin" in lines) == (True, True)


def test_the_same_again_changes_nothing(anna: Player):
    assert changes(anna, "Change days", "mon and thu") == "That is what I had, so nothing changes."


def test_no_day_at_all_is_refused_with_what_one_day_does(anna: Player):
    assert changes(anna, "Change days", "none") == (
        "Without a day there is nothing I can plan. One day a week holds your strength, two build it. Which days suit "
        "you? /pause keeps me quiet for a while."
    )


@pytest.mark.parametrize(
    ("label", "word", "answer"),
    [
        ("Change level", "quite strong", 'Please choose one of these, or type how long, such as "8 months".'),
        ("Change running", "sometimes", 'Please choose, or type how long you have been running, such as "3 months".'),
        ("Change descents", "maybe", "Please answer yes or no."),
        ("Change injury", "a bit", "Please choose: no, yes and cleared, or yes and not cleared yet."),
        ("Change units", "stone", "Please choose one of these."),
    ],
)
def test_a_word_that_is_no_answer_gets_the_question_again(anna: Player, label: str, word: str, answer: str):
    before = anna.says("/settings")
    assert changes(anna, label, word) == answer
    assert anna.buttons[-1] == "Leave it as it is"
    assert anna.presses("Leave it as it is") == "Nothing was changed."
    assert anna.says("/settings") == before


def test_a_course_belongs_to_a_race(desk: Play):
    ben = desk.person("Ben")
    ben.says("/settings")
    assert "Change course" not in ben.buttons
    assert ben.press(Action("setup.edit", ("course",))) == "That belongs to a race, and I don't know yours yet."
    assert ben.presses("Change race").startswith("When is your race?")


def test_units_follow_the_locale_until_they_are_chosen(desk: Play):
    carla = desk.person("Carla", "en-US")
    assert "• Units: lb and miles" in carla.says("/settings").split("\n")
