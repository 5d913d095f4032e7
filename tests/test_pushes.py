"""The session of the day, pushed at the runner's own hour, with buttons that go on working."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from bot.markup import plain
from core.delivery import outbox
from core.delivery.outcomes import Gone, Later, Moved, Unknown
from core.delivery.tables import Subscription
from core.messages import Action, Address
from tests.play import Play, Player
from tests.profile.test_setting_up import set_up


def runner(play: Play, name: str = "Anna") -> Player:
    player = play.person(name)
    set_up(player)
    return player


def monday(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 23, hour, minute, tzinfo=UTC)


def test_the_session_comes_at_the_hour_and_once(play: Play):
    runner(play)
    assert len(play.at(monday(6, 59))) == 0
    pushed = play.at(monday(7, 0))
    assert [plain(each.reply.text).split("\n")[0] for each in pushed] == ["Time for strength: your session today"]
    assert len(play.at(monday(7, 1))) == 0


def test_it_goes_to_the_private_chat_with_its_buttons_and_the_cards_of_its_exercises(play: Play):
    runner(play)
    (push,) = play.at(monday(7))
    assert push.address.chat == "home of Anna"
    assert [choice.label for choice in push.reply.choices] == [
        "Done", "Short version", "Later", "Skip", "Change it",
        "? Bulgarian split squat", "? Single-leg Romanian deadlift", "? Single-leg calf raise", "? Prone back raise",
        "? Dead bug",
    ]  # fmt: skip


def test_everybody_is_served_at_their_own_hour(play: Play):
    runner(play)
    ben = play.person("Ben")
    set_up(
        ben,
        *(
            "Jun 2027",
            "Sun 13 Jun",
            "Marathon",
            "Mon, Thu",
            "No equipment",
            "None of these",
            "07:00",
            "New York",
            "Yes",
        ),
    )
    assert [push.address.chat for push in play.at(monday(7))] == ["home of Anna"]
    assert [push.address.chat for push in play.at(monday(12))] == ["home of Ben"]


def test_no_zone_no_push(play: Play):
    anna = play.person("Anna")
    set_up(anna, "Jun 2027", "Sun 13 Jun", "Marathon", "Mon, Thu", "No equipment", "None of these", "07:00", "Skip")
    assert len(play.at(monday(7))) == 0


def test_done_is_logged_and_edits_the_message(play: Play):
    anna = runner(play)
    (push,) = play.at(monday(7))
    anna.seen = push.reply
    assert anna.presses("Done").startswith("Done. Session A is in your log. Next: Thursday 26 November.\n\nHow many")
    assert anna.seen is not None
    assert anna.seen.replace
    assert anna.says("/today").startswith("Today's session is done.")


def test_a_second_press_changes_nothing(play: Play):
    anna = runner(play)
    (push,) = play.at(monday(7))
    anna.seen = push.reply
    anna.presses("Done")
    anna.seen = push.reply
    assert anna.presses("Done") == "That session is in your log already."


def test_what_was_done_before_the_hour_is_not_pushed(play: Play):
    anna = runner(play)
    play.now[0] = monday(6)
    anna.says("/today")
    anna.presses("Done")
    assert len(play.at(monday(7))) == 0


def test_later_comes_again_two_hours_later(play: Play):
    anna = runner(play)
    (push,) = play.at(monday(7))
    anna.seen = push.reply
    assert anna.presses("Later") == "All right, I'll come back at 09:00. If it suits you sooner, the buttons work now."
    assert len(play.at(monday(8, 59))) == 0
    assert len(play.at(monday(9))) == 1


def test_later_is_forgotten_when_the_session_is_done_meanwhile(play: Play):
    anna = runner(play)
    (push,) = play.at(monday(7))
    anna.seen = push.reply
    anna.presses("Later")
    anna.presses("Done")
    assert len(play.at(monday(9))) == 0


def test_later_in_the_late_evening_is_declined(play: Play):
    anna = runner(play)
    (push,) = play.at(monday(7))
    play.now[0] = monday(21)
    anna.seen = push.reply
    assert anna.presses("Later").startswith("Later would be too late today.")


def test_the_short_version_can_be_done_too(play: Play):
    anna = runner(play)
    (push,) = play.at(monday(7))
    anna.seen = push.reply
    assert anna.presses("Short version").startswith("The short version")
    assert anna.presses("Done").startswith("Done, in short.")


def test_skip_asks_for_nothing_to_be_made_up(play: Play):
    anna = runner(play)
    (push,) = play.at(monday(7))
    anna.seen = push.reply
    assert anna.presses("Skip").startswith("Skipped, and nothing to make up for")


def test_a_button_still_answers_thirty_days_and_two_restarts_later(play: Play):
    anna = runner(play)
    (push,) = play.at(monday(7))
    play.now[0] = datetime(2026, 12, 23, 7, tzinfo=UTC)
    anna.seen = push.reply
    assert anna.presses("Done").startswith("That one is more than two days ago")


def test_a_session_of_yesterday_can_still_be_logged(play: Play):
    anna = runner(play)
    (push,) = play.at(monday(7))
    play.now[0] = datetime(2026, 11, 24, 7, tzinfo=UTC)
    anna.seen = push.reply
    assert anna.presses("Done").startswith("Done.")


def test_a_button_of_somebody_else_does_not_touch_my_plan(play: Play):
    runner(play)
    (push,) = play.at(monday(7))
    eve = play.person("Eve")
    eve.seen = push.reply
    assert eve.presses("Done") == "Your plan has changed since then. /today shows what is next."


def test_a_pause_stops_pushes_and_resume_brings_them_back(play: Play):
    anna = runner(play)
    anna.says("/pause")
    assert len(play.at(monday(7))) == 0
    anna.says("/resume")
    assert len(play.at(datetime(2026, 11, 26, 7, tzinfo=UTC))) == 1


def test_a_short_downtime_delays_and_a_long_one_drops(play: Play):
    runner(play)
    runner(play, "Ben")
    assert len(play.at(monday(9, 59))) == 2
    assert len(play.at(datetime(2026, 11, 26, 13, tzinfo=UTC))) == 0


def test_what_a_full_hour_has_not_come_to_yet_survives_a_change_of_wishes(play: Play):
    anna = runner(play)
    play.now[0] = monday(7, 20)
    anna.press(Action("nudges.set", ("week", "off")))
    assert len(play.at(monday(7, 21))) == 1
    play.now[0] += timedelta(days=3)
    anna.press(Action("nudges.set", ("week", "on")))
    anna.says("/pause")
    assert len(play.after(seconds=1)) == 0


def test_somebody_who_blocked_us_does_not_stop_the_others(play: Play):
    for name in ("Anna", "Ben", "Cem"):
        runner(play, name)
    play.post.refuses.append(Gone("blocked"))
    assert len(play.at(monday(7))) == 2
    anna = play.person("Anna")
    assert anna.says("/today").startswith("I could not reach you lately")


def test_what_was_never_sent_is_sent_later(play: Play):
    runner(play)
    play.post.refuses.append(Later(5))
    assert len(play.at(monday(7))) == 0
    assert len(play.after(seconds=6)) == 1


def test_in_doubt_the_workout_is_sent_again(play: Play):
    runner(play)
    play.post.refuses.append(Unknown("read timeout"))
    assert len(play.at(monday(7))) == 0
    assert len(play.after(seconds=3)) == 1


def test_a_chat_that_moved_is_followed(play: Play):
    runner(play)
    play.post.refuses.append(Moved("new home"))
    play.at(monday(7))
    (push,) = play.after(seconds=1)
    assert push.address.chat == "new home"


def test_a_sender_that_died_in_the_middle_is_taken_over(play: Play):
    runner(play)
    play.now[0] = monday(7)
    desk = play.pump()._desk
    desk.look()
    assert len(desk.turn([], 10).departures) == 1  # it claims, and is never heard of again
    assert len(play.after(seconds=1)) == 1


def test_put_off_again_it_comes_as_a_message_of_its_own(play: Play):
    anna = runner(play)
    (push,) = play.at(monday(7))
    for hour in (9, 11):
        anna.seen = push.reply
        anna.presses("Later")
        (push,) = play.at(monday(hour))
        assert push.edits == ""


def test_a_session_moved_to_a_day_of_the_week_that_has_its_own_push_comes_once(play: Play):
    anna = runner(play)
    anna.says("/today")
    play.now[0] = monday(6)
    anna.says("/today")
    anna.presses("Skip")
    anna.presses("Move it")
    with play.house.database.transaction() as session:
        session.execute(update(Subscription).where(Subscription.kind == "workout").values(weekdays=0b1111111))
        session.execute(update(Subscription).values(next_due_at=int(monday(7).timestamp()), due_on=monday(7).date()))
    anna.presses("Take it")
    play.at(monday(7))
    assert len(play.at(monday(7) + timedelta(days=1))) == 1


def test_later_pressed_twice_comes_once(play: Play):
    anna = runner(play)
    (push,) = play.at(monday(7))
    for minute in (0, 1):
        play.now[0] = monday(7, minute)
        anna.seen = push.reply
        anna.presses("Later")
    assert len(play.at(monday(9, 0))) == 0
    assert len(play.at(monday(9, 1))) == 1


def test_a_slip_of_the_thumb_can_be_taken_back(play: Play):
    anna = runner(play)
    (push,) = play.at(monday(7))
    anna.seen = push.reply
    anna.presses("Skip")
    assert anna.presses("Undo").startswith("Taken back. Your session")
    assert anna.presses("Done").startswith("Done.")


def test_a_message_that_cannot_be_drawn_fails_alone(play: Play):
    runner(play)
    with play.house.database.transaction() as session:
        outbox.refresh(session, "board:x", "board", Address("stage", "room"), "no number", int(play.now[0].timestamp()))
    assert [push.address.chat for push in play.at(monday(7))] == ["home of Anna"]


def test_whoever_comes_back_is_told_and_gets_messages_again_when_they_say_so(play: Play):
    anna = runner(play)
    play.post.refuses.append(Gone("blocked"))
    play.at(monday(7))
    assert anna.says("/week").startswith("I could not reach you lately")
    anna.presses("Send me messages again")
    assert not anna.says("/week").startswith("I could not reach you lately")
    assert len(play.at(datetime(2026, 11, 26, 7, tzinfo=UTC))) == 1
