"""Another exercise: for want of kit, because it hurts, or because somebody dislikes it; today, or from now on."""

import pytest

from core.messages import Action
from tests.plans.chat.stage import changes, exercises, moment, runner
from tests.play import Play, Player


def asked(play: Play, exercise: str, reason: str) -> Player:
    anna = runner(play)
    anna.says("/today")
    for label in ("Change it", "Swap an exercise", exercise, reason):
        anna.presses(label)
    return anna


def test_a_swap_for_today_is_taken_at_once_and_only_today(play: Play):
    anna = asked(play, "Bulgarian split squat", "I don't like it")
    assert anna.buttons[:2] == ["Reverse lunge", "Goblet squat"]
    text = anna.presses("Reverse lunge")
    assert text.startswith("Reverse lunge instead of Bulgarian split squat, today")
    assert exercises(text)[0] == "1. Reverse lunge – 2 x 10-12 per side"
    assert exercises(anna.says("/today"))[0] == exercises(text)[0]
    play.now[0] = moment(11, 30)
    assert exercises(anna.says("/today"))[0].startswith("1. Bulgarian split squat")


def test_a_swap_from_now_on_is_shown_first(play: Play):
    anna = asked(play, "Bulgarian split squat", "I don't like it")
    anna.presses("Reverse lunge")
    text = anna.presses("Keep it so from now on")
    assert text.startswith("A swap from Monday 23 November on")
    assert changes(text) == ["Bulgarian split squat → Reverse lunge, from Mon 30 Nov"]
    anna.presses("Take it")
    play.now[0] = moment(11, 30)
    assert exercises(anna.says("/today"))[0].startswith("1. Reverse lunge")


def test_an_exercise_may_be_left_out(play: Play):
    anna = asked(play, "Dead bug", "No kit for it today")
    text = anna.presses("Leave it out")
    assert text.startswith("Without Dead bug, today")
    assert len(exercises(text)) == 4


@pytest.mark.parametrize(
    ("number", "answer"),
    [
        ("2", "Up to 2 out of 10 you may carry on"),
        ("3", "Leave Bulgarian split squat out while it hurts."),
        ("5", "Leave Bulgarian split squat out while it hurts."),
        ("6", "Stop there for today. Above 5 out of 10 I swap nothing."),
    ],
)
def test_pain_goes_through_the_gate(play: Play, number: str, answer: str):
    anna = asked(play, "Bulgarian split squat", "It hurts")
    anna.presses("Knee")
    assert anna.presses(number).startswith(answer)
    assert (anna.buttons == ["Skip"]) is (number == "6")


def test_a_warning_sign_ends_the_talk_of_swaps(play: Play):
    anna = asked(play, "Bulgarian split squat", "It hurts")
    assert anna.presses("One of these").startswith("Then no exercise today, and no plan from me for it")
    assert anna.buttons == []


def test_what_is_offered_for_pain_spares_the_area(play: Play):
    anna = asked(play, "Bulgarian split squat", "It hurts")
    anna.presses("Knee")
    anna.presses("4")
    names = anna.buttons[: anna.buttons.index("Leave it out")]
    cards = {card.name: card for card in play.house.library.exercises.values()}
    assert [name for name in names if "knee" in cards[name].loads] == []


def test_sparing_an_area_from_now_on(play: Play):
    anna = asked(play, "Bulgarian split squat", "It hurts")
    anna.presses("Knee")
    anna.presses("4")
    text = anna.presses("Spare it from now on: Knee")
    assert text.startswith("Sparing what hurts from Monday 23 November on. If it does not settle, see a professional.")
    anna.presses("Take it")
    cards = {card.name: card for card in play.house.library.exercises.values()}
    for day in (moment(11, 23), moment(11, 26), moment(2, 1, year=2027)):
        play.now[0] = day
        anna.says("/today")
        shown = [label.removeprefix("? ") for label in anna.buttons if label.startswith("? ")]
        assert shown
        assert [name for name in shown if "knee" in cards[name].loads] == []


@pytest.mark.parametrize(
    "args",
    [("2026-11-23", "Q1", "L2"), ("2026-11-23", "Q1", "XX"), ("2026-11-23", "XX", "Q3"), ("never", "Q1", "Q3")],
)
def test_a_forged_swap_changes_nothing(play: Play, args: tuple[str, ...]):
    anna = runner(play)
    before = exercises(anna.says("/today"))
    anna.press(Action("swap.take", args))
    assert exercises(anna.says("/today")) == before


def test_what_was_kept_can_be_ended(play: Play):
    anna = asked(play, "Bulgarian split squat", "I don't like it")
    anna.presses("Reverse lunge")
    anna.presses("Keep it so from now on")
    anna.presses("Take it")
    play.now[0] = moment(11, 25)
    anna.says("/change")
    text = anna.presses("Back to Bulgarian split squat")
    assert changes(text) == ["Reverse lunge → Bulgarian split squat, from Mon 30 Nov"]
    anna.presses("Take it")
    anna.says("/change")
    assert "Back to Bulgarian split squat" not in anna.buttons
