import pytest

from core.messages import Action, BadToken, Choice, Reply


def test_an_action_survives_the_way_through_a_button():
    action = Action("session.done", ("2026-11-22",))
    assert Action.parse(action.token) == action


def test_an_action_that_does_not_fit_a_button_is_refused():
    with pytest.raises(ValueError, match="does not fit"):
        _ = Action("challenge.log", ("9" * 60,)).token


def test_an_argument_cannot_smuggle_in_another():
    with pytest.raises(ValueError, match="does not fit"):
        _ = Action("plan.show", ("week:plan",)).token


@pytest.mark.parametrize("token", ["", "x" * 65, "ü" * 33])
def test_a_token_that_cannot_be_ours_is_told(token: str):
    with pytest.raises(BadToken):
        Action.parse(token)


@pytest.mark.parametrize("text", ["", "   ", "x" * 3901])
def test_a_reply_no_platform_could_draw_is_refused(text: str):
    with pytest.raises(ValueError, match="characters"):
        Reply(text)


def test_too_many_choices_are_refused():
    with pytest.raises(ValueError, match="choices"):
        Reply("pick", tuple(Choice(f"{n}", Action("a")) for n in range(26)))
