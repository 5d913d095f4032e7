"""What captains do: set the club up, choose the numbers, hand over, correct; and what they cannot."""

import pytest

from core.messages import Action
from tests.challenges.stage import CALVES, board, captain, latest_board, member, on_board, pushed, set_up, started
from tests.play import Play

CAPTAINS_ONLY = "Only the captains of this group can do that (people who manage the server or the group)."


def test_a_club_is_set_up_with_a_city_and_a_look_at_the_clock(play: Play):
    carla = captain(play)
    assert carla.says("/club").startswith("No club is set up here yet.")
    assert carla.presses("Set up the club here").startswith("Where is the club?")
    assert carla.answers("Kathmandu") == "Is it Sunday 13:27 where the club is? (Asia/Kathmandu)"
    assert carla.presses("Yes").startswith(
        "Our club is set up in this chat.\nIt is Sunday 13:27 here (Asia/Kathmandu)."
    )


def test_setup_in_a_group_is_the_clubs(play: Play):
    assert captain(play).says("/setup").startswith("No club is set up here yet.")


def test_a_clock_that_is_wrong_asks_again(play: Play):
    carla = captain(play)
    carla.says("/club")
    carla.presses("Set up the club here")
    carla.presses("New York")
    assert carla.presses("No, somewhere else").startswith("Where is the club?")
    assert carla.answers("Atlantis").startswith('I don\'t know a time zone for "Atlantis".')


def test_a_challenge_waits_for_the_club(play: Play):
    carla = captain(play)
    carla.says("/challenge")
    assert carla.presses(CALVES).startswith("First I need to know where this club is")
    assert carla.presses("Set up the club here").startswith("Where is the club?")


def test_name_digest_and_hour_are_the_captains_to_choose(play: Play):
    carla = set_up(play)
    carla.presses("Name")
    carla.answers("Hill Goats")
    carla.presses("Digest")
    carla.presses("Wednesday")
    assert carla.presses("19:00").startswith("Hill Goats is set up in this chat.")
    assert "Digest: Wednesday, 19:00." in carla.says("/club")


def test_the_zone_does_not_move_under_a_challenge(play: Play):
    started(play)
    carla = captain(play)
    carla.says("/club")
    carla.presses("Time zone")
    assert carla.answers("Tokyo").startswith("A challenge is running here, and its days must not move.")


def test_only_captains_start_stop_and_set_up(play: Play):
    ben = play.person("Ben").inside("club")
    ben.says("/club")
    assert ben.presses("Set up the club here") == CAPTAINS_ONLY
    ben.says("/challenge")
    assert ben.presses(CALVES) == CAPTAINS_ONLY
    started(play)
    ben.says("/challenge")
    assert ben.presses(f"Manage: {CALVES}") == CAPTAINS_ONLY
    assert play.person("Ben").press(Action("challenge.stop", ("1",))) == CAPTAINS_ONLY


def test_numbers_are_changed_in_a_form_before_the_start_and_stand_in_the_rules(play: Play):
    started(play, days=21, aim_a_day=20, most_a_day=30, rest_days=5)
    anna = member(play, "Anna")
    pushed(play)
    assert board(play).startswith("21 days of calf raises · day 1 of 21\n")
    rules = on_board(play, anna, "Rules")
    assert "21 days. Aim a day: 20 (calf raises). The most that counts on a day: 30. Rest days: 5." in rules
    assert "20 a day is the aim" in rules
    assert on_board(play, anna, "+20") == "+20 calf raises. Today: 20, your aim: 20."


@pytest.mark.parametrize("typed", ["0", "400", "-5", "1e9", "ten", "", "3.5"])
def test_a_challenge_of_no_days_or_400_is_refused_in_words(play: Play, typed: str):
    carla = set_up(play)
    carla.says("/challenge")
    carla.presses(CALVES)
    carla.presses("Days: 30")
    assert carla.answers(typed or " ") == f'"{typed}" will not do here. I need a whole number from 1 to 120.'
    assert carla.says("14").startswith("14 days of calf raises – not started yet.")


def test_from_the_first_day_on_the_rules_are_frozen(play: Play):
    carla = started(play, when="Start tomorrow")
    carla.says("/challenge")
    carla.presses(f"Manage: {CALVES}")
    form = carla.seen
    carla.presses("Days: 30")
    carla.answers("10")
    assert "10 days of calf raises · starts on Mon 23 Nov" in board(play)
    play.after(days=1)
    carla.seen = form
    assert carla.presses("Days: 30").startswith("This challenge has begun, so its rules stay as they are.")


def test_a_draft_nobody_wants_is_forgotten(play: Play):
    carla = set_up(play)
    carla.says("/challenge")
    carla.presses(CALVES)
    assert carla.presses("Not now") == "All right, nothing was started."
    assert "None is running here at the moment." in carla.says("/challenge")


