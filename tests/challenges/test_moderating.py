"""A captain takes a name off the board, a member off the challenge, and stops it: with a reason, and told to whom it concerns."""

from collections.abc import Iterator

import pytest

from bot.markup import plain
from core.answers.understanding import Understanding
from core.challenges import store
from core.knowledge.library import Library
from core.messages import Action
from tests.challenges.stage import CALVES, board, captain, member, on_board, pushed, started
from tests.play import Play, Player


@pytest.fixture
def play(database_url: str, library: Library, understanding: Understanding) -> Iterator[Play]:
    stage = Play.on(database_url, library, understanding)
    yield stage
    stage.house.database.close()


def members(play: Play, deed: str, name: str, reason: str | None = None) -> str:
    """The captain goes to the members' menu, presses a deed and a name, and types a reason."""
    carla = captain(play)
    carla.says("/challenge")
    carla.presses(f"Manage: {CALVES}")
    carla.presses("Names and members")
    carla.presses(deed)
    asked = carla.presses(name) if name in carla.buttons else carla.answers(name)
    return carla.answers(reason) if reason is not None else asked


def pardons(play: Play, label: str) -> str:
    carla = captain(play)
    carla.says("/challenge")
    carla.presses(f"Manage: {CALVES}")
    carla.presses("Names and members")
    return carla.presses(label)


def words_to(play: Play, name: str) -> list[str]:
    """What is sent to somebody alone in the next minutes."""
    sent = [*play.after(minutes=3), *play.after(minutes=3)]
    return [plain(each.reply.text) for each in sent if each.address.chat == f"home of {name}"]


def changes(player: Player) -> list[str]:
    player.press(Action("challenge.notes", ("1",)))
    return plain(player.seen.text).split("\n")[1:] if player.seen else []


def test_a_hostile_name_goes_and_is_repeated_nowhere(play: Play):
    carla = started(play)
    ben = member(play, "Carla is a fool")
    ben.says("/log 25")
    carla.press(Action("challenge.correct", ("1",)))
    carla.answers("Carla is a fool -5 today twice")
    assert members(play, "Take a name off the board", "Carla is a fool", "no insults").startswith(
        "Done. On the board it says A runner now"
    )
    assert "1. ▰▰▰▰▰▰▰▰▱▱ A runner, 80 %" in board(play)
    assert changes(ben) == [
        "• Sun 22 Nov, Carla: a name on the board was changed; it is A runner now. Reason: no insults",
        "• Sun 22 Nov, Carla: A runner, -5 calf raises on Sun 22 Nov. Reason: twice",
    ]


def test_whoever_was_renamed_is_told_alone_and_cannot_take_the_name_back(play: Play):
    started(play)
    ben = member(play, "Fool")
    members(play, "Take a name off the board", "Fool", "no insults")
    [told] = words_to(play, "Fool")
    assert told == (
        f"{CALVES} (Our club): a captain has changed something that concerns you.\n\n"
        "• Carla changed your name on the board; it is A runner now. Reason: no insults"
    )
    ben.press(Action("challenge.name", ("1",)))
    assert ben.buttons == ["As A runner", "Count me, don't show me"]
    refused = "A captain has changed your name here, so it stays until a captain lets you choose again."
    assert ben.press(Action("challenge.as", ("1", "other"))).startswith(refused)
    assert ben.press(Action("challenge.as", ("1", "hidden"))) == "Done. On the board: not shown."
    assert ben.press(Action("challenge.as", ("1", "me"))) == "Done. On the board: A runner."
    ben.press(Action("challenge.leave", ("1",)))
    ben.press(Action("challenge.join", ("1",)))
    assert ben.buttons == ["As A runner", "Count me, don't show me"]


def test_a_captain_gives_the_choice_of_a_name_back(play: Play):
    started(play)
    ben = member(play, "Fool")
    members(play, "Take a name off the board", "Fool", "no insults")
    words_to(play, "Fool")
    assert pardons(play, "Let A runner choose a name") == "A runner can choose a name again. I tell them."
    assert words_to(play, "Fool")[0].split("\n")[-1].startswith("• Carla lets you choose your own name again")
    ben.press(Action("challenge.as", ("1", "other")))
    assert play.person("Fool").says("Ben") == "Done. On the board: Ben."


