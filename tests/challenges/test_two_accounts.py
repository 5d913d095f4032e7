"""Two accounts of one runner, both in one challenge: one part, fair to everybody else."""

from datetime import timedelta

from sqlalchemy import select

from core.challenges import store
from core.challenges.tables import Entry, Member
from core.messages import Action, Address
from tests.challenges.stage import CALVES, board, captain, started
from tests.linking.stage import desk, linked, phone, runner
from tests.play import PLATFORM, Play, Player

BY_THE_PLAN = "28 days by the plan"


def in_the_club(play: Play, player: Player) -> Player:
    return Player(play, player.sender, None, Address(PLATFORM, "club"))


def joins(play: Play, player: Player, aim: int | None = None) -> Player:
    """Join in the club's room, perhaps with a smaller aim."""
    there = in_the_club(play, player)
    there.press(Action("challenge.join", ("1",)))
    there.press(Action("challenge.as", ("1", "me")))
    if aim is not None:
        there.press(Action("challenge.aim", ("1",)))
        player.says(f"{aim}")
    return there


def part(play: Play) -> Member:
    """The one part that is left."""
    with play.house.database.transaction() as session:
        [found] = session.scalars(select(Member)).all()
        return found


def test_the_earlier_day_of_joining_stays_whichever_account_it_was(play: Play):
    started(play)
    first, second = phone(play), desk(play)
    joins(play, second).says("/log 10")
    joined = play.now[0].date()
    play.now[0] += timedelta(days=5)
    joins(play, first).says("/log 5")
    linked(first, second)
    assert (part(play).joined_on, part(play).total) == (joined, 15)


def test_only_the_second_account_had_joined(play: Play):
    started(play)
    first, second = phone(play), desk(play)
    joins(play, second, aim=10).says("/log 10")
    in_the_club(play, first).press(Action("challenge.join", ("1",)))  # asked, and never answered
    linked(first, second)
    found = part(play)
    assert (found.state, found.alias, found.target, found.total) == ("in", "Anna", 10, 10)


def test_a_small_aim_on_one_account_makes_the_log_of_the_other_no_better(play: Play):
    started(play)
    first, second = phone(play), desk(play)
    joins(play, first, aim=1).says("/log 1")
    joins(play, second).says("/log 10")
    linked(first, second)
    assert part(play).target == 25


def test_an_aim_without_a_log_gives_way_to_the_one_that_was_logged_against(play: Play):
    started(play)
    first, second = phone(play), desk(play)
    joins(play, first)
    joins(play, second, aim=10).says("/log 10")
    linked(first, second)
    assert (part(play).target, part(play).credit) == (10, 20)


def test_a_session_that_both_accounts_marked_is_one_and_can_be_taken_back_as_one(play: Play):
    first, second = runner(phone(play)), runner(desk(play))
    started(play, BY_THE_PLAN)
    play.after(days=1)
    day = f"{play.now[0].date()}"
    for each in (first, second):
        joins(play, each)
        each.press(Action("session.done", (day,)))
    with play.house.database.transaction() as session:
        assert [each.amount for each in store.log_of(session, 1)] == [1, 1]
    linked(first, second)
    assert part(play).total == 1
    first.press(Action("session.undo", (day,)))
    assert part(play).total == 0
    with play.house.database.transaction() as session:
        assert {each.undone for each in session.scalars(select(Entry))} == {True}


def test_linking_leads_nobody_around_a_captain(play: Play):
    started(play)
    first, second = phone(play), desk(play)
    joins(play, first)
    joins(play, second)
    carla = captain(play)
    carla.press(Action("member.whose", ("1", "remove")))
    carla.presses("Anna 2")
    carla.answers("spam")
    linked(first, second)
    assert part(play).state == "removed"
    told = in_the_club(play, first).press(Action("challenge.join", ("1",)))
    assert told.startswith(f"A captain has taken you off {CALVES}")
    assert "Nobody has joined so far." in board(play)


def test_a_name_that_a_captain_took_stays_taken_for_both(play: Play):
    started(play)
    first, second = phone(play), desk(play, "Fool")
    joins(play, first)
    joins(play, second)
    carla = captain(play)
    carla.press(Action("member.whose", ("1", "rename")))
    carla.presses("Fool")
    carla.answers("no insults")
    linked(first, second)
    refused = in_the_club(play, second).press(Action("challenge.as", ("1", "other")))
    assert refused.startswith("A captain has changed your name here")
