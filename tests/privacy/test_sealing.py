"""Sealed columns: with keys nothing of somebody can be read in the files, and everything works as before."""

from itertools import count

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Engine, event, select

from bot.keeping import Keeping
from bot.keys import BATCH, Sealed, check_keys, count_sealed, rotate
from bot.wiring import House
from core.answers.understanding import Understanding
from core.database import Database
from core.errors import OperatorError
from core.faq.tables import LastTopic
from core.knowledge.library import Library
from core.messages import Action, Address, Sender
from core.people.store import person_of
from core.people.tables import Account
from core.sealing import LOST_KEY, Sealing
from core.sweeping import wipe
from tests.challenges.stage import board
from tests.play import PLATFORM, Play, Player, bring_up_to_date
from tests.privacy.stage import ALIAS, HOME, ID, life, runner, stored, traces
from tests.test_pushes import monday

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


class Stages:
    """The same database opened with other keys, as after a restart."""

    def __init__(self, url: str, library: Library, understanding: Understanding) -> None:
        self.url, self._library, self._understanding = url, library, understanding
        self._open: list[Play] = []
        bring_up_to_date(url)

    def opened(self, *keys: str) -> Play:
        now = self._open[-1].now if self._open else [monday(6).replace(day=22)]
        keeping = Keeping(Sealing(keys))
        database = Database(self.url, keeping.sealing)
        house = House(database, self._library, self._understanding, lambda: now[0], keeping=keeping)
        keys = self._open[-1].keys if self._open else count()
        self._open.append(Play(house, now, keys=keys))
        return self._open[-1]

    def close(self) -> None:
        for each in self._open:
            each.house.database.close()


@pytest.fixture
def stages(database_url: str, library: Library, understanding: Understanding):
    made = Stages(database_url, library, understanding)
    yield made
    made.close()


def as_before(play: Play, anna: Player) -> None:
    """Whoever was known is known, is written to, and is on the board."""
    back = Player(play, anna.sender)
    assert back.says("/week").startswith(("This week", "Next week"))
    back.press(Action("challenge.log", ("1", "1")))
    assert f" {ALIAS}, " in board(play)
    play.post.delivered.clear()
    assert HOME in [each.address.chat for each in play.at(monday(7))]


def test_with_a_key_ids_chats_and_names_cannot_be_read(stages: Stages):
    play = stages.opened(OLD)
    anna = life(play)
    assert traces(play) == []
    as_before(play, anna)


def test_a_database_from_before_goes_on_and_is_sealed_by_rotating(stages: Stages):
    anna = life(stages.opened())
    play = stages.opened(OLD)
    assert Player(play, anna.sender).says("/week").startswith("Next week")
    assert ID in stored(play)
    assert rotate(stages.url, Sealing([OLD])) > 0
    assert count_sealed(stages.url, Sealing([OLD])) == Sealed(count_sealed(stages.url, Sealing([OLD])).newest, 0, 0)
    _vacuum(play)
    assert traces(play) == []
    as_before(play, anna)


def test_a_new_key_works_before_while_and_after_everything_is_sealed_with_it(stages: Stages):
    anna = life(stages.opened(OLD))
    both = stages.opened(NEW, OLD)
    assert Player(both, anna.sender).says("/week").startswith("Next week")
    open_question = Player(both, anna.sender)
    open_question.press(Action("challenge.other", ("1",)))
    assert rotate(stages.url, Sealing([NEW, OLD])) > 0
    assert open_question.says("4").startswith("+4 calf raises.")
    assert rotate(stages.url, Sealing([NEW, OLD])) <= 3  # what was said meanwhile was sealed with the new one already
    as_before(stages.opened(NEW), anna)


def test_what_is_written_while_everything_is_sealed_anew_stays(
    postgres_url: str, library: Library, understanding: Understanding
):
    stages = Stages(postgres_url, library, understanding)
    runner(stages.opened(OLD))
    both = stages.opened(NEW, OLD)
    moved: list[str] = []

    def move(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT account.id, account.home") and not moved:
            moved.append(statement)
            with both.house.database.transaction() as session:
                both.house.move(session, Address(PLATFORM, HOME), "another chat")

    event.listen(Engine, "after_cursor_execute", move)
    try:
        rotate(stages.url, Sealing([NEW, OLD]))
    finally:
        event.remove(Engine, "after_cursor_execute", move)
    with both.house.database.transaction() as session:
        assert (len(moved), session.scalar(select(Account.home))) == (1, "another chat")
    stages.close()


def test_every_row_is_sealed_anew_however_many_there_are(stages: Stages):
    play = stages.opened(OLD)
    many = BATCH + 7
    with play.house.database.transaction() as session:
        one = person_of(session, Sender(PLATFORM, ID, "Anna", home=HOME), play.now[0])
        session.add_all(
            LastTopic(person_id=one.id, platform=PLATFORM, chat=f"{number}", topic="taper", at=play.now[0])
            for number in range(many)
        )
    assert rotate(stages.url, Sealing([NEW, OLD])) == many + 3
    assert count_sealed(stages.url, Sealing([NEW, OLD])) == Sealed(many + 3, 0, 0)


def test_without_its_key_nothing_starts(stages: Stages):
    runner(stages.opened(OLD))
    for keys in ((), (NEW,)):
        with pytest.raises(OperatorError) as told:
            check_keys(stages.url, Sealing(keys))
        assert str(told.value) == LOST_KEY
    check_keys(stages.url, Sealing([NEW, OLD]))


def test_somebody_sealed_is_deleted_like_anybody(stages: Stages):
    play = stages.opened(OLD)
    anna = life(play)
    anna.says("/delete")
    anna.presses("Yes, delete everything")
    sealing = Sealing([OLD])
    assert [each for each in (sealing.seal_id(ID), sealing.seal_id(HOME)) if each in stored(play)] == []


@pytest.mark.parametrize("keys", [["short"], ["ä" * 44], [OLD] * 4])
def test_what_cannot_be_a_key_is_told_in_a_sentence(keys: list[str]):
    with pytest.raises(OperatorError, match=r"^HILLCOACH_SECRET_KEYS must hold one to three keys"):
        Sealing(keys)


def test_the_same_text_is_sealed_differently_and_the_same_id_alike():
    sealing = Sealing([NEW, OLD])
    assert sealing.seal_text("Anna") != sealing.seal_text("Anna")
    assert sealing.seal_id("17") == sealing.seal_id("17")
    assert sealing.open_id(Sealing([OLD]).seal_id("17")) == "17"


def _vacuum(play: Play) -> None:
    """What stood there before must not be found in the gaps either."""
    wipe(play.house.database)
