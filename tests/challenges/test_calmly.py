"""What is small and makes a club calm: a question instead of a scolding, a board one can find, one word a week."""

from datetime import UTC, datetime, timedelta

from bot.markup import plain
from core.messages import Action
from tests.challenges.stage import CALVES, board, captain, is_board, member, on_board, pushed, started
from tests.play import Play

TAPER, PLAN = "The calm taper", "28 days by the plan"


def test_log_alone_asks_and_the_answer_is_pressed_or_typed(play: Play):
    started(play)
    anna = member(play, "Anna")
    assert anna.says("/log").startswith(f"How many for {CALVES}?")
    assert anna.buttons == ["+10", "+25"]
    assert anna.answers("15") == "+15 calf raises. Today: 15, your aim: 25."
    anna.says("/log")
    assert anna.presses("+10") == "+10 calf raises. Today: 25, your aim: 25."


def test_log_alone_asks_for_which_of_several(play: Play):
    started(play)
    anna = member(play, "Anna")
    started(play, "21 days of planks")
    board(play)
    on_board(play, anna, "Join")
    anna.presses(anna.buttons[0])
    assert anna.says("/log") == "Which challenge is it for?"
    assert anna.presses("21 days of planks").startswith("How many for 21 days of planks?")


def test_log_alone_without_a_challenge_says_how_to_join(play: Play):
    started(play)
    assert play.person("Ben").inside("club").says("/log").startswith("No challenge that you have joined")


def test_who_does_not_find_the_board_joins_and_looks_under_challenge(play: Play):
    started(play)
    ben = play.person("Ben").inside("club")
    ben.says("/challenge")
    assert ben.buttons[:3] == ["Join", "My day", "Bring the board down"]
    assert ben.presses("Join").startswith(f"{CALVES}: I store what you log here")
    ben.presses(ben.buttons[0])
    ben.says("/challenge")
    assert ben.presses("My day").startswith("Today: 0 calf raises, your aim: 25.")


def test_a_captain_brings_the_board_down_once_a_week_of_the_challenge(play: Play):
    carla = started(play)
    pushed(play)
    carla.says("/challenge")
    assert carla.presses("Bring the board down") == f"The board of {CALVES} comes anew below; the old one says so."
    old, new, *_ = sorted(pushed(play), key=lambda each: is_board(each))
    assert (plain(old.reply.text), old.reply.choices) == (f"{CALVES}: the board is further down.", ())
    assert (bool(old.edits), new.edits, is_board(new)) == (True, "", True)
    again = Action("challenge.bring", ("1",))
    assert carla.press(again).startswith(f"The board of {CALVES} was brought down once this week")
    play.after(days=7)
    assert carla.press(again).startswith(f"The board of {CALVES} comes anew below")


def test_only_captains_bring_a_board_down(play: Play):
    started(play)
    ben = play.person("Ben").inside("club")
    assert ben.press(Action("challenge.bring", ("1",))).startswith("Only the captains of this group can do that")


def test_a_board_that_was_brought_down_goes_on_there(play: Play):
    carla = started(play)
    anna = member(play, "Anna")
    pushed(play)
    carla.press(Action("challenge.bring", ("1",)))
    pushed(play)
    anna.says("/log 25")
    assert [(each.edits != "", is_board(each)) for each in pushed(play)] == [(True, True)]
    assert "1. ▰▰▰▰▰▰▰▰▰▰ Anna, 100 %" in board(play)


def test_what_a_captain_manages_is_answered_to_them_alone(play: Play):
    carla = started(play)
    carla.says("/challenge")
    carla.presses(f"Manage: {CALVES}")
    assert carla.seen is not None
    assert carla.seen.private
    carla.presses("Correct a number")
    assert carla.seen.private


def test_a_captain_goes_on_in_private_as_long_as_they_are_one(play: Play):
    started(play)
    member(play, "Anna").says("/log 25")
    alone, correct = play.person("Carla"), Action("challenge.correct", ("1",))
    assert alone.press(correct).startswith(f"{CALVES}: whose number")
    assert alone.says("Anna -5 today twice").startswith("Corrected: Anna, -5 calf raises")
    carla = captain(play)
    carla.admin = carla.member = False
    carla.says("/challenge")
    assert alone.press(correct).startswith("Only the captains of this group can do that")


def test_where_nobody_can_look_up_rights_a_captains_button_in_private_is_an_old_one(play: Play):
    started(play)
    play.rights.clear()
    assert play.person("Ben").press(Action("challenge.manage", ("1",))).startswith("Only the captains")
    alone = play.person("Carla")
    request = alone._request(None, action=Action("challenge.manage", ("1",)))
    answer = play.house.coach.handle(request)
    assert answer is not None
    assert answer.text.startswith("That button is from an older message")


def test_that_a_challenge_was_stopped_is_said_to_everybody(play: Play):
    carla = started(play)
    pushed(play)
    carla.press(Action("challenge.end", ("1",)))
    said = [plain(each.reply.text).split("\n")[0] for each in pushed(play)]
    assert (
        f"{CALVES} has been stopped by a captain, Carla, at: day 1 of 30. Together: 0 calf raises. Taking part: 0."
        in said
    )


def test_a_calm_day_counts_once(play: Play):
    started(play, TAPER)
    anna = member(play, "Anna")
    assert anna.says("/log 25").startswith("This one counts calm days, so one a day is all there is")
    assert anna.says("/log 1") == "+1 calm days. Today: 1, your aim: 1."
    assert anna.buttons == ["Undo"]
    assert anna.says("/log 1").startswith("Sun 22 Nov is counted already.")
    assert on_board(play, anna, "My day").startswith("Today: 1 calm days")
    assert "Another number" not in anna.buttons


def test_numbers_that_mean_nothing_are_neither_offered_nor_in_the_rules(play: Play):
    carla = started(play, TAPER, days=10)
    rules = on_board(play, carla, "Rules")
    assert rules.split("\n")[1] == "10 days. What counts: calm days, one a day at most. Rest days: 2."
    carla.says("/challenge")
    carla.presses(PLAN)
    assert [each for each in carla.buttons if each.startswith(("Aim", "Most"))] == []
    assert carla.press(Action("challenge.change", ("2", "cap"))).startswith("That button is from an older message")


def test_every_digest_of_a_month_has_a_word_of_its_own(play: Play):
    started(play)
    pushed(play)
    words = []
    for week in range(1, 5):
        digest, *_ = play.at(datetime(2026, 11, 22, 18, tzinfo=UTC) + timedelta(days=7 * week))
        words.append(plain(digest.reply.text).split("\n")[-1])
    assert len(set(words)) == 4


def test_equals_stand_in_the_order_of_their_names(play: Play):
    started(play)
    for name in ("Zoe", "anna", "Ben"):
        member(play, name)
    rows = [line.split()[2] for line in board(play).split("\n") if line.startswith("1.")]
    assert rows == ["anna,", "Ben,", "Zoe,"]


def test_todays_correction_is_the_day_it_is_where_the_member_is(play: Play):
    carla = started(play)
    anna = play.person("Anna")
    anna.says("/start")
    with play.house.database.transaction() as session:
        from core.people.tables import Person

        session.query(Person).order_by(Person.id.desc()).first().zone = "Pacific/Honolulu"  # type: ignore[union-attr]
    play.now[0] = datetime(2026, 11, 24, 8, tzinfo=UTC)  # still Monday evening in Honolulu
    member(play, "Anna").says("/log 25")
    carla.press(Action("challenge.correct", ("1",)))
    assert carla.answers("Anna -5 today twice").startswith("Corrected: Anna, -5 calf raises on Mon 23 Nov.")
