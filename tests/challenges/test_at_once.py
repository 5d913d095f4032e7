"""Two presses at once, by one person and by a hundred, on both databases: every log counts, and counts once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from core.answers.understanding import Understanding
from core.challenges import store
from core.challenges.rules.frozen import read_rules
from core.challenges.rules.scoring import day_sums, tally
from core.challenges.table import results_of
from core.challenges.tables import Member
from core.knowledge.library import Library
from core.messages import Action, Address
from tests.challenges.stage import captain, member, started
from tests.play import PLATFORM, Play

CROWD = 100


@pytest.fixture
def stage(database_url: str, library: Library, understanding: Understanding) -> Iterator[Play]:
    play = Play.on(database_url, library, understanding)
    yield play
    play.house.database.close()


def results(play: Play) -> dict[int, int]:
    """Everybody's sum, as the table has it; the tallies agree with the log."""
    with play.house.database.transaction() as session:
        challenge = store.challenge(session, 1)
        assert challenge is not None
        days = day_sums(store.log_of(session, 1))
        for each in session.query(Member):
            told = tally(days.get(each.person_id, {}), read_rules(challenge.rules), each.target)
            assert (each.total, each.credit, each.active) == (told.total, told.credit, told.active)
        return {each.member: each.total for each in results_of(session, challenge, play.now[0])}


def test_two_presses_at_once_by_one_person_are_two_logs(stage: Play):
    started(stage)
    anna = member(stage, "Anna")
    with ThreadPoolExecutor(2) as hands:
        list(hands.map(lambda key: stage.person("Anna").inside("club").says("/log 10", key=key), ("a", "b")))
    assert anna.sender.name == "Anna"
    assert list(results(stage).values()) == [20]


def test_one_press_delivered_twice_at_once_is_one_log(stage: Play):
    started(stage)
    member(stage, "Anna")
    with ThreadPoolExecutor(4) as hands:
        list(hands.map(lambda _: stage.person("Anna").inside("club").says("/log 10", key="same"), range(4)))
    assert list(results(stage).values()) == [10]


def test_a_hundred_people_pressing_at_once_are_all_counted(stage: Play):
    started(stage)
    people = [member(stage, f"Runner {number}") for number in range(CROWD)]

    def presses(number: int) -> str:
        return people[number].press(Action("challenge.log", ("1", "10")), key=f"press {number}")

    with ThreadPoolExecutor(16) as hands:
        answers = list(hands.map(presses, range(CROWD)))
    assert set(answers) == {"+10 calf raises. Today: 10, your aim: 25."}
    assert list(results(stage).values()) == [10] * CROWD


def test_people_of_one_name_who_join_at_once_get_different_ones(stage: Play):
    started(stage)

    def joins(number: int) -> str:
        anna = stage.person("Anna").inside("club")
        anna.sender = replace(anna.sender, id=f"anna {number}", home=f"home {number}")
        anna.press(Action("challenge.join", ("1",)), key=f"join {number}")
        return anna.press(Action("challenge.as", ("1", "me")), key=f"as {number}")

    with ThreadPoolExecutor(16) as hands:
        list(hands.map(joins, range(40)))
    with stage.house.database.transaction() as session:
        names = [each.alias for each in session.query(Member)]
    assert (len(names), len(set(names))) == (40, 40)


def test_captains_who_set_up_and_start_at_once_have_one_club_and_one_challenge(stage: Play):
    def sets_up(number: int) -> str:
        carla = captain(stage, f"Captain {number}")
        return carla.press(Action("club.setup"), key=f"set up {number}")

    def starts(number: int) -> None:
        carla = captain(stage, f"Captain {number}")
        carla.press(Action("challenge.start", ("calf-30",)), key=f"start {number}")
        if "Start today" in carla.buttons:
            carla.presses("Start today", key=f"begin {number}")

    with ThreadPoolExecutor(8) as hands:
        answers = list(hands.map(sets_up, range(8)))
    captain(stage).press(Action("club.at", ("Europe/London",)))
    captain(stage).press(Action("club.clock"))
    with ThreadPoolExecutor(8) as hands:
        list(hands.map(starts, range(8)))
    with stage.house.database.transaction() as session:
        running = [each.template for each in store.open_in(session, Address(PLATFORM, "club"))]
    assert {answer.split("\n")[0][:18] for answer in answers} == {"Where is the club?"}
    assert running == ["calf-30"]


def test_captains_who_correct_at_once_are_all_counted(stage: Play):
    started(stage)
    member(stage, "Anna").says("/log 10")

    def corrects(number: int) -> str:
        carla = captain(stage, f"Captain {number}")
        carla.press(Action("challenge.correct", ("1",)), key=f"correct {number}")
        return carla.answers("Anna +1 today told me so", key=f"corrected {number}")[:9]

    with ThreadPoolExecutor(8) as hands:
        assert set(hands.map(corrects, range(24))) == {"Corrected"}
    assert list(results(stage).values()) == [34]
