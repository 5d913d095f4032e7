"""The last dates before each kind of race, and the rest after it."""

from datetime import timedelta

import pytest

from core.plans.rules.hills import check_weeks, descents
from core.plans.rules.model import Race
from core.plans.rules.taper import half_until, key_dates, loaded_again
from tests.plans.pack import RULES, SUNDAY, plan_for


@pytest.mark.parametrize(
    ("kind", "heavy", "eccentric", "light"),
    [
        ("5-10k", 7, 10, 4), ("xc", 7, 10, 4), ("half", 8, 12, 4),
        ("marathon", 10, 14, 5), ("triathlon", 10, 14, 5), ("ultra", 14, 21, 6),
    ],
)  # fmt: skip
def test_each_kind_of_race_has_its_last_dates(kind, heavy, eccentric, light):
    keys = key_dates(RULES.taper, Race(SUNDAY, kind))
    before = [(SUNDAY - day).days for day in (keys.last_heavy, keys.last_eccentric, keys.last_light) if day]
    assert before == [heavy, eccentric, light]


@pytest.mark.parametrize("kind", ["5-10k", "xc", "half", "marathon", "triathlon", "ultra"])
def test_nothing_happens_after_the_last_light_date(kind):
    plan = plan_for(kind=kind)
    assert plan.sessions[-1].slot == "light"
    assert plan.sessions[-1].date <= plan.key_dates.last_light
    assert 15 <= plan.sessions[-1].minutes <= 20


def test_after_a_marathon_a_week_without_load_and_one_at_half():
    recovery = RULES.recovery["marathon"]
    assert loaded_again(recovery, SUNDAY) == SUNDAY + timedelta(days=8)
    assert half_until(recovery, SUNDAY) == SUNDAY + timedelta(days=14)


def test_after_an_ultra_ten_to_sixteen_days():
    assert RULES.recovery["ultra"].unloaded_days == (10, 16)
    assert loaded_again(RULES.recovery["ultra"], SUNDAY) == SUNDAY + timedelta(days=17)


def test_descents_begin_six_to_eight_weeks_out_and_end_two_weeks_before():
    windows = descents(RULES.hills, Race(SUNDAY, "marathon"))
    assert [(SUNDAY - day).days for day in (*windows.first, *windows.last_big)] == [56, 42, 14, 10]
    ultra = descents(RULES.hills, Race(SUNDAY, "ultra"))
    assert [(SUNDAY - day).days for day in ultra.last_big] == [21, 14]


def test_checks_come_every_six_weeks_and_not_in_peak_or_taper():
    weeks = {week.start: week for week in plan_for(20).weeks}
    assert [weeks[start].number for start in check_weeks(plan_for(20), RULES.checks.every_weeks)] == [15, 9]
