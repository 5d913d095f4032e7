"""The rules of challenges: amounts, days, scores, places, teams."""

import json
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.challenges.rules.amounts import Amount, Correction, read_amount, read_correction, read_log, steps_of
from core.challenges.rules.days import (
    EVERY_DAY,
    closing,
    digests,
    due_days,
    edition,
    extra_edition,
    own_date,
    replanned,
)
from core.challenges.rules.frozen import Rules, changed, read_rules
from core.challenges.rules.names import distinct, harmless
from core.challenges.rules.scoring import Logged, Part, day_sums, own_jokers, percent, streak, tally
from core.challenges.rules.standing import Result, balanced, bar, most_active, standings, team_scores

MON = date(2026, 11, 2)
TUE, WED = MON + timedelta(days=1), MON + timedelta(days=2)
ANNA, BEN = 1, 2
CALVES = Rules(
    "{days} days of calf raises",
    "",
    "calf raises",
    "K1",
    "reps",
    30,
    25,
    50,
    0,
    0,
    0,
    "share",
    "any-day",
    (),
    "",
    ("One week.", "Two."),
    "",
)


def part(since: date = MON, today: date = TUE, target: int = 25, jokers: int = 0, due: str = EVERY_DAY) -> Part:
    return Part(since, MON + timedelta(days=29), due, target, jokers, today)


def share(days: dict[date, int], rules: Rules = CALVES, **how: object) -> int:
    member = part(**how)  # type: ignore[arg-type]
    return percent(tally(days, rules, member.target), member)


@pytest.mark.parametrize(
    ("text", "amount"),
    [("30", 30), ("+10", 10), ("25 calf raises", 25), ("25 calf raises lol", 25), (" 7 ", 7), ("10000", 10000)],
)
def test_a_number_is_read(text: str, amount: int):
    assert read_amount(text) == amount


@pytest.mark.parametrize(
    "text", ["-5", "1e9", "ten", "0", "10001", "", "25; drop table", "25 🎉", "2.5", "٣٠", "999999"]
)
def test_what_is_no_sensible_number_is_refused(text: str):
    assert read_amount(text) is None
    assert read_log(text, TUE) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("30", Amount(30, WED)),
        ("30 yesterday", Amount(30, TUE)),
        ("Yesterday: 30", Amount(30, TUE)),
        ("yesterday 25 calf raises", Amount(25, TUE)),
        ("two days ago 30", Amount(30, MON)),
        ("30 the day before yesterday", Amount(30, MON)),
        ("2026-11-02 30", Amount(30, MON)),
        ("30 on Monday", Amount(30, MON)),
        ("thursday 30", Amount(30, MON - timedelta(days=4))),
        ("30 tomorrow", Amount(30, WED + timedelta(days=1))),
        ("30 2026-02-31", None),
        ("yesterday", None),
        ("yesterday -5", None),
    ],
)
def test_a_day_before_may_stand_on_either_side(text: str, told: Amount | None):
    assert read_log(text, WED) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Anna -10 yesterday twice", Correction("Anna", -10, MON, "twice")),
        ("Hill Goat + 5 2026-11-02 told me so", Correction("Hill Goat", 5, MON, "told me so")),
        ("Anna 10 yesterday twice", None),
        ("Anna -10 yesterday", None),
        ("Anna -0 today nothing", None),
        ("-10 yesterday twice", None),
    ],
)
def test_a_correction_has_four_parts(text: str, told: Correction | None):
    assert read_correction(text, TUE) == told


def test_three_of_three_ties_with_five_of_five():
    assert (share({MON: 3}, target=3), share({MON: 5}, target=5)) == (100, 100)


def test_a_day_above_target_does_not_make_up_for_a_day_missed():
    assert (share({MON: 50}, today=WED), share({MON: 25, TUE: 25}, today=WED)) == (50, 100)


def test_nothing_above_the_cap_counts_for_the_sum():
    assert tally({MON: 70, TUE: 10}, CALVES, 25).total == 60


def test_logging_today_never_lowers_the_share():
    assert (share({MON: 25}), share({MON: 25, TUE: 5}), share({MON: 25, TUE: 25})) == (100, 100, 100)
    assert (share({}, today=MON), share({MON: 10}, today=MON)) == (0, 40)


def test_rest_days_within_the_jokers_cost_nothing():
    assert (share({MON: 25}, today=WED, jokers=1), share({MON: 25}, today=WED)) == (100, 50)


def test_a_late_joiner_is_measured_from_the_day_of_joining_with_their_part_of_the_jokers():
    rules = changed(CALVES, "jokers", 10)
    assert share({WED: 25}, since=WED, today=WED) == 100
    assert own_jokers(rules, MON, MON + timedelta(days=29), MON + timedelta(days=15)) == 5


def test_sessions_are_measured_on_the_days_of_ones_own_plan():
    mondays = "1000000" * 4
    assert share({MON: 25}, today=MON + timedelta(days=7), due=mondays) == 100
    assert (due_days(mondays, MON, MON, WED), due_days(mondays, MON, TUE, WED)) == (1, 0)


def test_a_plan_that_changes_asks_for_other_days_from_today_on_and_the_days_before_stay():
    last = MON + timedelta(days=6)
    due = replanned(EVERY_DAY, MON, last, MON, {MON, WED})
    assert due == "1010000"
    assert replanned(due, MON, last, TUE, set()) == "1000000"
    assert replanned(due, MON, last, TUE, {TUE}, moved={MON}) == "0100000"
    assert replanned(due, MON, last, last, {TUE, last}) == "1010001"


