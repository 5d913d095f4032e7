"""Where sessions of one's own plan count, the plan as it is on each day says what is asked for."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from core.challenges import store
from core.challenges.table import results_of
from core.challenges.tables import Member
from core.messages import Action
from tests.challenges.stage import member, started
from tests.play import Play, Player
from tests.profile.test_setting_up import set_up

BY_THE_PLAN = "28 days by the plan"
MON, THU = date(2026, 11, 23), date(2026, 11, 26)  # Anna trains on Mondays and Thursdays


@pytest.fixture
def anna(play: Play) -> Player:
    """In private; she has a plan and has joined on Sunday, the first day."""
    player = play.person("Anna")
    set_up(player)
    started(play, BY_THE_PLAN, rest_days=0)
    member(play, "Anna")
    return player


def asked(play: Play) -> list[date]:
    """The days asked of the only member."""
    with play.house.database.transaction() as session:
        found = session.scalars(select(Member)).one()
        return [found.joined_on + timedelta(days=number) for number, mark in enumerate(found.due) if mark == "1"]


def percent(play: Play) -> int:
    with play.house.database.transaction() as session:
        challenge = store.challenge(session, 1)
        assert challenge is not None
        [result] = results_of(session, challenge, play.now[0])
        return result.percent


def weeks(first: date, number: int) -> list[date]:
    return [day + timedelta(weeks=week) for week in range(number) for day in (first, first + timedelta(days=3))]


def test_the_plans_days_are_asked_for(play: Play, anna: Player):
    assert asked(play) == weeks(MON, 4)


def test_a_holiday_that_is_told_asks_for_nothing(play: Play, anna: Player):
    anna.says("on holiday until 6 December")
    assert asked(play) == weeks(MON, 4)
    anna.presses("Take it")
    assert asked(play) == weeks(MON + timedelta(weeks=2), 2)


def test_what_was_missed_before_a_holiday_stays_missed(play: Play, anna: Player):
    play.after(days=1)
    anna.press(Action("session.done", (f"{MON}",)))
    play.after(days=5)
    assert percent(play) == 50
    anna.says("on holiday until 19 December")
    anna.presses("Take it")
    assert asked(play) == [MON, THU]
    play.after(days=15)
    assert percent(play) == 50


def test_a_session_that_was_moved_is_asked_for_once(play: Play, anna: Player):
    play.after(days=2)
    anna.press(Action("session.move", (f"{MON}",)))
    anna.presses("Take it")
    days = asked(play)
    assert (MON in days, len(days)) == (False, 8)
    [moved] = [day for day in days if day < THU or day not in weeks(MON, 4)]
    play.at(play.now[0] + (moved - play.now[0].date()))
    anna.press(Action("session.done", (f"{moved}",)))
    assert percent(play) == 100


def test_other_days_of_the_week_count_from_the_day_on_which_they_are_taken(play: Play, anna: Player):
    play.after(days=2)
    anna.press(Action("setup.edit", ("days",)))
    anna.says("tue and fri")
    anna.presses("Take it")
    days = asked(play)
    assert days[0] == MON
    assert {day.weekday() for day in days[1:]} == {1, 4}


def test_coming_back_asks_for_what_the_plan_says_by_then(play: Play, anna: Player):
    anna.press(Action("challenge.leave", ("1",)))
    anna.says("on holiday until 6 December")
    anna.presses("Take it")
    assert asked(play) == weeks(MON, 4)
    anna.press(Action("challenge.join", ("1",)))
    anna.press(Action("challenge.as", ("1", "me")))
    assert asked(play) == weeks(MON + timedelta(weeks=2), 2)


def test_after_the_race_nothing_is_asked_for(play: Play):
    player = play.person("Anna")
    set_up(player)
    player.press(Action("setup.edit", ("race",)))
    player.says("Sunday 6 December 2026")
    player.presses("5 to 10 km")
    player.presses("Take it")
    started(play, BY_THE_PLAN)
    member(play, "Anna")
    before, after = [THU, MON + timedelta(weeks=1)], [MON + timedelta(weeks=3)]  # a week of rest between
    assert asked(play) == before + after
