"""What a room gets to read of people, and what becomes of posts that are long, lost, moved or late."""

from datetime import UTC, datetime

import pytest

from bot.markup import plain
from core.challenges.rules.names import harmless
from core.delivery.outcomes import Moved
from core.messages import Action, RoomNews
from tests.challenges.stage import CALVES, board, captain, is_board, member, on_board, pushed, started
from tests.play import PLATFORM, Play


def hears(play: Play, lost: str, thread: str | None = None) -> None:
    play.house._notice(RoomNews(PLATFORM, ("club",), thread, lost))


def test_nobody_finds_out_the_name_of_somebody_hidden(play: Play):
    carla = started(play)
    member(play, "Ben", "Count me, don't show me").says("/log 25")
    carla.press(Action("challenge.correct", ("1",)))
    assert carla.answers("Ben -5 today twice") == 'Nobody on this board is called "Ben".'
    zoe = member(play, "Zoe", "Under another name")
    assert zoe.seen is not None
    play.person("Zoe").says("Ben")
    assert "▱ Ben, " in board(play)


def test_the_board_and_my_day_name_the_same_place(play: Play):
    started(play)
    member(play, "Ben", "Count me, don't show me").says("/log 25")
    anna = member(play, "Anna")
    anna.says("/log 10")
    assert "2. ▰▰▰▰▱▱▱▱▱▱ Anna, 40 %" in board(play)
    assert "place 2." in on_board(play, anna, "My day")


def test_choosing_the_same_name_again_keeps_it(play: Play):
    started(play)
    member(play, "Anna")
    other = play.person("anna").inside("club")
    other.sender = type(other.sender)(PLATFORM, "other", "Anna", "en", home="home of other")
    on_board(play, other, "Join")
    other.presses("As Anna")
    for _ in range(2):
        other.press(Action("challenge.name", ("1",)))
        assert other.presses("As Anna") == "Done. On the board: Anna 2."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("@durov", "@\u200bdurov"),
        ("t.me/spam", "t.\u200bme/\u200bspam"),
        ("/stop", "/\u200bstop"),
        ("J. R. Hill", "J. R. Hill"),
        ("\u3164\u115f\u2800", ""),
    ],
)
def test_a_name_calls_nobody_links_nowhere_and_can_be_seen(text: str, shown: str):
    assert (harmless(text), harmless(harmless(text))) == (shown, shown)


def test_many_long_reasons_are_cut_to_one_message(play: Play):
    carla = started(play)
    anna = member(play, "Anna")
    anna.says("/log 40")
    for number in range(20):
        carla.press(Action("challenge.correct", ("1",)))
        assert carla.answers(f"Anna -1 today {number} {'_' * 200}").startswith("Corrected")
    told = anna.press(Action("challenge.notes", ("1",)))
    assert told.startswith(f"{CALVES} – what captains changed")
    assert "19 ____" in told


def test_six_challenges_with_teams_fit_in_one_digest(play: Play):
    others = [each for each in play.house.library.challenges if each != "calf-30"]
    carla = captain(play)
    started(play)
    for number, template in enumerate(others, 2):
        carla.press(Action("challenge.start", (template,)))
        carla.press(Action("challenge.change", (f"{number}", "teams")))
        carla.answers("8")
        carla.press(Action("challenge.begin", (f"{number}", "today")))
    for person in range(8):
        each = play.person("_" * 20 + f"{person}").inside("club")
        for number in range(1, 7):
            each.press(Action("challenge.join", (f"{number}",)))
            each.press(Action("challenge.as", (f"{number}", "me")))
    pushed(play)
    posted = [each for each in play.at(datetime(2026, 11, 29, 18, 0, tzinfo=UTC)) if not each.edits]
    assert [plain(each.reply.text).startswith("Our club: the week") for each in posted] == [True]


def test_whoever_left_is_not_counted_among_those_who_logged(play: Play):
    started(play)
    anna, ben = member(play, "Anna"), member(play, "Ben")
    for each in (anna, ben):
        each.says("/log 5")
    anna.press(Action("challenge.leave", ("1",)))
    pushed(play)
    play.at(datetime(2026, 11, 28, 12, tzinfo=UTC))
    ben.says("/log 5")
    posted = play.at(datetime(2026, 11, 29, 18, 0, tzinfo=UTC))
    assert ["Logged this week: 1 of 1." in plain(each.reply.text) for each in posted if not each.edits] == [True]


def test_another_hour_chosen_after_the_digest_brings_no_second_one(play: Play):
    carla = started(play)
    member(play, "Anna")
    pushed(play)
    sent = play.at(datetime(2026, 11, 29, 18, 0, tzinfo=UTC))
    assert [plain(each.reply.text)[:8] for each in sent if not each.edits] == ["Our club"]
    play.after(hours=1)
    carla.press(Action("club.hour", ("17",)))
    again = [each for each in play.after(minutes=1) if not is_board(each)]
    carla.press(Action("club.hour", ("20",)))
    again += [each for each in play.at(datetime(2026, 11, 29, 20, 1, tzinfo=UTC)) if not is_board(each)]
    assert again == []


def test_a_group_that_moved_to_where_somebody_set_up_a_club_already_keeps_its_challenge(play: Play):
    started(play)
    pushed(play)
    dan = play.person("Dan").inside("supergroup", admin=True)
    dan.says("/club")
    dan.presses("Set up the club here")
    member(play, "Anna").says("/log 25")
    play.post.refuses.append(Moved("supergroup"))
    play.after(seconds=6)
    moved = pushed(play)
    assert [each.address.chat for each in moved if is_board(each)] == ["supergroup"]
    assert "Captains: Carla." in dan.says("/club")


def test_a_right_given_in_the_chat_opens_no_closed_topic(play: Play):
    started(play)
    pushed(play)
    hears(play, "closed")
    pushed(play)
    hears(play, "")
    assert [plain(each.reply.text)[:11] for each in pushed(play)] == []
    hears(play, "", thread="")
    assert any("I can write in the chat" in plain(each.reply.text) for each in pushed(play))


def test_a_press_mends_no_room_in_which_a_permission_is_missing_still(play: Play):
    started(play)
    anna = member(play, "Anna")
    pushed(play)
    hears(play, "gone")
    pushed(play)
    anna.lacks = ("Send Messages",)
    anna.says("/log 5")
    assert pushed(play) == []
    anna.lacks = ()
    anna.says("/log 5")
    assert [each.address.chat for each in pushed(play) if is_board(each)] == ["club"]


def test_the_last_word_is_said_after_a_week_without_electricity(play: Play):
    carla = started(play, days=7)
    member(play, "Anna").says("/log 25")
    pushed(play)
    posted = play.at(datetime(2026, 12, 6, 12, tzinfo=UTC))
    assert any("Most days with a log (1): Anna" in plain(each.reply.text) for each in posted)
    assert carla.press(Action("challenge.start", ("calf-30",))).startswith(f"{CALVES} – not started yet.")
