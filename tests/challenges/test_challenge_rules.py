from datetime import date

import pytest

from core.challenges.rules import Logged, bar, counted, read_amount, standings, steps_of

DAY1, DAY2, DAY3 = date(2026, 11, 1), date(2026, 11, 2), date(2026, 11, 3)
ANNA, BEN = 1, 2


@pytest.mark.parametrize(
    ("text", "amount"), [("30", 30), ("+10", 10), ("25 calf raises", 25), (" 7 ", 7), ("10000", 10000)]
)
def test_a_number_is_read(text: str, amount: int):
    assert read_amount(text) == amount


@pytest.mark.parametrize("text", ["-5", "1e9", "ten", "0", "10001", "", "25; drop table", "25 🎉"])
def test_what_is_no_sensible_number_is_refused(text: str):
    assert read_amount(text) is None


def test_nothing_above_the_cap_counts_on_a_day():
    log = [Logged(ANNA, DAY1, 30), Logged(ANNA, DAY1, 40), Logged(ANNA, DAY2, 10)]
    assert counted(log, cap=50) == {(ANNA, DAY1): 50, (ANNA, DAY2): 10}


def test_a_day_above_target_does_not_make_up_for_a_day_missed():
    log = [Logged(ANNA, DAY1, 50), Logged(BEN, DAY1, 25), Logged(BEN, DAY2, 25)]
    table = standings({ANNA: DAY1, BEN: DAY1}, log, target=25, cap=50, today=DAY2, last=DAY3)
    assert [(row.place, row.member, row.percent) for row in table] == [(1, BEN, 100), (2, ANNA, 50)]


def test_ties_share_a_place():
    log = [Logged(ANNA, DAY1, 25), Logged(BEN, DAY1, 25)]
    table = standings({ANNA: DAY1, BEN: DAY1}, log, target=25, cap=50, today=DAY1, last=DAY3)
    assert [row.place for row in table] == [1, 1]


def test_a_late_joiner_is_measured_from_the_day_of_joining():
    table = standings({ANNA: DAY3}, [Logged(ANNA, DAY3, 25)], target=25, cap=50, today=DAY3, last=DAY3)
    assert table[0].percent == 100


def test_a_streak_lasts_while_today_is_still_open():
    log = [Logged(ANNA, DAY1, 5), Logged(ANNA, DAY2, 5)]
    table = standings({ANNA: DAY1}, log, target=25, cap=50, today=DAY3, last=DAY3)
    assert table[0].streak == 2


def test_the_order_of_the_log_does_not_matter():
    log = [Logged(ANNA, DAY1, 30), Logged(BEN, DAY2, 5), Logged(ANNA, DAY1, 40), Logged(BEN, DAY1, 9)]
    values = {"target": 25, "cap": 50, "today": DAY2, "last": DAY3}
    joined = {ANNA: DAY1, BEN: DAY1}
    assert standings(joined, log, **values) == standings(joined, log[::-1], **values)


@pytest.mark.parametrize(("target", "steps"), [(25, (10, 25)), (60, (25, 60)), (1, (1,)), (5, (5,))])
def test_buttons_offer_a_part_and_the_whole(target: int, steps: tuple[int, ...]):
    assert steps_of(target) == steps


def test_a_bar_has_ten_squares():
    assert (bar(0), bar(44), bar(100)) == ("▱" * 10, "▰▰▰▰▱▱▱▱▱▱", "▰" * 10)