def test_one_exercise_is_counted_once_at_a_time(play: Play):
    started(play)
    carla = captain(play)
    assert carla.press(Action("challenge.start", ("calf-30",))) == f"{CALVES} is running here already."
    twin = play.house.library.challenges["calf-30"]
    play.house.library.challenges["twin"] = twin  # type: ignore[index]
    try:
        assert carla.press(Action("challenge.start", ("twin",))).startswith(f"{CALVES} counts the same exercise here.")
    finally:
        del play.house.library.challenges["twin"]  # type: ignore[attr-defined]


def test_another_captain_is_found_confirmed_and_handed_over_to(play: Play):
    carla = set_up(play)
    carla.presses("Captains")
    captains = carla.seen
    assert carla.presses("Step down").startswith("You are the only captain on the list.")
    carla.seen = captains
    carla.presses("Look for another captain")
    ben = play.person("Ben").inside("club")
    ben.seen = carla.seen
    assert ben.presses("I would") == "Ben would like to be a captain. A captain decides:"
    carla.seen = ben.seen
    assert ben.presses("Yes, please") == CAPTAINS_ONLY
    assert carla.presses("Yes, please") == "Ben is a captain of this club now."
    carla.says("/club")
    carla.presses("Captains")
    carla.presses("Step down")
    ben.says("/challenge")
    assert ben.presses(CALVES).startswith(f"{CALVES} – not started yet.")
    assert "Captains: Ben." in ben.says("/club")


def test_a_captain_who_left_the_group_is_none(play: Play):
    set_up(play)
    carla = play.person("Carla").inside("club")  # no longer an admin of the platform
    carla.says("/challenge")
    assert carla.presses(CALVES).startswith(f"{CALVES} – not started yet.")
    carla.member = False
    carla.says("/challenge")
    assert carla.presses(CALVES) == CAPTAINS_ONLY


def test_a_correction_has_a_reason_and_everybody_can_read_it(play: Play):
    carla = started(play)
    anna = member(play, "Anna")
    anna.says("/log 40")
    carla.says("/challenge")
    carla.presses(f"Manage: {CALVES}")
    carla.presses("Correct a number")
    assert carla.answers("Anna -20").startswith("I need four things")
    assert carla.answers("Zoe -20 today typo") == 'Nobody on this board is called "Zoe".'
    assert carla.answers("anna -20 2026-11-01 typo") == "Anna was not in this challenge on Sun 1 Nov."
    told = carla.answers("anna -20 today counted twice @everyone")
    assert told == "Corrected: Anna, -20 calf raises on Sun 22 Nov. That day now: 20."
    assert "1. ▰▰▰▰▰▰▰▰▱▱ Anna, 80 %" in board(play)
    ben = play.person("Ben").inside("club")
    on_board(play, ben, "Rules")
    note = "• Sun 22 Nov, Carla: Anna, -20 calf raises on Sun 22 Nov. Reason: counted twice @everyone"
    assert ben.presses("Changes by captains") == f"{CALVES} – what captains changed\n{note}"


def test_nobody_takes_back_a_captains_correction(play: Play):
    carla = started(play)
    anna = member(play, "Anna")
    anna.says("/log 40")
    carla.says("/challenge")
    carla.presses(f"Manage: {CALVES}")
    carla.presses("Correct a number")
    assert carla.answers("Anna -100 today typo") == "Anna has 40 on Sun 22 Nov, so at most that much can be taken away."
    carla.answers("Anna -40 today typo")
    assert "1. ▱▱▱▱▱▱▱▱▱▱ Anna, 0 %" in board(play)
    assert anna.press(Action("challenge.undo", ("2",))) == "There is nothing here to take back any more."


def test_a_stopped_challenge_keeps_its_board_without_buttons(play: Play):
    carla = started(play)
    board(play)
    carla.says("/challenge")
    carla.presses(f"Manage: {CALVES}")
    carla.presses("Stop the challenge")
    carla.presses("No, let it run")
    assert board(play).startswith(f"{CALVES} · day 1 of 30")
    carla.press(Action("challenge.stop", ("1",)))
    carla.presses("Yes, stop it")
    assert board(play).startswith(f"{CALVES} · stopped early\nA small, easy set")
    assert latest_board(play).reply.choices == ()


def test_teams_are_filled_evenly_and_balanced_on_request(play: Play):
    carla = started(play, teams=2)
    for name in ("Anna", "Ben", "Cleo", "Dan"):
        member(play, name)
    for name in ("Anna", "Cleo"):
        play.person(name).inside("club").says("/log 25")
    assert "1. ▰▰▰▰▰▰▰▰▰▰ Team A, 100 %\n2. ▱▱▱▱▱▱▱▱▱▱ Team B, 0 %" in board(play)
    carla.says("/challenge")
    carla.presses(f"Manage: {CALVES}")
    carla.presses("Balance the teams")
    assert "1. ▰▰▰▰▰▱▱▱▱▱ Team A, 50 %\n1. ▰▰▰▰▰▱▱▱▱▱ Team B, 50 %" in board(play)
    assert on_board(play, play.person("Anna").inside("club"), "My day").endswith("On the board: Anna.\nYour team: A.")