def test_whoever_is_taken_off_counts_for_nothing_and_comes_back_only_through_a_captain(play: Play):
    started(play)
    ben, anna = member(play, "Ben"), member(play, "Anna")
    for each in (ben, anna):
        each.says("/log 10")
    done = members(play, "Take somebody off the challenge", "ben", "spam in the log")
    assert done.startswith("Done. Ben is off the challenge")
    assert "Together: 10 calf raises. Taking part: 1." in board(play)
    assert changes(anna) == ["• Sun 22 Nov, Carla: Ben was taken off the challenge. Reason: spam in the log"]
    off = f"A captain has taken you off {CALVES}, so you take part again when a captain lets you."
    assert on_board(play, ben, "Join").startswith(off)
    assert on_board(play, ben, "+10").startswith(off)
    assert ben.press(Action("challenge.as", ("1", "me"))).startswith(off)
    assert ben.press(Action("challenge.leave", ("1",))).startswith(off)
    assert ben.says("/log 10").startswith("No challenge that you have joined")
    assert words_to(play, "Ben")[0].endswith("Reason: spam in the log")
    assert pardons(play, "Let Ben come back") == "Ben can join again. I tell them."
    pushed(play, minutes=3)
    ben.seen = play.post.delivered[-1].reply if play.post.delivered[-1].reply.choices else play.post.delivered[-2].reply
    assert on_board(play, ben, "Join").startswith(f"{CALVES}: I store what you log here")
    assert ben.presses("As Ben").startswith("You're in")
    assert "Together: 20 calf raises. Taking part: 2." in board(play)


def test_whom_a_captain_lets_come_back_can_do_so_from_the_word_about_it(play: Play):
    started(play)
    member(play, "Ben")
    members(play, "Take somebody off the challenge", "Ben", "a mistake")
    words_to(play, "Ben")
    pardons(play, "Let Ben come back")
    [told] = [each for each in [*play.after(minutes=3)] if each.address.chat == "home of Ben"]
    ben = play.person("Ben")
    ben.seen = told.reply
    assert ben.presses("Come back").startswith(f"{CALVES}: I store what you log here")
    assert ben.presses("As Ben").startswith("You're in")


def test_several_corrections_are_told_in_one_word_and_a_later_one_in_another(play: Play):
    carla = started(play)
    member(play, "Anna").says("/log 40")
    for reason in ("counted twice", "a typo"):
        carla.press(Action("challenge.correct", ("1",)))
        carla.answers(f"Anna -5 today {reason}")
    [told] = words_to(play, "Anna")
    assert told.split("\n")[2:] == [
        "• Carla corrected your log of Sun 22 Nov: -5 calf raises. Reason: counted twice",
        "• Carla corrected your log of Sun 22 Nov: -5 calf raises. Reason: a typo",
    ]
    carla.press(Action("challenge.correct", ("1",)))
    carla.answers("Anna +5 today it was right")
    [later] = words_to(play, "Anna")
    assert later.split("\n")[2:] == ["• Carla corrected your log of Sun 22 Nov: +5 calf raises. Reason: it was right"]


def test_a_captain_who_corrects_their_own_number_is_not_written_to(play: Play):
    carla = started(play)
    on_board(play, carla, "Join")
    carla.presses("As Carla")
    carla.says("/log 25")
    carla.press(Action("challenge.correct", ("1",)))
    assert carla.answers("Carla -5 today a typo").startswith("Corrected")
    assert words_to(play, "Carla") == []


