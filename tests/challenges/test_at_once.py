"""Two presses at once, by one person and by a hundred, on both databases: every log counts, and counts once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from core.answers.understanding import Understanding
from core.challenges import store
from core.challenges.rules.frozen import read_rules
from core.challenges.rules.scoring import day_sums, tally
from core.challenges.table import results_of
from core.challenges.tables import Member
from core.knowledge.library import Library
from core.messages import Action
from tests.challenges.stage import member, started
from tests.play import Play

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
    assert set(answers) == {"+10 calf raises. Today: 10 of 25."}
    assert list(results(stage).values()) == [10] * CROWD
