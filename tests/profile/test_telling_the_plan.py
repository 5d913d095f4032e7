"""What is told reaches the plan: refused when nothing can be built from it, shown before it is taken, held when it must be."""

import pytest

from core.messages import Action
from tests.play import Play, Player
from tests.profile.conftest import SETUP


@pytest.fixture
def ben(play: Play) -> Player:
    """Somebody whose plan leads to a marathon in June."""
    ben = play.person("Ben")
    ben.says("/start")
    for label in SETUP:
        ben.presses(label)
    return ben


def changes(ben: Player, label: str, *words: str) -> str:
    """Press a button of /settings, then press or type the rest."""
    ben.says("/settings")
    answer = ben.presses(label)
    for word in words:
        answer = ben.presses(word) if word in ben.buttons else ben.says(word)
    return answer


@pytest.mark.parametrize(
    ("label", "word", "answer"),
    [
        (
            "Change hard runs",
            "every day",
            "With a hard or long run on every day there is no room for strength: it needs a day's distance from them. "
            "Keep at least one day easy.",
        ),
        ("Change age", "140", "That age can't be right. Give it in whole years, such as 42."),
        (
            "Change course",
            "42 km, 850 up, -850 down",
            "Metres up and metres down count from 0 upwards; a course can't have less.",
        ),
        (
            "Change course",
            "10 km, 9000 up",
            "So much climbing doesn't fit into that distance: more than 400 metres per kilometre. Give metres, not "
            "feet, for the whole course.",
        ),
        (
            "Change course",
            "0 km, 10 up",
            "That distance can't be right. Give it in kilometres, more than 0 and at most 1,000.",
        ),
    ],
)
def test_what_no_plan_can_be_built_from_is_refused_at_once_and_not_stored(
    ben: Player, label: str, word: str, answer: str
):
    before = ben.says("/settings")
    assert changes(ben, label, word) == answer
    assert ben.buttons[-1] == "Leave it as it is"
    assert ben.says("/settings") == before


def test_after_a_refusal_the_question_is_still_open(ben: Player):
    changes(ben, "Change age", "140")
    assert "Take it" in (ben.says("61"), *ben.buttons)


def test_hard_and_long_days_that_leave_no_day_are_refused_together(ben: Player):
    ben.presses("Make it fit better")
    ben.presses("Skip")
    ben.presses("Skip")
    ben.says("mon, tue, wed, thu, fri, sat")
    assert ben.presses("Sunday").startswith("With a hard or long run on every day there is no room for strength")
    assert ben.presses("No long run").startswith("How old are you?")


def test_a_change_is_shown_first_and_kept_after_a_yes(ben: Player):
    changes(ben, "Change days", "tue and fri")
    assert ben.buttons[:2] == ["Take it", "Leave it"]
    assert "• Days: Mon, Thu" in ben.says("/settings").split("\n")
    changes(ben, "Change days", "tue and fri")
    ben.presses("Take it")
    assert "• Days: Tue, Fri" in ben.says("/settings").split("\n")


def test_a_change_that_is_left_changes_nothing(ben: Player):
    before = ben.says("/settings")
    changes(ben, "Change kit", "A full gym")
    ben.presses("Leave it")
    assert ben.says("/settings") == before


def test_a_known_course_is_no_longer_assumed(ben: Player):
    assumed = "not known, so the plan takes it as balanced and rolling."
    assert assumed in ben.says("/plan")
    changes(ben, "Change course", "42.2 km, 850 up, 850 down")
    ben.presses("Take it")
    assert assumed not in ben.says("/plan")


def test_an_age_under_18_holds_the_plan_until_the_setup_is_done_again(ben: Player):
    changes(ben, "Change age", "16")
    assert ben.says("/today").startswith("You told me that one of the health questions applies to you.")
    assert "• Age: 16" in ben.says("/settings").split("\n")
    ben.press(Action("setup.again"))
    for label in SETUP[:-1]:
        ben.presses(label)
    assert ben.presses("Yes") == (
        "My plans are for adults. Under 18, please train with a qualified coach and a parent or guardian; I'm happy to "
        "answer questions."
    )
    ben.presses("Change age")
    ben.says("61")
    ben.says("/setup")
    assert ben.presses("Yes").startswith("Your next session")


def test_without_a_plan_that_runs_a_change_is_simply_kept(play: Play):
    carla = play.person("Carla")
    carla.says("/start")
    for label in (*SETUP[:5], "One or more", *SETUP[6:]):
        carla.presses(label)
    assert carla.buttons == []
    assert (
        changes(carla, "Change kit", "A full gym")
        == "Changed. Your plan still waits: /setup asks the health questions again."
    )
    assert "• Kit: A full gym" in carla.says("/settings").split("\n")


def test_what_was_told_once_shapes_the_next_plan_too(ben: Player):
    changes(ben, "Change level", "2 years or more, solid squat and hinge")
    ben.presses("Take it")
    ben.press(Action("setup.again"))
    for label in SETUP:
        ben.presses(label)
    assert "• Level: at home in strength training" in ben.says("/settings").split("\n")
