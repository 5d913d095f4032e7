"""A challenge from its start to its end, as members and captains see it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.markup import plain
from core.delivery.outcomes import Moved
from core.messages import Action
from tests.play import Play, Player


def captain(play: Play) -> Player:
    return play.person("Carla").inside("club", admin=True)


def started(play: Play, title: str = "30 days of calf raises") -> Player:
    carla = captain(play)
    carla.says("/challenge")
    carla.presses(title)
    return carla


def board(play: Play) -> str:
    """The board as it stands after the next tick."""
    (delivery,) = play.after(seconds=1)
    return plain(delivery.reply.text)


def member(play: Play, name: str) -> Player:
    """Somebody who has joined on the board."""
    player = play.person(name).inside("club")
    player.seen = next(each.reply for each in reversed(play.post.delivered) if each.reply.choices)
    player.presses("Join")
    return player


def on_board(play: Play, player: Player, label: str) -> str:
    player.seen = next(each.reply for each in reversed(play.post.delivered) if each.reply.choices)
    return player.presses(label)


def test_a_captain_starts_a_challenge_and_the_board_appears(play: Play):
    started(play)
    text = board(play)
    assert text.startswith("30 days of calf raises · day 1 of 30 (UTC)\n")
    assert "Nobody has joined yet. Be the first." in text


def test_members_join_and_log_by_button_and_the_board_is_edited_in_place(play: Play):
    started(play)
    board(play)
    anna = member(play, "Anna")
    assert on_board(play, anna, "+10") == "+10 calf raises. Today: 10 of 25."
    (delivery,) = play.after(seconds=1)
    assert delivery.edits == "m1"
    assert "1. Anna ▰▰▰▰▱▱▱▱▱▱ 40 %" in plain(delivery.reply.text)


def test_an_undo_takes_back_its_own_entry_and_only_once(play: Play):
    started(play)
    board(play)
    anna = member(play, "Anna")
    anna.says("/log 5")
    anna.says("/log 7")
    undo = anna.seen
    assert anna.presses("Undo") == "Took back 7 calf raises."
    anna.seen = undo
    assert anna.presses("Undo") == "There is nothing of today to take back."


def test_a_member_cannot_stop_a_challenge_from_their_private_chat(play: Play):
    started(play)
    board(play)
    member(play, "Anna")
    assert (
        play.person("Anna").press(Action("challenge.stop", ("1",))).startswith("That button is from an older message")
    )


def test_a_challenge_whose_template_is_gone_harms_nobody(play: Play):
    from tests.profile.test_setting_up import set_up

    started(play)
    anna = play.person("Anna")
    set_up(anna)
    board(play)
    member(play, "Anna")
    templates = dict(play.house.library.challenges)
    try:
        del play.house.library.challenges["calf-30"]  # type: ignore[attr-defined]
        (push,) = play.at(datetime(2026, 11, 23, 7, tzinfo=UTC))
        anna.seen = push.reply
        assert anna.presses("Done").startswith("Done.")
        assert "None is running here yet." in captain(play).says("/challenge")
    finally:
        play.house.library.challenges.update(templates)  # type: ignore[attr-defined]


def test_a_group_that_moved_keeps_its_challenge(play: Play):
    started(play)
    play.post.refuses.append(Moved("supergroup"))
    play.after(seconds=1)
    (delivery,) = play.after(seconds=2)
    assert delivery.address.chat == "supergroup"
    anna = play.person("Anna").inside("supergroup")
    anna.seen = delivery.reply
    assert anna.presses("Join").startswith("You're in: 30 days of calf raises.")


def test_joining_twice_is_joining_once(play: Play):
    started(play)
    board(play)
    anna = member(play, "Anna")
    assert on_board(play, anna, "Join") == "You're already in 30 days of calf raises."


def test_logging_by_command_in_the_group_and_in_private(play: Play):
    started(play)
    board(play)
    anna = member(play, "Anna")
    assert anna.says("/log 5") == "+5 calf raises. Today: 5 of 25."
    assert play.person("Anna").says("/log 7 calf raises") == "+7 calf raises. Today: 12 of 25."


def test_what_is_above_the_cap_is_said_kindly(play: Play):
    started(play)
    board(play)
    anna = member(play, "Anna")
    assert anna.says("/log 60") == "+60 calf raises. That makes 60 today; 50 count, so that nobody has to overdo it."


def test_the_last_entry_can_be_undone(play: Play):
    started(play)
    board(play)
    anna = member(play, "Anna")
    anna.says("/log 5")
    assert anna.presses("Undo") == "Took back 5 calf raises."
    assert on_board(play, anna, "My day").startswith("Today: 0 of 25 calf raises.")


@pytest.mark.parametrize("typed", ["-5", "1e9", "ten", "0", "25; drop table"])
def test_what_is_no_number_is_refused_in_words(play: Play, typed: str):
    started(play)
    board(play)
    anna = member(play, "Anna")
    assert anna.says(f"/log {typed}").startswith(f'I can\'t count "{typed}".')


def test_logging_without_joining_says_how_to_join(play: Play):
    started(play)
    board(play)
    ben = play.person("Ben").inside("club")
    assert on_board(play, ben, "+10") == "Join first, then log: the button is on the board."
    assert ben.says("/log 5").startswith("You are in no challenge that counts here.")


def test_answers_to_members_are_private(play: Play):
    started(play)
    board(play)
    anna = member(play, "Anna")
    for label in ("+10", "My day", "Rules"):
        on_board(play, anna, label)
        assert anna.seen is not None
        assert anna.seen.private


def test_only_a_captain_starts_and_stops(play: Play):
    ben = play.person("Ben").inside("club")
    ben.says("/challenge")
    assert ben.presses("30 days of calf raises").startswith("Only the captains of this group can do that")
    started(play)
    ben.says("/challenge")
    assert ben.presses("Stop the challenge").startswith("Only the captains of this group can do that")


def test_a_stopped_challenge_keeps_its_board_without_buttons(play: Play):
    carla = started(play)
    board(play)
    carla.says("/challenge")
    carla.presses("Stop the challenge")
    (delivery,) = play.after(seconds=1)
    assert delivery.reply.choices == ()
    assert plain(delivery.reply.text).startswith("30 days of calf raises · finished")


def test_the_same_challenge_does_not_run_twice_in_a_room(play: Play):
    carla = started(play)
    first = carla.seen
    carla.says("/challenge")
    assert "30 days of calf raises" not in carla.buttons
    assert first is not None


def test_a_button_pressed_in_another_room_does_nothing(play: Play):
    started(play)
    board(play)
    stranger = play.person("Sven").inside("another club")
    assert on_board(play, stranger, "Join").startswith("That button is from an older message")


def test_a_name_full_of_markup_stays_a_name(play: Play):
    started(play)
    board(play)
    member(play, "@everyone **x** [a](b)" + "x" * 300)
    assert "1. @everyone **x** [a](b)xx ▱▱▱▱▱▱▱▱▱▱ 0 %" in board(play)


def test_the_members_own_date_decides_the_day(play: Play):
    play.now[0] = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    started(play)
    board(play)
    anna = member(play, "Anna")
    anna.says("/log 5")
    with play.house.database.transaction() as session:
        from core.challenges.store import log_of

        assert [entry.day for entry in log_of(session, 1)] == [date(2026, 12, 31)]


def test_logging_after_the_end_is_declined_and_the_last_board_stands(play: Play):
    started(play)
    board(play)
    anna = member(play, "Anna")
    play.now[0] += timedelta(days=31)
    assert on_board(play, anna, "+10") == "30 days of calf raises is not running at the moment."


def test_a_challenge_closes_with_a_post_on_the_morning_after(play: Play):
    started(play)
    board(play)
    closing, *edited = play.at(datetime(2026, 12, 22, 8, 0, tzinfo=UTC))
    assert closing.edits == ""
    assert plain(closing.reply.text).startswith("30 days of calf raises · finished")
    (last,) = edited or play.after(seconds=1)
    assert (last.edits, last.reply.choices) == ("m1", ())


def test_done_sessions_of_ones_own_plan_count_by_themselves(play: Play):
    from tests.profile.test_setting_up import set_up

    started(play, "Four weeks by the plan")
    board(play)
    member(play, "Anna")
    anna = play.person("Anna")
    set_up(anna)
    play.now[0] = datetime(2026, 11, 23, 8, tzinfo=UTC)
    anna.says("/today")
    anna.presses("Done")
    pushed = [plain(each.reply.text) for each in play.after(seconds=1)]
    assert any("Together: 1 (sessions), 1 on board." in text for text in pushed)


def test_a_challenge_of_ones_own_needs_no_group(play: Play):
    anna = play.person("Anna")
    anna.says("/challenge")
    anna.presses("30 days of calf raises")
    (delivery,) = play.after(seconds=1)
    assert delivery.address.chat == "home of Anna"
