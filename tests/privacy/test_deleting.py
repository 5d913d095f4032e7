"""/delete: asked once, then nothing of somebody is left, while the others keep what they did together."""

from sqlalchemy import func, select

from bot.tables import Base
from bot.wiring import FEATURES
from core.challenges.tables import Entry, Member
from core.messages import Action
from core.people.tables import Account, Person
from core.registry import Registry
from tests.challenges.stage import board
from tests.play import Play, Player
from tests.privacy.stage import ALIAS, TRACES, life, runner, traces

ANYBODYS = {"question_count", "zone_rules", "sender_lease", "handled"}  # tables that name nobody, or a request alone


def test_everything_is_there_before(both: Play):
    life(both)
    assert traces(both) == list(TRACES)  # the name on the button that offers it


def test_afterwards_neither_id_nor_name_nor_word_is_found_in_the_files_or_a_dump(both: Play):
    anna = life(both)
    assert anna.says("/delete").split("\n")[0] == "Delete everything?"
    assert traces(both) != []
    assert anna.presses("Yes, delete everything").startswith("Done: nothing about you is stored any more.")
    assert traces(both) == []


def test_the_board_keeps_their_share_without_a_name(both: Play):
    anna = life(both)
    before = board(both)
    assert f" {ALIAS}, " in before
    anna.says("/delete")
    anna.presses("Yes, delete everything")
    after = board(both)
    assert ALIAS not in after
    assert [line for line in before.split("\n") if "Together" in line] == [
        line for line in after.split("\n") if "Together" in line
    ]
    with both.house.database.transaction() as session:
        nobody = session.scalars(select(Person).where(Person.home_platform == "")).one()
        kept = session.scalars(select(Member).where(Member.person_id == nobody.id)).one()
        logged = select(func.sum(Entry.amount)).where(Entry.person_id == nobody.id)
        assert (kept.alias, kept.shown, session.scalar(logged)) == ("", False, 20)
        assert session.scalar(select(func.count()).where(Account.person_id == nobody.id)) == 0


def test_what_captains_wrote_about_them_says_nobody(both: Play):
    anna = life(both)
    anna.says("/delete")
    anna.presses("Yes, delete everything")
    ben = Player(both, both.person("Ben").sender)
    assert ben.press(Action("challenge.notes", ("1",))).split("\n")[1:] == [
        "• Sun 22 Nov, Carla: …, +5 calf raises on Sun 22 Nov. Reason: …"
    ]


def test_a_challenge_of_their_own_goes_with_its_messages(both: Play):
    anna = runner(both)
    anna.says("/challenge")
    anna.presses("30 days of calf raises")
    anna.presses("Start today")
    anna.press(Action("challenge.join", ("1",)))
    anna.press(Action("challenge.as", ("1", "me")))
    board(both)
    anna.says("/delete")
    anna.presses("Yes, delete everything")
    assert traces(both) == []
    assert _rows(both) - ANYBODYS == set()


def test_nothing_goes_before_the_yes_and_nothing_after_a_no(play: Play):
    anna = runner(play)
    anna.says("/delete")
    assert anna.presses("No, keep it") == "Nothing was deleted."
    assert anna.says("/week").startswith("Next week")


def test_whoever_comes_back_is_somebody_new_and_an_old_yes_does_nothing_to_them(play: Play):
    anna = runner(play)
    anna.says("/delete")
    yes = anna.seen.choices[0].action
    anna.press(yes)
    play.after(minutes=1)
    assert anna.says("/start").startswith("Hi, I'm Hillcoach.")
    assert anna.press(yes).startswith("That button is from an older message")
    assert [len(play.after(days=1)), len(play.after(days=1))] == [0, 0]


def test_a_yes_delivered_twice_is_answered_twice_and_deletes_once(play: Play):
    anna = runner(play)
    anna.says("/delete")
    yes = anna.seen.choices[0].action
    first = anna.press(yes, key="twice")
    assert anna.press(yes, key="twice") == first
    with play.house.database.transaction() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 0


def test_no_table_with_rows_of_a_person_was_forgotten():
    registry = Registry(FEATURES)
    theirs = {
        (table.name, key.ondelete)
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == "person"
    }
    assert {how for _, how in theirs} == {"CASCADE", "SET NULL"}
    names = {name for name, _ in theirs}
    assert {table.__tablename__ for table in registry.exported} - {"doubtful_question"} <= names
    assert names - {table.__tablename__ for table in registry.exported} == set()
    assert names - {table.__tablename__ for table in registry.merged} == set()


def _rows(play: Play) -> set[str]:
    """The tables that are not empty."""
    with play.house.database.transaction() as session:
        return {
            table.name
            for table in Base.metadata.sorted_tables
            if session.scalar(select(func.count()).select_from(table))
        }


def test_a_challenge_of_their_own_that_nobody_joined_goes_too(play: Play):
    anna = runner(play)
    anna.says("/challenge")
    anna.presses("30 days of calf raises")
    anna.presses("Start today")
    board(play)
    anna.says("/delete")
    anna.presses("Yes, delete everything")
    assert traces(play) == []