def test_points_count_what_is_above_ones_aim_half_and_no_more_than_the_cap():
    points = Rules(**{**{name: getattr(CALVES, name) for name in CALVES.__slots__}, "scoring": "points"})
    assert [tally({MON: amount}, points, 20).credit for amount in (10, 20, 30, 40, 60)] == [20, 40, 50, 60, 60]
    assert tally({MON: 10}, points, 5).credit == 15  # a smaller aim has a smaller cap


def test_a_correction_may_not_make_a_day_negative():
    assert day_sums([Logged(ANNA, MON, 10), Logged(ANNA, MON, -40)]) == {ANNA: {MON: 0}}


def test_a_streak_lasts_while_today_is_open_and_jokers_are_left():
    assert streak([MON, TUE], part(today=WED)) == 2
    assert streak([MON, WED], part(today=WED)) == 1
    assert streak([MON, WED], part(today=WED, jokers=1)) == 2


def test_ties_share_a_place_and_the_next_one_is_free():
    table = standings([Result(1, 80, 5, 1), Result(2, 100, 5, 1), Result(3, 100, 9, 1), Result(4, 0, 0, 0)])
    assert [(each.place, each.result.member) for each in table] == [(1, 2), (1, 3), (3, 1), (4, 4)]


def test_a_team_is_the_average_of_everybody_in_it():
    scores = team_scores([Result(1, 100, 50, 2, 1), Result(2, 0, 0, 0, 1), Result(3, 60, 10, 1, 2)], 2)
    assert [(each.place, each.team, each.percent, each.total, each.size) for each in scores] == [
        (1, 2, 60, 10, 1),
        (2, 1, 50, 50, 2),
    ]


def test_balanced_teams_go_there_and_back():
    results = [Result(member, 100 - member, 0, 0) for member in range(1, 7)]
    assert balanced(results, 2) == {1: 1, 2: 2, 3: 2, 4: 1, 5: 1, 6: 2}


def test_the_most_active_are_all_who_are_equal():
    assert most_active([Result(1, 50, 5, 3), Result(2, 90, 5, 3), Result(3, 99, 5, 2)])[1].member == 2
    assert most_active([Result(1, 0, 0, 0)]) == []


@pytest.mark.parametrize(("name", "value"), [("days", 0), ("days", 400), ("cap", 10), ("jokers", 30), ("teams", 9)])
def test_numbers_that_make_no_challenge_are_refused(name: str, value: int):
    with pytest.raises(ValueError, match=name):
        changed(CALVES, name, value)


def test_rules_come_back_as_they_were_stored_and_fill_in_their_numbers():
    rules = changed(CALVES, "days", 21)
    assert (read_rules(rules.stored()), rules.filled(rules.title)) == (rules, "21 days of calf raises")
    assert rules.filled("{other} and {target}") == "{other} and 25"


def test_what_is_said_at_milestones_takes_turns_and_one_from_before_is_all_there_is():
    assert [CALVES.word_of(week) for week in range(3)] == ["One week.", "Two.", "One week."]
    before = json.loads(CALVES.stored())
    before["milestone"] = before.pop("milestones")[0]
    assert [read_rules(json.dumps(before)).word_of(week) for week in range(2)] == ["One week.", "One week."]


def test_a_challenge_closes_when_its_last_day_is_over_everywhere():
    last = MON + timedelta(days=29)
    everywhere = datetime(2026, 12, 2, 12, tzinfo=ZoneInfo("UTC")).timestamp()  # midnight at UTC-12
    assert [closing(last, 18, zone) >= everywhere for zone in ("Pacific/Honolulu", "Europe/London")] == [True, True]


def test_digests_come_once_a_week():
    assert list(digests(MON, MON + timedelta(days=16), 6)) == [date(2026, 11, 8), date(2026, 11, 15)]
    assert list(digests(MON, MON + timedelta(days=9), 0)) == [date(2026, 11, 9)]


def test_a_board_has_an_edition_for_every_week():
    assert [edition(MON, MON + timedelta(days=days)) for days in (-1, 0, 6, 7, 20)] == [0, 0, 0, 2, 4]


def test_a_week_has_room_for_one_board_more():
    assert [extra_edition(MON, MON + timedelta(days=days)) for days in (-1, 0, 6, 7)] == [1, 1, 1, 3]


def test_the_last_evening_of_the_year_counts_in_december_where_it_still_is():
    now = datetime(2027, 1, 1, 9, 30, tzinfo=ZoneInfo("UTC"))
    assert own_date("Pacific/Honolulu", now) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  Anna \n B ", "Anna B"),
        ("x" * 300, "x" * 24),
        ("\u202ekcits\u200f", "kcits"),
        ("\u200b\u200f", ""),
        ("@everyone", "@\u200beveryone"),
    ],
)
def test_names_are_made_harmless(text: str, shown: str):
    assert harmless(text) == shown


def test_a_name_that_is_taken_gets_a_number():
    assert (distinct("Anna", {"ben"}), distinct("ANNA", {"anna", "anna 2"})) == ("Anna", "ANNA 3")


@pytest.mark.parametrize(("target", "steps"), [(25, (10, 25)), (60, (25, 60)), (1, (1,)), (5, (5,))])
def test_buttons_offer_a_part_and_the_whole(target: int, steps: tuple[int, ...]):
    assert steps_of(target) == steps


def test_a_bar_has_ten_squares():
    assert (bar(0), bar(44), bar(100)) == ("▱" * 10, "▰▰▰▰▱▱▱▱▱▱", "▰" * 10)
