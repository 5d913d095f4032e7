"""Nobody wins or loses by a trick of the calendar, of the rules or of a button."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.challenges import store
from core.challenges.rules.days import EVERY_DAY
from core.challenges.rules.frozen import changed
from core.challenges.rules.scoring import Part, percent, tally
from core.messages import Action
from tests.challenges.stage import CALVES, board, captain, member, on_board, pushed, set_up, started
from tests.challenges.test_challenge_rules import CALVES as RULES
from tests.challenges.test_challenge_rules import MON
from tests.play import Play

FIRST, LAST = MON, MON + timedelta(days=29)
JOKERS = changed(RULES, "jokers", 8)


def share(days: dict[date, int], today: date, jokers: int = 8, due: str = EVERY_DAY) -> int:
    return percent(tally(days, JOKERS, 25), Part(FIRST, LAST, due, 25, jokers, today))


@given(
    st.dictionaries(st.dates(FIRST, LAST), st.integers(1, 60)),
    st.dates(FIRST, LAST),
    st.integers(1, 60),
    st.integers(0, 12),
    st.dates(FIRST, LAST + timedelta(days=2)),
)
def test_doing_more_never_lowers_a_share_not_even_after_midnight(
    days: dict[date, int], day: date, more: int, jokers: int, today: date
):
    past = {each: amount for each, amount in days.items() if each <= today}
    day = min(day, today)
    assert share({**past, day: past.get(day, 0) + more}, today, jokers) >= share(past, today, jokers)


def test_a_small_day_costs_a_part_of_a_rest_day_not_more_than_a_rest_day():
    full = {FIRST + timedelta(days=number): 25 for number in range(22)}
    small = {FIRST + timedelta(days=number): 10 for number in range(22, 30)}
    over = LAST + timedelta(days=1)
    assert (share(full, over), share({**full, **small}, over)) == (100, 100)


def test_a_session_made_up_for_on_a_day_off_counts_the_same_day():
    mondays = "1000000" * 5
    assert share({FIRST + timedelta(days=1): 25}, FIRST + timedelta(days=1), 0, mondays) == 100


def test_the_days_of_a_late_joiner_before_they_joined_cannot_be_corrected(play: Play):
    carla = started(play)
    play.now[0] += timedelta(days=3)
    member(play, "Anna")
    carla.press(Action("challenge.correct", ("1",)))
    assert carla.answers("Anna +25 yesterday forgot it") == "Anna was not in this challenge on Tue 24 Nov."


def test_a_captain_corrects_the_day_it_is_where_the_member_is(play: Play):
    carla = started(play)
    anna = member(play, "Anna")
    _lives_in(play, "Pacific/Auckland")
    play.at(datetime(2026, 11, 22, 20, tzinfo=UTC))
    assert anna.says("/log 50") == "+50 calf raises. Today: 50, your aim: 25."
    carla.press(Action("challenge.correct", ("1",)))
    assert carla.answers("Anna -25 2026-11-23 twice").startswith("Corrected: Anna, -25 calf raises on Mon 23 Nov.")


@pytest.mark.parametrize(
    ("late", "told"), [("any-day", "You're in"), ("first-half", f"{CALVES} takes no more people.")]
)
def test_whoever_says_yes_late_has_joined_late(play: Play, late: str, told: str):
    started(play)
    _joined(play, late)
    anna = play.person("Anna").inside("club")
    on_board(play, anna, "Join")
    asked = anna.seen
    play.now[0] += timedelta(days=20)
    anna.seen = asked
    assert anna.presses("As Anna").startswith(told)
    with play.house.database.transaction() as session:
        found = store.member(session, 1, 2)
        assert found is not None
        assert late != "any-day" or found.joined_on == date(2026, 12, 12)


def test_who_joined_before_the_start_follows_the_rules_as_they_are_in_the_end(play: Play):
    carla = started(play, when="Start tomorrow")
    anna = member(play, "Anna")
    ben = member(play, "Ben")
    ben.presses("My own aim")
    play.person("Ben").says("20")
    for name, number in (("target", "10"), ("cap", "10"), ("teams", "2")):
        carla.press(Action("challenge.change", ("1", name)))
        carla.answers(number)
    play.after(days=1)
    assert on_board(play, anna, "+10") == "+10 calf raises. Today: 10, your aim: 10."
    assert on_board(play, ben, "+10") == "+10 calf raises. Today: 10, your aim: 10."
    assert "1. ▰▰▰▰▰▰▰▰▰▰ Team A, 100 %\n1. ▰▰▰▰▰▰▰▰▰▰ Team B, 100 %" in board(play)


def test_rules_are_frozen_when_the_clubs_day_begins_wherever_the_captain_is(play: Play):
    carla = started(play, when="Start tomorrow")
    _lives_in(play, "Pacific/Honolulu", person=1)
    play.at(datetime(2026, 11, 23, 1, tzinfo=UTC))
    assert carla.press(Action("challenge.change", ("1", "days"))).startswith("This challenge has begun")


def test_rules_are_frozen_with_the_first_log_where_the_day_begins_earlier(play: Play):
    carla = started(play, when="Start tomorrow")
    anna = member(play, "Anna")
    _lives_in(play, "Pacific/Auckland")
    play.at(datetime(2026, 11, 22, 20, tzinfo=UTC))
    assert carla.press(Action("challenge.change", ("1", "days"))).startswith("**Days") is False
    anna.says("/log 50")
    assert carla.press(Action("challenge.change", ("1", "days"))).startswith("This challenge has begun")


def test_which_challenge_was_meant_is_asked_before_midnight_and_answered_after_it(play: Play):
    anna = _in_two(play)
    play.at(datetime(2026, 11, 22, 23, 59, tzinfo=UTC))
    assert anna.says("/log 30") == "Which challenge is it for?"
    play.after(minutes=2)
    assert anna.presses(CALVES) == "+30 calf raises for Sun 22 Nov, logged later. That day: 30, your aim: 25."


@pytest.mark.parametrize(
    "args", [("1", "999999999", "2026-11-22"), ("1", "0", "2026-11-22"), ("1", "5", "999999999"), ("1", "5", "0")]
)
def test_a_made_up_button_counts_nothing(play: Play, args: tuple[str, ...]):
    anna = _in_two(play)
    assert anna.press(Action("challenge.on", args)).startswith("That button is from an older message")


def test_a_challenge_that_cannot_take_the_day_is_not_asked_about(play: Play):
    started(play)
    anna = member(play, "Anna")
    captain(play).press(Action("challenge.start", ("daily-plank",)))
    captain(play).press(Action("challenge.begin", ("2", "monday")))
    anna.press(Action("challenge.join", ("2",)))
    anna.press(Action("challenge.as", ("2", "me")))
    assert anna.says("/log 30").startswith("+30 calf raises.")


def test_a_draft_begins_in_the_zone_the_club_has_by_then(play: Play):
    carla = set_up(play)
    carla.says("/challenge")
    carla.presses(CALVES)
    form = carla.seen
    carla.press(Action("club.at", ("Asia/Tokyo",)))
    carla.press(Action("club.clock"))
    carla.seen = form
    play.at(datetime(2026, 11, 22, 16, tzinfo=UTC))  # Monday in Tokyo
    carla.presses("Start today")
    with play.house.database.transaction() as session:
        chosen = store.challenge(session, 1)
        assert chosen is not None
        assert (chosen.zone, chosen.starts_on) == ("Asia/Tokyo", date(2026, 11, 23))


def test_whoever_has_no_plan_is_told_to_make_one_before_sessions_can_count(play: Play):
    started(play, "28 days by the plan")
    ben = play.person("Ben").inside("club")
    assert on_board(play, ben, "Join").startswith("28 days by the plan counts the sessions of your own plan")


def test_sessions_are_measured_against_what_the_plan_asks_for_not_against_free_days(play: Play):
    from tests.profile.test_setting_up import set_up as makes_a_plan

    anna = play.person("Anna")
    makes_a_plan(anna)
    with play.house.database.transaction() as session:
        from core.people.tables import Person

        person = session.get_one(Person, 1)
        person.weekdays = 0b1111111
    started(play, "28 days by the plan")
    member(play, "Anna")
    with play.house.database.transaction() as session:
        found = store.member(session, 1, 1)
        assert found is not None
        assert len(found.due) == 28
        assert [1 <= found.due[week : week + 7].count("1") <= 3 for week in range(0, 28, 7)] == [True] * 4


def _in_two(play: Play):
    started(play)
    started(play, "21 days of planks")
    pushed(play)
    anna = play.person("Anna").inside("club")
    for number in ("1", "2"):
        anna.press(Action("challenge.join", (number,)))
        anna.press(Action("challenge.as", (number, "me")))
    return anna


def _lives_in(play: Play, zone: str, person: int = 2) -> None:
    from core.people.tables import Person

    with play.house.database.transaction() as session:
        session.get_one(Person, person).zone = zone


def _joined(play: Play, late: str) -> None:
    from dataclasses import replace

    from core.challenges.here import rules_of

    with play.house.database.transaction() as session:
        chosen = store.challenge(session, 1)
        assert chosen is not None
        chosen.rules = replace(rules_of(chosen), late=late).stored()
