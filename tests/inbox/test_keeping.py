"""What becomes of questions and opinions with time, and when somebody goes."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from core.inbox.tables import DoubtfulQuestion, Draft, Thumb, Waiting
from core.people.tables import Person
from core.sweeping import sweep_up
from tests.inbox.test_publishing import waits
from tests.inbox.writing import GELS, MORE, SHORT, WORDINGS, write_about_gels
from tests.play import Play
from tests.privacy.stage import stored


def left(play: Play, *tables: type) -> list[int]:
    with play.house.database.transaction() as session:
        return [len(session.scalars(select(table)).all()) for table in tables]


def goes(play: Play, person_id: int) -> None:
    with play.house.database.transaction() as session:
        person = session.get_one(Person, person_id)
        play.house.registry.holdings.forget(session, person, play.now[0])


def swept(play: Play) -> None:
    sweep_up(play.house.database, play.now[0], sweepers=play.house.registry.sweepers)


def test_everything_is_forgotten_after_ninety_days(coached: Play):
    waits(coached, "Anna", GELS[0])
    anna = coached.person("Anna")
    anna.says("how often should I do calf raises?")
    anna.presses("👍")
    write_about_gels(coached.person("Clara"))
    coached.now[0] += timedelta(days=90)
    swept(coached)
    assert left(coached, DoubtfulQuestion, Waiting, Thumb, Draft) == [1, 1, 1, 1]
    coached.now[0] += timedelta(days=1)
    swept(coached)
    assert left(coached, DoubtfulQuestion, Waiting, Thumb, Draft) == [0, 0, 0, 0]


def test_with_somebody_goes_what_they_alone_asked_also_from_a_draft(coached: Play):
    waits(coached, "Anna", GELS[0])
    clara = coached.person("Clara")
    write_about_gels(clara)
    goes(coached, 1)
    assert left(coached, DoubtfulQuestion, Waiting) == [0, 0]
    with coached.house.database.transaction() as session:
        assert GELS[0] not in session.scalars(select(Draft.wordings)).one()


@pytest.mark.parametrize(
    "asked", ["is the frobnicator good for wombats", "a frobnicator for uphill; or is a wombat better"]
)
def test_with_somebody_goes_what_coaches_were_shown_of_their_question(coached: Play, asked: str):
    anna, clara = coached.person("Anna"), coached.person("Clara")
    anna.says(asked)
    clara.says("/inbox")
    clara.presses(asked)
    clara.presses("Write the answer")
    for text in (SHORT, MORE, "How many gels do I need?", WORDINGS):
        clara.says(text)
    clara.presses("No source: my own judgement")
    clara.presses("How people ask")
    anna.says("/delete")
    anna.presses("Yes, delete everything")
    assert [each for each in ("frobnicator", "wombat") if each in stored(coached)] == []


def test_what_somebody_else_asked_in_the_same_words_stays(coached: Play):
    waits(coached, "Anna", GELS[0])
    waits(coached, "Ben", GELS[0])
    goes(coached, 1)
    assert left(coached, DoubtfulQuestion, Waiting) == [1, 1]
