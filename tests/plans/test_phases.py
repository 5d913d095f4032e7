"""How a plan is divided, for every number of weeks."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.plans.rules.model import Race
from core.plans.rules.phases import frames, phases_for, whole_weeks
from tests.plans.pack import RULES, SUNDAY, USUAL, plan_for

PHASES = ("Base", "Build", "Peak", "Taper")


def lengths(weeks: int, kind: str = "marathon") -> tuple[int, ...]:
    phases = phases_for(RULES, weeks, kind)  # type: ignore[arg-type]
    assert list(phases) == sorted(phases, key=PHASES.index)
    assert len(phases) == weeks
    return tuple(phases.count(phase) for phase in PHASES)


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [
        (16, (6, 5, 3, 2)), (12, (4, 4, 2, 2)), (10, (4, 3, 1, 2)), (8, (3, 2, 1, 2)), (6, (3, 0, 1, 2)),
        (5, (3, 0, 0, 2)), (4, (2, 0, 0, 2)), (3, (0, 0, 0, 3)), (2, (0, 0, 0, 2)), (1, (0, 0, 0, 1)),
    ],
)  # fmt: skip
def test_each_row_of_the_table(weeks, expected):
    assert lengths(weeks) == expected


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [
        (7, (4, 0, 1, 2)), (9, (4, 2, 1, 2)), (11, (5, 3, 1, 2)), (13, (5, 4, 2, 2)), (14, (6, 4, 2, 2)),
        (15, (7, 4, 2, 2)), (17, (7, 5, 3, 2)), (20, (10, 5, 3, 2)), (52, (42, 5, 3, 2)),
    ],
)  # fmt: skip
def test_spare_weeks_go_to_base(weeks, expected):
    assert lengths(weeks) == expected


@pytest.mark.parametrize("kind", ["5-10k", "xc"])
@pytest.mark.parametrize(("weeks", "expected"), [(16, (6, 5, 4, 1)), (12, (4, 4, 3, 1)), (6, (3, 0, 2, 1))])
def test_short_races_move_a_taper_week_into_peak(kind, weeks, expected):
    assert lengths(weeks, kind) == expected


def test_weeks_end_on_the_weekday_of_the_race():
    saturday = SUNDAY - timedelta(days=1)
    plan = plan_for(16, day=saturday)
    assert plan.weeks[-1].start == saturday - timedelta(days=6)
    assert {week.start.weekday() for week in plan.weeks} == {6}


def test_the_days_before_the_first_whole_week_belong_to_base_and_are_not_counted():
    race = plan_for(16).key_dates.race
    assert race is not None
    start = race - timedelta(days=16 * 7 + 2)
    first, second, *_ = frames(RULES, Race(race, "marathon"), start, None)
    assert (first.start, len(first.days), first.index, first.phase) == (start, 3, -1, "Base")
    assert (second.index, second.number, second.start) == (0, 16, start + timedelta(days=3))


def test_deloads_fall_on_every_fourth_week_and_never_in_taper():
    assert [week.number for week in plan_for(16).weeks if week.deload] == [13, 9, 5]


def test_deloads_fall_on_every_third_week_from_55_on():
    older = replace(USUAL, age=55)
    assert [week.number for week in plan_for(16, runner=older).weeks if week.deload] == [14, 11, 8, 5]


def test_a_leap_day_is_a_day_like_any_other():
    assert whole_weeks(date(2028, 2, 27), date(2028, 3, 4)) == 1
    assert plan_for(16, day=date(2028, 2, 29)).weeks[-1].start == date(2028, 2, 23)
