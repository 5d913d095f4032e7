"""Questions without a good answer, from the side of whoever asks."""

from tests.inbox.writing import GELS
from tests.play import Play

TELL = "Tell me when a coach answers"


def inbox(play: Play) -> str:
    return play.person("Clara").says("/inbox")


def test_a_declined_question_offers_to_tell_when_a_coach_answers(coached: Play):
    anna = coached.person("Anna")
    assert anna.says(GELS[0]).startswith("That's outside what I know.")
    assert anna.buttons == [TELL]
    assert anna.presses(TELL).startswith("I will.")
    assert "1. how many gels do I need for a mountain marathon asked: 1, waiting: 1" in inbox(coached)


def test_nobody_is_promised_a_coach_where_there_is_none(play: Play):
    anna = play.person("Anna")
    anna.says(GELS[0])
    assert anna.buttons == []


def test_whoever_does_not_say_yes_does_not_wait(coached: Play):
    coached.person("Anna").says(GELS[0])
    assert "asked: 1, waiting: 0" in inbox(coached)


def test_a_yes_can_be_taken_back(coached: Play):
    anna = coached.person("Anna")
    anna.says(GELS[0])
    anna.presses(TELL)
    assert anna.presses("Rather not") == "All right, I won't."
    assert "asked: 1, waiting: 0" in inbox(coached)


def test_the_same_words_are_one_question_however_they_are_written(coached: Play):
    for name, text in (("Anna", "how many gels do I need?"), ("Ben", "HOW MANY GELS DO I NEED")):
        asker = coached.person(name)
        asker.says(text)
        asker.presses(TELL)
    assert "1. how many gels do I need? asked: 2, waiting: 2" in inbox(coached)


def test_a_button_of_a_question_that_is_gone_says_so(coached: Play):
    anna, clara = coached.person("Anna"), coached.person("Clara")
    anna.says(GELS[0])
    clara.says("/inbox")
    clara.presses(GELS[0])
    clara.presses("Not for us")
    assert anna.presses(TELL) == "That question does not wait for an answer any more."


def test_a_personal_question_is_neither_kept_nor_told_of(coached: Play):
    anna = coached.person("Anna")
    anna.says("mail me at anna@example.org about shoes")
    assert anna.buttons == []
    assert inbox(coached) == "Nobody waits for an answer: the inbox is empty."


def test_thumbs_are_counted_once_a_person_and_the_last_word_counts(coached: Play):
    anna, ben = coached.person("Anna"), coached.person("Ben")
    for person, thumbs in ((anna, "👎"), (ben, "👎👍👎")):
        person.says("how often should I do calf raises?")
        answer = person.seen
        for thumb in thumbs:
            person.seen = answer
            person.presses(thumb)
    assert "How often should I do calf raises? 2 👎, 0 👍" in inbox(coached)


def test_a_thumb_up_is_thanked_for_and_nothing_more(coached: Play):
    anna = coached.person("Anna")
    anna.says("how often should I do calf raises?")
    assert anna.presses("👍") == "Good to know, thank you."
    assert anna.buttons == []
    assert inbox(coached) == "Nobody waits for an answer: the inbox is empty."


def test_what_was_missing_can_be_said_and_waited_for(coached: Play):
    anna = coached.person("Anna")
    anna.says("how often should I do calf raises?")
    anna.presses("👎")
    anna.presses("Say what was missing")
    assert anna.says("Calf raises on holiday without a step?").startswith("Thank you. It is in the coaches' inbox")
    anna.presses(TELL)
    assert "1. Calf raises on holiday without a step? asked: 1, waiting: 1" in inbox(coached)


def test_what_was_missing_is_not_kept_with_an_address_in_it(coached: Play):
    anna = coached.person("Anna")
    anna.says("how often should I do calf raises?")
    anna.presses("👎")
    anna.presses("Say what was missing")
    assert anna.says("write to anna@example.org").startswith("That I cannot keep:")


def test_a_red_flag_in_it_comes_first(coached: Play):
    anna = coached.person("Anna")
    anna.says("how often should I do calf raises?")
    anna.presses("👎")
    anna.presses("Say what was missing")
    assert anna.says("I have chest pain when I run uphill")[:19] == "Stop now, sit down,"


def test_a_thumb_in_a_group_is_thanked_for_in_private(coached: Play):
    anna = coached.person("Anna").inside("club")
    anna.says("/ask how often should I do calf raises?")
    anna.presses("👍")
    assert anna.seen is not None
    assert anna.seen.private
