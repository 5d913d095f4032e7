"""A challenge from its start to its end, as members and captains see it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.challenges.stage import CALVES, board, latest_board, member, on_board, pushed, started
from tests.play import Play


def test_a_captain_starts_a_challenge_and_the_board_appears(play: Play):
    started(play)
    text = board(play)
    assert text.startswith("30 days of calf raises · day 1 of 30\n")
    assert "Nobody has joined so far." in text


def test_an_undo_takes_back_its_own_entry_and_only_once(play: Play):
    started(play)
    board(play)
    anna = member(play, "Anna")
    anna.says("/log 5")
    anna.says("/log 7")
    undo = anna.seen
    assert anna.presses("Undo") == "Took back 7 calf raises."
    anna.seen = undo
    assert anna.presses("Undo") == "There is nothing here to take back any more."


def test_joining_twice_is_joining_once(play: Play):
    started(play)
    board(play)
    anna = member(play, "Anna")
    assert on_board(play, anna, "Join") == "You're in 30 days of calf raises already. My day shows where you stand."


def test_logging_by_command_in_the_group_and_in_private(play: Play):
    started(play)
    board(play)
    anna = member(play, "Anna")
    assert anna.says("/log 5") == "+5 calf raises. Today: 5, your aim: 25."
    assert play.person("Anna").says("/log 7 calf raises") == "+7 calf raises. Today: 12, your aim: 25."


def test_what_is_above_the_cap_is_said_kindly(play: Play):
    started(play)
    board(play)
    anna = member(play, "Anna")
    assert (
        anna.says("/log 60")
        == "+60 calf raises. That makes 60 for the day. The most that counts is 50, so that nobody has to overdo it."
    )


def test_the_last_entry_can_be_undone(play: Play):
    started(play)
    board(play)
    anna = member(play, "Anna")
    anna.says("/log 5")
    assert anna.presses("Undo") == "Took back 5 calf raises."
    assert on_board(play, anna, "My day").startswith("Today: 0 calf raises, your aim: 25.")


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
    assert on_board(play, ben, "+10") == "Join first, then log: the button is under the board."
    assert ben.says("/log 5").startswith("No challenge that you have joined takes a number here now.")


def test_answers_to_members_are_private(play: Play):
    started(play)
    board(play)
    anna = member(play, "Anna")
    for label in ("+10", "My day", "Rules"):
        on_board(play, anna, label)
        assert anna.seen is not None
        assert anna.seen.private


def test_a_button_pressed_in_another_room_does_nothing(play: Play):
    started(play)
    board(play)
    stranger = play.person("Sven").inside("another club")
    assert on_board(play, stranger, "Join").startswith("That button is from an older message")


def test_the_members_own_date_decides_the_day(play: Play):
    play.now[0] = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    started(play)
    board(play)
    anna = member(play, "Anna")
    anna.says("/log 5")
    with play.house.database.transaction() as session:
        from core.challenges.store import log_of

        assert [entry.day for entry in log_of(session, 1)] == [date(2026, 12, 31)]


def test_members_join_and_log_by_button_and_the_board_is_edited_in_place(play: Play):
    started(play)
    board(play)
    anna = member(play, "Anna")
    assert on_board(play, anna, "+10") == "+10 calf raises. Today: 10, your aim: 25."
    assert "1. ▰▰▰▰▱▱▱▱▱▱ Anna, 40 %" in board(play)
    assert latest_board(play).edits == "m1"


def test_nobody_takes_part_before_they_said_how_they_are_shown(play: Play):
    started(play)
    anna = play.person("Anna").inside("club")
    assert on_board(play, anna, "Join").startswith(f"{CALVES}: I store what you log here")
    assert anna.buttons == ["As Anna", "Under another name", "Count me, don't show me"]
    assert "Nobody has joined so far." in board(play)


def test_somebody_hidden_counts_and_has_no_line(play: Play):
    started(play)
    ben = member(play, "Ben", "Count me, don't show me")
    on_board(play, ben, "+25")
    text = board(play)
    assert ("Ben" in text, "and 1 more" in text, "Together: 25 calf raises. Taking part: 1." in text) == (
        False,
        True,
        True,
    )
    assert "On the board: not shown." in on_board(play, ben, "My day")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Hill Goat", "Hill Goat"),
        ("x" * 300, "x" * 24),
        ("@everyone", "@\u200beveryone"),
        ("abc\u202e\u200fdef", "abcdef"),
        ("e" + "\u0301" * 40, "é\u0301\u0301"),
        ("**bold** [x](y)", "**bold** [x](y)"),
    ],
)
def test_any_name_is_made_harmless(play: Play, typed: str, shown: str):
    started(play)
    member(play, "Anna", "Under another name")
    play.person("Anna").says(typed)
    assert f"▱ {shown}, 0 %" in board(play)


def test_a_name_of_nothing_visible_is_asked_for_again(play: Play):
    started(play)
    member(play, "Anna", "Under another name")
    anna = play.person("Anna")
    assert anna.says("\u200f\u202e").startswith("I can't read a name in that.")
    anna.says("Goat")
    assert "▱ Goat, 0 %" in board(play)


def test_two_people_of_one_name_are_told_apart(play: Play):
    started(play)
    member(play, "Anna")
    member(play, "Zoe", "Under another name")
    play.person("Zoe").says("ANNA")
    assert "ANNA 2" in board(play)


def test_a_platform_name_that_shouts_stays_a_name(play: Play):
    started(play)
    member(play, "@everyone **x** [a](b)" + "x" * 300)
    assert "1. ▱▱▱▱▱▱▱▱▱▱ @\u200beveryone **x** [a](b)xx, 0 %" in board(play)


def test_leaving_and_coming_back_finds_the_own_log(play: Play):
    started(play)
    anna = member(play, "Anna")
    on_board(play, anna, "+10")
    on_board(play, anna, "My day")
    anna.presses("Leave")
    assert "Nobody has joined so far." in board(play)
    assert on_board(play, anna, "+10") == "Join first, then log: the button is under the board."
    on_board(play, anna, "Join")
    anna.presses("As Anna")
    assert "1. ▰▰▰▰▱▱▱▱▱▱ Anna, 40 %" in board(play)


def test_an_aim_of_ones_own_is_what_counts_until_the_first_log(play: Play):
    started(play)
    anna = member(play, "Anna")
    anna.presses("My own aim")
    home = play.person("Anna")
    assert home.says("26").startswith('"26" will not do here.')
    assert home.says("10") == "Your aim is 10 a day (calf raises)."
    on_board(play, anna, "+10")
    assert "1. ▰▰▰▰▰▰▰▰▰▰ Anna, 100 %" in board(play)
    on_board(play, anna, "My day")
    assert anna.presses("My own aim").startswith("Your aim stays at 10 a day")


@pytest.mark.parametrize("typed", ["yesterday 30", "30 yesterday", "30, yesterday"])
def test_a_day_before_can_be_logged_and_is_marked(play: Play, typed: str):
    started(play)
    anna = member(play, "Anna")
    play.now[0] += timedelta(days=1)
    assert anna.says(f"/log {typed}") == "+30 calf raises for Sun 22 Nov, logged later. That day: 30, your aim: 25."


def test_only_two_days_back_and_only_days_of_the_challenge(play: Play):
    started(play)
    anna = member(play, "Anna")
    assert anna.says("/log 30 yesterday") == f"{CALVES} starts on Sun 22 Nov. Nothing counts before."
    play.now[0] += timedelta(days=5)
    assert anna.says("/log 30 2026-11-24") == "I can take today and the two days before."
    assert anna.says("/log 30 2026-11-28") == "I can take today and the two days before."
    ben = member(play, "Ben")
    assert ben.says("/log 30 yesterday") == "You joined on Fri 27 Nov; days before that don't count."


def test_another_number_is_asked_for_in_private(play: Play):
    started(play)
    anna = member(play, "Anna")
    on_board(play, anna, "+10")
    anna.presses("Another number")
    home = play.person("Anna")
    assert home.says("lots").startswith('I can\'t count "lots".')
    assert home.says("7") == "+7 calf raises. Today: 17, your aim: 25."


def test_a_week_in_a_row_is_said_once_and_calmly(play: Play):
    started(play)
    anna = member(play, "Anna")
    for _ in range(6):
        anna.says("/log 5")
        play.now[0] += timedelta(days=1)
    assert "7 days in a row." in anna.says("/log 5")
    assert "7 days in a row." not in anna.says("/log 5")


def test_before_the_first_day_and_after_the_last_nothing_counts(play: Play):
    started(play, when="Start tomorrow")
    anna = member(play, "Anna")
    assert on_board(play, anna, "+10") == f"{CALVES} starts on Mon 23 Nov. Nothing counts before."
    play.now[0] += timedelta(days=31)
    assert anna.says("/log 10") == f"{CALVES} ended on Tue 22 Dec. Only days up to then can still be logged."
    assert anna.says("/log 10 yesterday") == "+10 calf raises for Tue 22 Dec, logged later. That day: 10, your aim: 25."
    play.now[0] += timedelta(days=3)
    assert on_board(play, anna, "+10") == f"{CALVES} is not running any more. /challenge shows what is on."


def test_two_challenges_ask_which_one_was_meant(play: Play):
    started(play)
    started(play, "21 days of planks")
    pushed(play)
    anna = play.person("Anna").inside("club")
    for delivery in [each for each in play.post.delivered if each.reply.choices]:
        anna.seen = delivery.reply
        anna.presses("Join")
        anna.presses("As Anna")
    assert anna.says("/log 30") == "Which challenge is it for?"
    assert anna.presses("21 days of planks") == "+30 seconds. Today: 30, your aim: 60."


def test_done_sessions_of_ones_own_plan_count_by_themselves(play: Play):
    from tests.profile.test_setting_up import set_up

    started(play, "28 days by the plan")
    anna = play.person("Anna")
    set_up(anna)
    member(play, "Anna")
    play.at(datetime(2026, 11, 23, 8, tzinfo=UTC))
    anna.says("/today")
    anna.presses("Done")
    assert "Together: 1 sessions. Taking part: 1." in board(play)
    anna.presses("Undo")
    assert "Together: 0 sessions. Taking part: 1." in board(play)
    assert on_board(play, anna.inside("club"), "My day").startswith("Today: 0 sessions, your aim: 1.")


def test_a_challenge_whose_template_is_gone_goes_on(play: Play):
    started(play)
    anna = member(play, "Anna")
    templates = dict(play.house.library.challenges)
    try:
        del play.house.library.challenges["calf-30"]  # type: ignore[attr-defined]
        assert anna.says("/log 10") == "+10 calf raises. Today: 10, your aim: 25."
        assert board(play).startswith(f"{CALVES} · day 1 of 30")
    finally:
        play.house.library.challenges.clear()  # type: ignore[attr-defined]
        play.house.library.challenges.update(templates)  # type: ignore[attr-defined]


def test_a_challenge_of_ones_own_needs_no_group(play: Play):
    anna = play.person("Anna")
    anna.says("/challenge")
    anna.presses(CALVES)
    anna.presses("Start today")
    pushed(play)
    assert latest_board(play).address.chat == "home of Anna"
