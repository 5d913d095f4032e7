"""One request in, one reply out, one transaction: whatever people, platforms and crashes do."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from bot.markup import plain
from core.coach import Coach
from core.conversation.tables import Handled
from core.feature import Feature
from core.messages import MAX_INPUT, Action, Ask, Reply
from core.people.tables import Person
from core.registry import Registry
from tests.play import Play


def people(play: Play) -> int:
    with play.house.database.transaction() as session:
        return session.scalar(select(func.count()).select_from(Person)) or 0


def with_feature(play: Play, feature: Feature) -> None:
    house = play.house
    house.coach = Coach(house.database, Registry([feature]), house.knowledge, house.clock)


def test_a_redelivered_request_gets_the_same_reply_and_runs_once(play: Play):
    runs = []
    feature = Feature("count")

    @feature.command("count")
    def count_up(ctx) -> Reply:
        runs.append(1)
        return Reply(f"run {len(runs)}")

    with_feature(play, feature)
    anna = play.person("Anna")
    assert [anna.says("/count", key="same"), anna.says("/count", key="same")] == ["run 1", "run 1"]


def test_a_failure_is_apologised_for_and_nothing_half_done_is_stored(play: Play):
    feature = Feature("broken")

    @feature.command("break")
    def fail(ctx) -> Reply:
        raise ZeroDivisionError

    with_feature(play, feature)
    reply = play.person("Anna").says("/break", key="k")
    assert reply.startswith("Sorry, something went wrong on my side and nothing was changed.")
    assert people(play) == 0


def test_after_a_failure_the_same_request_is_tried_again(play: Play):
    attempts = []
    feature = Feature("flaky")

    @feature.command("try")
    def flaky(ctx) -> Reply:
        attempts.append(1)
        if len(attempts) == 1:
            raise ConnectionError
        return Reply("it worked")

    with_feature(play, feature)
    anna = play.person("Anna")
    anna.says("/try", key="k")
    assert anna.says("/try", key="k") == "it worked"


def test_an_unknown_command_says_where_to_look(play: Play):
    assert play.person("Anna").says("/frobnicate") == "I don't know /frobnicate. /help lists what I can do."


def test_hostile_markup_in_a_command_comes_back_inert(play: Play):
    assert play.person("Eve").says("/**x**_y_[z]") == "I don't know /**x**_y_[z]. /help lists what I can do."


def test_an_old_button_is_refused_kindly(play: Play):
    anna = play.person("Anna")
    assert anna.press(Action("gone.feature", ("1",))).startswith("That button is from an older message")
    assert anna.press(Action("session.done", ("a", "b", "c"))).startswith("That button is from an older message")
    assert anna.press(Action("session.done", ("not a date",))).startswith("That button is from an older message")


def test_an_empty_message_is_answered(play: Play):
    for text in ("", "   ", "\n"):
        assert play.person("Anna").says(text).startswith("I need a few words")


def test_control_characters_and_too_long_input_are_survived(play: Play):
    anna = play.person("Anna")
    assert anna.says("\x00\x07\u202e" * 3) != ""
    assert anna.says("calf raises " * MAX_INPUT) != ""


def test_a_red_flag_is_answered_first_and_alone_in_the_middle_of_a_setup(play: Play):
    anna = play.person("Anna")
    anna.says("/start")
    reply = anna.says("14 june but i get chest pain on hills")
    assert reply == plain(play.house.library.safety.row("B98").text)
    assert anna.buttons == []


def test_a_red_flag_in_a_group_is_answered_privately(play: Play):
    anna = play.person("Anna").inside("club")
    anna.says("/ask chest pain on hills")
    assert anna.seen is not None
    assert anna.seen.private


def test_a_personal_command_in_a_group_is_answered_privately(play: Play):
    anna = play.person("Anna").inside("club")
    anna.says("/settings")
    assert anna.seen is not None
    assert anna.seen.private


def test_a_typed_answer_reaches_the_question_that_is_open(play: Play):
    feature = Feature("asking")

    @feature.command("name")
    def ask_name(ctx) -> Reply:
        return Reply("Your name?", ask=Ask(Action("named")))

    @feature.press("named")
    def named(ctx) -> Reply:
        return Reply(f"Hello {ctx.text}")

    with_feature(play, feature)
    anna = play.person("Anna")
    anna.says("/name")
    assert anna.says("Anna K.") == "Hello Anna K."


def test_two_people_pressing_at_once_are_both_served(play: Play):
    players = [play.person(f"P{n}") for n in range(8)]
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda player: player.says("/help"), players))
    assert len(set(replies)) == 1
    assert people(play) == 8


def test_one_person_writing_twice_at_once_is_one_person(play: Play):
    anna = play.person("Anna")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda key: anna.says("/help", key=key), ["a", "b", "c", "d"]))
    assert people(play) == 1


def test_the_key_of_every_request_is_kept(play: Play):
    play.person("Anna").says("/help", key="k1")
    with play.house.database.transaction() as session:
        assert list(session.scalars(select(Handled.key))) == ["k1"]


def test_a_member_who_is_no_admin_gets_a_polite_no(play: Play):
    ben = play.person("Ben").inside("club")
    ben.says("/challenge")
    assert ben.presses("30 days of calf raises").startswith("Only the captains of this group can do that")


def test_forged_tokens_are_old_buttons(play: Play):
    anna = play.person("Anna")
    for action in (
        Action("faq.safety", ("NOPE",)),
        Action("challenge.rules", ("9" * 40,)),
        Action("challenge.undo", ("9" * 40,)),
        Action("setup.set", ("race", "9999-12")),
    ):
        assert "something went wrong" not in anna.press(action)


def test_characters_that_are_no_text_are_dropped_at_the_door(play: Play):
    anna = play.person("Anna")
    assert "something went wrong" not in anna.says("shoes \ud800 \x00 \u202e please")
