"""What coaches see and do in the chat."""

from collections.abc import Sequence

import pytest

from core.answers.keeping import mark_of
from core.events import QuestionLeftOpen
from core.inbox import store
from tests.inbox.writing import GELS, MORE, SHORT, WORDINGS, write_about_gels
from tests.play import Play, Player

ASKED = (GELS[0], GELS[1], GELS[0], "which head torch at night")


@pytest.fixture
def clara(coached: Play) -> Player:
    """A coach, with two questions that ask the same and one that does not in her inbox."""
    for name, text in zip(("Anna", "Ben", "Cem", "Dora"), ASKED, strict=True):
        coached.person(name).says(text)
    return coached.person("Clara")


def test_the_inbox_is_for_coaches_alone(coached: Play):
    anna = coached.person("Anna")
    for text in ("/inbox", "/stats"):
        assert anna.says(text) == "That is for the coaches of this bot alone."


def test_a_coachs_button_is_for_coaches_alone(coached: Play, clara: Player):
    clara.says("/inbox")
    assert clara.seen is not None
    stolen = clara.seen.choices[0].action
    assert coached.person("Anna").press(stolen) == "That is for the coaches of this bot alone."


def test_questions_that_ask_the_same_are_one_line_the_most_asked_first(clara: Player):
    assert clara.says("/inbox").split("\n") == [
        "Questions without a good answer: 2",
        "",
        f"1. {GELS[0]} asked: 3, waiting: 0",
        "2. which head torch at night asked: 1, waiting: 0",
    ]
    shown = clara.presses(GELS[0])
    assert [GELS[0] in shown, GELS[1] in shown, "torch" in shown] == [True, True, False]


def test_a_question_that_is_not_for_us_is_gone_with_its_like(coached: Play, clara: Player):
    clara.says("/inbox")
    clara.presses(GELS[0])
    clara.presses("Not for us")
    coached.person("Emil").says("how many gels do I need in a mountain race")
    assert clara.presses("‹ Inbox").split("\n") == [
        "Questions without a good answer: 1",
        "",
        "1. which head torch at night asked: 1, waiting: 0",
    ]


def test_the_coach_sees_the_answer_as_runners_will(clara: Player):
    assert write_about_gels(clara) == (
        f"This is what runners will see:\n\n{SHORT}\n\nCoach judgement. No study settles it."
    )
    assert clara.buttons == ["Approve", "The longer answer", "How people ask", "Change something", "Drop the draft"]
    assert MORE in clara.presses("The longer answer")


def test_a_source_is_checked_at_once_and_shown_with_its_confidence(clara: Player):
    write_about_gels(clara)
    clara.presses("Change something")
    clara.presses("The sources")
    assert clara.says("B14, Z99") == "There is no source Z99 in sources.yaml."
    assert clara.says("b14").startswith("How sure are we?")
    assert clara.presses("The evidence is thin.").endswith("The evidence is thin. " + short_name(clara, "B14"))


def short_name(player: Player, source: str) -> str:
    return player.play.house.library.sources[source].short


def test_an_answer_that_is_too_long_is_asked_for_again(clara: Player):
    clara.says("/inbox")
    clara.presses(GELS[0])
    clara.presses("Write the answer")
    assert clara.says("x" * 500) == "That has 500 characters, and 499 fit. Say it shorter."
    assert clara.says(SHORT).startswith("Now the longer answer")
    assert clara.presses("The short one will do").startswith("Which question does it answer?")


def test_ten_ways_to_ask_are_needed(clara: Player):
    clara.says("/inbox")
    clara.presses(GELS[0])
    clara.presses("Write the answer")
    for text in (SHORT, MORE, "How many gels do I need?"):
        asked = clara.says(text)
    assert "Still needed: 8." in asked
    assert "Still needed: 6." in clara.says("gels uphill; gels for an ultra")
    assert clara.says(WORDINGS).startswith("Which sources hold it?")


