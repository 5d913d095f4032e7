"""Somebody who does not answer: asked after three sessions, once a week after seven, left alone after twenty-one."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from core.delivery.outcomes import Later
from core.delivery.tables import Subscription
from core.messages import Reply
from core.nudges.rules import STOP_AFTER, WEEK, step_after
from core.people.tables import Person
from tests.play import Play
from tests.test_pushes import monday, runner

MONDAY = date(2026, 11, 23)


def last_lines(pushed: Reply) -> str:
    return pushed.text.rpartition("\n\n")[2]


def silence(play: Play, days: int) -> list[tuple[date, Reply]]:
    """Every message of so many days, in the morning and in the evening, to somebody who says nothing."""
    heard = []
    for day in range(days):
        for hour in (7, 20):
            moment = monday(hour) + timedelta(days=day)
            heard += [(moment.date(), each.reply) for each in play.at(moment)]
    return heard


@pytest.mark.parametrize(
    ("unanswered", "since", "step"),
    [
        *[(0, 3, "push"), (2, 3, "push"), (3, 3, "ask"), (4, 3, "push"), (7, 3, "wait"), (7, 7, "weekly")],
        *[(8, 6, "wait"), (8, 7, "push"), (20, 7, "push"), (21, 6, "wait"), (21, 7, "stop"), (40, 7, "stop")],
    ],
)
def test_what_follows_so_many_sessions_without_a_word(unanswered: int, since: int, step: str):
    assert step_after(unanswered, MONDAY - timedelta(days=since), MONDAY) == step


def test_a_silent_runner_is_asked_then_met_once_a_week_then_left_alone(play: Play):
    runner(play)
    sessions = [(day, reply) for day, reply in silence(play, 180) if "Your week ahead" not in reply.text]
    texts = play.house.library.texts
    said = [last_lines(reply) for _, reply in sessions]
    assert said[3] == texts.say("nudges.ask")
    assert said[7] == texts.say("nudges.weekly")
    assert said[21] == texts.say("nudges.stop")
    assert len(said) == 22
    gaps = [(after - before).days for (before, _), (after, _) in pairwise(sessions)]
    assert set(gaps[6:]) <= {7, 8, 10, 11, 14}
    assert all(gap < 7 for gap in gaps[:5])


def test_one_word_and_all_sessions_come_again(play: Play):
    anna = runner(play)
    silence(play, 40)
    anna.says("/week")
    play.now[0] += timedelta(hours=1)
    days = {day for day, reply in silence_from(play, 14) if reply.text.startswith("**Time for strength")}
    assert len(days) == 4


def silence_from(play: Play, days: int) -> list[tuple[date, Reply]]:
    start = play.now[0].replace(hour=0) + timedelta(days=1)
    heard = []
    for hours in range(24 * days):
        moment = start + timedelta(hours=hours)
        heard += [(moment.date(), each.reply) for each in play.at(moment)]
    return heard


def test_after_the_last_word_only_resume_brings_messages_back(play: Play):
    anna = runner(play)
    heard = silence(play, 180)
    assert anna.says("/week") != ""
    assert silence_from(play, 7) == []
    anna.seen = heard[-1][1]
    assert anna.presses("Send them again") == "Welcome back. I'll send your sessions again at your hour."
    assert len([1 for _, reply in silence_from(play, 7) if reply.text.startswith("**Time")]) == 2


def test_the_last_word_is_said_at_the_second_try_too_and_nothing_is_due_afterwards(play: Play):
    runner(play)
    with play.house.database.transaction() as session:
        person = session.scalars(select(Person)).one()
        person.unanswered, person.pushed_on = STOP_AFTER, MONDAY - 2 * WEEK
    play.post.refuses.append(Later(5))
    assert len(play.at(monday(7))) == 0
    (last,) = play.after(seconds=6)
    assert last.reply.text == play.house.library.texts.say("nudges.stop")
    with play.house.database.transaction() as session:
        assert session.scalars(select(Subscription)).all() == []


def test_whoever_pauses_while_a_session_waits_for_its_second_try_gets_none(play: Play):
    anna = runner(play)
    play.post.refuses.append(Later(60))
    play.at(monday(7))
    anna.says("/pause")
    assert len(play.after(seconds=61)) == 0


def test_whoever_answers_the_question_is_taken_at_their_word(play: Play):
    anna = runner(play)
    asked = [reply for _, reply in silence(play, 11)][-1]
    anna.seen = asked
    assert "Stop for now" in anna.buttons
    assert anna.presses("Stop for now").startswith("I'll be quiet.")
    assert silence_from(play, 7) == []


def test_after_the_first_session_that_went_by_an_evening_message_is_offered_once(play: Play):
    anna = runner(play)
    (first,) = play.at(monday(7))
    (second,) = play.at(monday(7) + timedelta(days=3))
    offer = play.house.library.texts.say("nudges.consent")
    assert last_lines(first.reply) != offer
    assert last_lines(second.reply) == offer
    anna.seen = second.reply
    anna.presses("Done")
    later = [reply for _, reply in silence_from(play, 30)]
    assert [reply for reply in later if last_lines(reply) == offer] == []


def test_whoever_put_a_session_off_was_not_silent(play: Play):
    anna = runner(play)
    (push,) = play.at(monday(7))
    anna.seen = push.reply
    anna.presses("Later")
    assert len(play.at(monday(9))) == 1
    (third,) = play.at(datetime(2026, 11, 26, 7, tzinfo=UTC))
    assert third.reply.text.endswith("Sets and reps are coach judgement._")  # and nothing is asked
