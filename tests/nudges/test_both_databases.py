"""The same pushes on SQLite and on PostgreSQL."""

from datetime import timedelta

import pytest

from core.answers.understanding import Understanding
from core.knowledge.library import Library
from core.messages import Action
from core.nudges.crowds import crowds
from tests.play import PLATFORM, Play
from tests.test_pushes import monday, runner


@pytest.fixture
def play(database_url: str, library: Library, understanding: Understanding):
    stage = Play.on(database_url, library, understanding)
    yield stage
    stage.house.database.close()


def test_a_session_in_the_morning_and_a_word_in_the_evening(play: Play):
    runner(play).press(Action("nudges.set", ("evening", "on")))
    assert len(play.at(monday(19, 30) - timedelta(days=1))) == 1  # the week ahead
    assert [len(play.at(monday(7))), len(play.at(monday(9))), len(play.at(monday(19, 30)))] == [1, 0, 1]


def test_full_hours_are_counted(play: Play):
    runner(play)
    with play.house.database.transaction() as session:
        found = crowds(session, {PLATFORM: 1 / 3600}, int(play.now[0].timestamp()))
    assert [each.hour for each in found] == [monday(19) - timedelta(days=1), monday(7)]
