import pytest

from core.answers.conversation import FollowUps, kind_of, questions_in, without_start

WORDS = FollowUps(why=("why", "says who"), more=("more", "tell me more"), starts=("and", "what about", "how many"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("why?", "why"),
        ("Says who??", "why"),
        ("more", "more"),
        ("and how many?", "continue"),
        ("what about downhill?", "continue"),
        ("how many", "continue"),
        ("android or iphone", None),
        ("how often should I do calf raises", None),
        ("and I also wanted to tell you that my neighbour runs a lot of marathons", None),
        ("", None),
    ],
)
def test_a_text_that_leans_on_the_answer_before_is_told(text: str, kind: str | None):
    assert kind_of(text, WORDS) == kind


def test_a_follow_up_without_its_opening():
    assert without_start("What about downhill?", WORDS) == "downhill"


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        (
            "How often calf raises? And how heavy should they be?",
            ["How often calf raises?", "And how heavy should they be?"],
        ),
        ("can I do nordics daily and also how do I taper", ["can I do nordics daily", "how do I taper"]),
        ("Just one question here?", ["Just one question here?"]),
        ("Really? Why?", ["Really? Why?"]),
    ],
)
def test_two_questions_in_one_are_taken_apart(text: str, questions: list[str]):
    assert questions_in(text) == questions
