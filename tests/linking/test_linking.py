"""/link and /unlink: a code, what would become one, a yes on both sides; and apart again."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from bot.markup import plain
from core.conversation.tables import Handled
from core.linking import store
from core.linking.tables import LinkCode
from core.messages import Action, Address, RoomNews
from core.people.tables import Account, Person
from core.plans.tables import PlanRow, SessionRow
from tests.challenges.stage import board, started
from tests.linking.stage import DESK, code_on, delivered, desk, linked, phone, runner
from tests.play import PLATFORM, Play, Player
from tests.test_pushes import monday

WRONG = "That code does not work."


def people(play: Play) -> int:
    with play.house.database.transaction() as session:
        return session.scalar(select(func.count()).select_from(Person)) or 0


def test_both_sides_see_what_merges_and_only_the_second_yes_does_it(play: Play):
    anna, at_desk = runner(phone(play)), desk(play)
    told = at_desk.says(f"/link {code_on(anna)}")
    assert told.split("\n\n")[:2] == [
        "Shall these two be one?", "stage and desk would share everything from then on:",
    ]  # fmt: skip
    assert "• plan: the one on stage" in told
    assert at_desk.presses("Yes, both are mine").startswith("Noted. Now say yes on stage too")
    assert people(play) == 2
    (asked,) = delivered(play)
    assert (asked.address, plain(asked.reply.text)) == (Address(PLATFORM, "home of Anna"), told)
    anna.seen = asked.reply
    assert anna.presses("Yes, both are mine").startswith("Done: stage and desk share one plan and one log now.")
    assert people(play) == 1
    (word,) = delivered(play, DESK)
    assert word.address.chat == "desk of Anna"
    assert plain(word.reply.text).startswith("Done: stage and desk share")


def test_the_first_cannot_say_yes_before_the_second(play: Play):
    anna, at_desk = runner(phone(play)), desk(play)
    at_desk.says(f"/link {code_on(anna)}")
    anna.says("/link")
    assert anna.presses("Yes, both are mine") == "First say yes on desk, where you typed the code."
    assert people(play) == 2


def test_a_yes_said_again_and_again_is_told_to_the_other_side_once(play: Play):
    anna, at_desk = phone(play), desk(play)
    at_desk.says(f"/link {code_on(anna)}")
    told = 0
    for _ in range(3):
        at_desk.says("/link")
        assert at_desk.presses("Yes, both are mine").startswith("Noted.")
        told += len(delivered(play))
        play.after(seconds=1)
    assert told == 1


def test_a_question_in_place_of_a_code_is_answered_and_counts_for_nothing(play: Play):
    anna, at_desk = phone(play), desk(play)
    at_desk.says("/link")
    at_desk.presses("I have a code")
    for _ in range(6):
        assert not at_desk.says("how often should I do calf raises?").startswith(WRONG)
    assert at_desk.says(f"/link {code_on(anna)}").startswith("Shall these two be one?")


def test_a_code_typed_on_two_sides_at_once_is_used_up_by_one(play: Play):
    code_on(phone(play))
    with play.house.database.transaction() as session:
        assert [store.use_up(session, 1), store.use_up(session, 1)] == [True, False]


def test_one_plan_of_the_first_and_the_logs_of_both(play: Play):
    anna, at_desk = runner(phone(play)), runner(desk(play))
    play.at(monday(7))
    anna.press(Action("session.done", ("2026-11-23",)))
    play.now[0] = monday(8).replace(day=26)
    at_desk.press(Action("session.done", ("2026-11-26",)))
    linked(anna, at_desk)
    with play.house.database.transaction() as session:
        assert session.scalars(select(SessionRow.day)).all() == [monday(0).date(), monday(0).replace(day=26).date()]
        assert session.scalar(select(func.count()).select_from(PlanRow)) == 1
    assert at_desk.says("/week") == anna.says("/week")


def test_a_first_side_without_a_plan_takes_the_second_ones(play: Play):
    anna, at_desk = phone(play), runner(desk(play))
    before = at_desk.says("/plan")
    told = at_desk.says(f"/link {code_on(anna)}")
    assert "• plan: the one on desk" in told
    at_desk.presses("Yes, both are mine")
    anna.says("/link")
    anna.presses("Yes, both are mine")
    assert anna.says("/plan") == before
    assert [len(delivered(play)) for play.now[0] in [monday(7)]] == [1]


def test_pushes_come_to_the_one_chosen_place(play: Play):
    anna, at_desk = runner(phone(play)), runner(desk(play))
    linked(anna, at_desk)
    assert anna.buttons == ["Send on stage", "Send on desk"]
    assert anna.presses("Send on desk").startswith("My messages come on desk from now on.")
    delivered(play, DESK)
    play.now[0] = monday(7)
    assert ([each.address.chat for each in delivered(play, DESK)], len(delivered(play))) == (["desk of Anna"], 0)


def test_two_parts_in_one_challenge_become_one_with_both_logs(play: Play):
    started(play)
    anna, at_desk = phone(play), desk(play)
    board(play)
    for each in (anna, at_desk):
        Player(play, each.sender, None, Address(PLATFORM, "club")).press(Action("challenge.join", ("1",)))
        Player(play, each.sender, None, Address(PLATFORM, "club")).press(Action("challenge.as", ("1", "me")))
        each.press(Action("challenge.log", ("1", "10")))
    assert "Together: 20 calf raises. Taking part: 2." in board(play)
    linked(anna, at_desk)
    assert "Together: 20 calf raises. Taking part: 1." in board(play)


def test_a_code_holds_for_ten_minutes(play: Play):
    code = code_on(phone(play))
    play.after(minutes=10)
    assert desk(play).says(f"/link {code}").startswith(WRONG)


def test_a_code_works_once(play: Play):
    code = code_on(phone(play))
    assert desk(play).says(f"/link {code}").startswith("Shall these two be one?")
    assert desk(play, "Mallory").says(f"/link {code}").startswith(WRONG)


def test_a_newer_code_takes_the_place_of_the_older(play: Play):
    anna = phone(play)
    code = code_on(anna)
    code_on(anna)
    assert desk(play).says(f"/link {code}").startswith(WRONG)


def test_the_fifth_wrong_code_is_the_last_and_the_right_one_does_not_help_then(play: Play):
    anna, mallory = phone(play), desk(play, "Mallory")
    code = code_on(anna)
    told = [mallory.says(f"/link AAAA-AAA{letter}")[:20] for letter in "BCDEF"]
    assert told == [WRONG[:20]] * 4 + ["Those were too many "]
    assert mallory.says(f"/link {code}").startswith("Those were too many codes")
    play.after(minutes=10)
    assert mallory.says(f"/link {code_on(anna)}").startswith("Shall these two be one?")


@pytest.mark.parametrize("typed", ["abcd efgh", "AAAA-AAA", "AAAA-AAAAA", "AAAA-AAA1", "😀" * 8, "x" * 5000])
def test_what_is_no_code_is_told_so(play: Play, typed: str):
    assert phone(play).says(f"/link {typed}").startswith(WRONG)


def test_a_code_may_be_typed_in_any_way(play: Play):
    code = code_on(phone(play)).casefold().replace("-", "  ")
    at_desk = desk(play)
    at_desk.says("/link")
    at_desk.presses("I have a code")
    assert at_desk.says(code).startswith("Shall these two be one?")


def test_a_start_link_carries_a_code(play: Play):
    code = code_on(phone(play)).replace("-", "")
    assert desk(play).says(f"/start l_{code}").startswith("Shall these two be one?")


def test_ones_own_code_and_the_same_app_are_told_so(play: Play):
    anna = phone(play)
    code = code_on(anna)
    assert anna.says(f"/link {code}") == "That is this app's own code. Type it on the other one."
    assert phone(play, "Ben").says(f"/link {code}").startswith("Both of these are on the same app.")


def test_somebody_elses_link_is_nobodys_to_confirm(play: Play):
    anna, at_desk, mallory = phone(play), desk(play), phone(play, "Mallory")
    at_desk.says(f"/link {code_on(anna)}")
    for name in ("link.yes", "link.no"):
        assert mallory.press(Action(name, ("1",))) == "That link is over. Begin again with /link."
    at_desk.presses("Yes, both are mine")
    mallory.press(Action("link.yes", ("1",)))
    assert people(play) == 2


def test_a_no_ends_it_and_an_hour_does_too(play: Play):
    anna, at_desk = phone(play), desk(play)
    at_desk.says(f"/link {code_on(anna)}")
    yes = Action("link.yes", ("1",))
    assert at_desk.presses("No") == "Nothing was linked."
    assert at_desk.press(yes).startswith("That link is over.")
    at_desk.says(f"/link {code_on(anna)}")
    play.after(hours=1)
    assert at_desk.presses("Yes, both are mine").startswith("That link is over.")


def test_the_code_is_stored_hashed_and_shown_once(play: Play):
    anna = phone(play)
    said = anna.says("/link", key="twice")
    code = re.sub("-", "", said.split("\n")[0])
    assert anna.says("/link", key="twice").startswith("You have had the answer to that already.")
    with play.house.database.transaction() as session:
        assert code not in session.scalars(select(LinkCode.code_hash)).one()
        assert [each for each in session.scalars(select(Handled.reply)) if each and code[:4] in each] == []


def test_in_a_group_the_code_is_for_its_owner_alone(play: Play):
    anna = phone(play).inside("club")
    anna.says("/link")
    assert anna.seen is not None
    assert anna.seen.private


def test_units_stay_what_the_first_side_saw_whatever_language_the_other_app_has(play: Play):
    anna = Player(play, replace(phone(play).sender, locale="en-US"))
    linked(anna, desk(play))
    with play.house.database.transaction() as session:
        assert session.scalars(select(Person.units)).all() == ["us"]


def test_taken_apart_everything_stays_on_the_chosen_side(play: Play):
    anna, at_desk = runner(phone(play)), desk(play)
    before = anna.says("/week")
    linked(anna, at_desk)
    anna.says("/unlink")
    assert anna.buttons == ["Keep it on stage", "Keep it on desk", "Stay linked"]
    assert anna.presses("Keep it on desk").startswith("Done: everything stays on desk.")
    assert (at_desk.says("/week"), people(play)) == (before, 2)
    assert anna.says("/start").startswith("Hi, I'm Hillcoach.")
    delivered(play, DESK)
    play.now[0] = monday(7)
    assert ([each.address.chat for each in delivered(play, DESK)], len(delivered(play))) == (["desk of Anna"], 0)


def test_somebody_with_one_app_has_nothing_to_take_apart(play: Play):
    assert phone(play).says("/unlink") == "You use me on one app only. /link adds another one."


def test_deleted_on_one_app_is_deleted_on_both(play: Play):
    anna, at_desk = runner(phone(play)), desk(play)
    linked(anna, at_desk)
    assert at_desk.says("/delete").startswith("Delete everything, on all your apps?")
    at_desk.presses("Yes, delete everything")
    with play.house.database.transaction() as session:
        assert session.scalar(select(func.count()).select_from(Account)) == 0


def test_an_account_of_somebody_else_is_no_place_for_messages(play: Play):
    anna, at_desk = runner(phone(play)), desk(play)
    linked(anna, at_desk)
    mallory = phone(play, "Mallory")
    for name in ("link.home", "unlink.keep"):
        assert mallory.press(Action(name, ("1",))).startswith("That button is from an older message")


def test_whoever_left_one_app_is_written_to_on_the_other_once_they_want_it(play: Play):
    anna, at_desk = runner(phone(play)), desk(play)
    linked(anna, at_desk)
    play.house._notice(RoomNews(PLATFORM, ("home of Anna",), lost="gone"))
    assert at_desk.says("/today").startswith("I could not reach you lately")
    at_desk.presses("Send me messages again")
    delivered(play, DESK)
    play.now[0] = monday(7)
    assert ([each.address.chat for each in delivered(play, DESK)], len(delivered(play))) == (["desk of Anna"], 0)