def test_the_wordings_of_runners_can_be_left_out(clara: Player):
    write_about_gels(clara)
    assert GELS[0] in clara.presses("How people ask")
    assert "Still needed: 10." in clara.presses("Other wordings instead")
    assert clara.says(f"{WORDINGS}; one more; and another").startswith("This is what runners will see:")
    assert GELS[0] not in clara.presses("How people ask")


def test_an_answer_may_speak_of_warning_signs(clara: Player):
    clara.says("/inbox")
    clara.presses(GELS[0])
    clara.presses("Write the answer")
    assert clara.says("If you have chest pain when you run uphill, stop.").startswith("Now the longer answer")
    clara.presses("Drop the draft")
    assert clara.says("I have chest pain when I run uphill")[:19] == "Stop now, sit down,"


TOPICS = ("head torch", "parking", "my dog", "hotel", "laces", "shirts", "the bus", "a photographer")


def keep(play: Play, texts: Sequence[str]) -> None:
    """Questions in the inbox, as if somebody had asked them."""
    play.person("Anna").says("/help")
    with play.house.database.transaction() as session:
        for text in texts:
            store.keep_question(session, QuestionLeftOpen(mark_of(text), text, "declined"), 1, play.now[0].date())


def test_long_questions_full_of_markup_cannot_fill_the_inbox(coached: Play):
    keep(coached, [f"{topic} {'*_' * 140}" for topic in TOPICS])
    clara = coached.person("Clara")
    assert clara.says("/inbox").startswith("Questions without a good answer: 8")
    assert len(clara.buttons) == 8


def test_a_group_of_long_questions_can_still_be_answered(coached: Play):
    keep(coached, [f"{GELS[0]} now {number} {'*_' * 100}" for number in range(40)])
    clara = coached.person("Clara")
    clara.says("/inbox")
    assert clara.presses(clara.buttons[0]).startswith("Asked: 40, waiting: 0")
    clara.presses("Write the answer")
    for text in (SHORT, MORE, "How many gels do I need?"):
        clara.says(text)
    clara.presses("No source: my own judgement")
    assert clara.presses("How people ask").endswith("\n• …")


def test_a_dropped_draft_leaves_the_questions(clara: Player):
    write_about_gels(clara)
    clara.presses("Drop the draft")
    assert clara.says("/inbox").startswith("Questions without a good answer: 2")


def test_a_draft_is_nobody_elses(coached: Play, clara: Player):
    write_about_gels(clara)
    assert clara.seen is not None
    approve = clara.seen.choices[0].action
    coached.house.coach._coaches = frozenset({*coached.house.coaches, ("stage", "carl")})
    assert coached.person("Carl").press(approve).startswith("That button is from an older message")


def test_approving_twice_is_approving_once(clara: Player):
    write_about_gels(clara)
    assert clara.seen is not None
    approve = clara.seen.choices[0].action
    assert clara.press(approve).startswith("Thank you. I check it")
    assert clara.press(approve).startswith("That button is from an older message")


def test_the_numbers_are_about_nobody(coached: Play, clara: Player):
    anna = coached.person("Anna")
    anna.says("how often should I do calf raises?")
    anna.presses("👍")

    def met(outcome: str) -> int:
        return [coached.house.knowledge.understanding.read(text).outcome for text in ASKED].count(outcome)

    assert clara.says("/stats").split("\n") == [
        "The last 7 days",
        "",
        "• Runners: 5 known, 0 with messages coming, 0 paused, 0 out of reach",
        f"• Questions: 5. Answered 1, offered a choice {met('choose')}, declined {met('decline')}, warning signs 0",
        "• Opinions: 1 👍, 0 👎. Inbox: 2 open, 0 waiting for an answer",
        "• Messages: 0 sent, 0 lost or in doubt. The oldest that is due waits for 0 minutes",
    ]