def test_nobody_is_woken_for_a_correction_and_whoever_paused_hears_nothing(play: Play):
    carla = started(play)
    anna, ben = member(play, "Anna"), member(play, "Ben")
    for each in (anna, ben):
        each.says("/log 25")
    play.person("Ben").says("/pause")
    play.at(play.now[0].replace(hour=23))
    for name in ("Anna", "Ben"):
        carla.press(Action("challenge.correct", ("1",)))
        carla.answers(f"{name} -5 2026-11-22 a typo")
    assert (words_to(play, "Anna"), words_to(play, "Ben")) == ([], [])
    sent = [each.address.chat for each in play.after(hours=7)]
    assert ("home of Anna" in sent, "home of Ben" in sent) == (True, False)


def test_hidden_members_stay_so_for_captains_too(play: Play):
    started(play)
    member(play, "Anna", "Count me, don't show me")
    member(play, "Ben")
    carla = captain(play)
    carla.press(Action("member.whose", ("1", "remove")))
    assert carla.buttons == ["Ben"]
    assert carla.answers("Anna") == 'Nobody on this board is called "Anna".'
    assert carla.press(Action("member.this", ("1", "remove", "2"))).startswith("That button is from an older message")


@pytest.mark.parametrize(
    "args",
    [("1", "praise", "3"), ("1", "rename", "99"), ("1", "rename", "x"), ("7", "rename", "3"), ("1", "remove", "-1")],
)
def test_made_up_buttons_do_nothing(play: Play, args: tuple[str, str, str]):
    started(play)
    member(play, "Ben")
    assert captain(play).press(Action("member.this", args)).startswith("That button is from an older message")


def test_a_reason_is_asked_for_again_and_only_captains_may(play: Play):
    started(play)
    ben = member(play, "Ben")
    carla = captain(play)
    carla.press(Action("member.this", ("1", "remove", "2")))
    assert carla.answers(" \n ") == "I need a reason in words, and then it is done."
    assert carla.answers("spam").startswith("Done.")
    only = "Only the captains of this group can do that"
    assert ben.press(Action("member.this", ("1", "remove", "2"))).startswith(only)
    assert ben.press(Action("challenge.members", ("1",))).startswith(only)
    assert ben.press(Action("member.back", ("1", "2"))).startswith(only)


def test_a_stale_pardon_gives_nothing_back_twice(play: Play):
    started(play)
    member(play, "Ben")
    members(play, "Take somebody off the challenge", "Ben", "spam")
    pardons(play, "Let Ben come back")
    carla = captain(play)
    old = "That button is from an older message"
    assert carla.press(Action("member.back", ("1", "2"))).startswith(old)
    assert carla.press(Action("member.free", ("1", "2"))).startswith(old)


def test_a_team_and_the_sum_are_without_whoever_was_taken_off(play: Play):
    started(play, teams=2)
    for name in ("Anna", "Ben"):
        member(play, name).says("/log 25")
    members(play, "Take somebody off the challenge", "Ben", "spam")
    assert "1. ▰▰▰▰▰▰▰▰▰▰ Team A, 100 %\n\n1. " in board(play)


def test_stopping_says_what_it_does_before_and_what_was_kept_after(play: Play):
    carla = started(play)
    member(play, "Anna").says("/log 25")
    carla.says("/challenge")
    carla.presses(f"Manage: {CALVES}")
    asked = carla.presses("Stop the challenge")
    assert asked.split("\n")[0] == (
        f"Stop {CALVES} for everybody, now? It is at: day 1 of 30. Together: 25 calf raises. Taking part: 1."
    )
    told = carla.presses("Yes, stop it")
    assert told.split("\n")[0] == (
        f"{CALVES} has been stopped by a captain, Carla, at: day 1 of 30. Together: 25 calf raises. Taking part: 1."
    )
    with play.house.database.transaction() as session:
        assert [each.amount for each in store.log_of(session, 1)] == [25]


def test_two_captains_stop_it_once(play: Play):
    carla, dora = started(play), captain(play, "Dora")
    for each in (carla, dora):
        each.press(Action("challenge.stop", ("1",)))
    assert carla.presses("Yes, stop it").startswith(f"{CALVES} has been stopped by a captain, Carla")
    assert dora.presses("Yes, stop it").startswith(f"{CALVES} is not running any more.")
    assert len(changes(play.person("Eve").inside("club"))) == 1
