"""The hilly marathon of 25 October 2026, date for date and number for number."""

from datetime import date

import pytest

from core.plans.rules.model import Plan
from tests.plans.pack import group_sets, plan_for, session, slots, week


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_for(16)


def test_the_weeks(plan):
    assert [week.start for week in plan.weeks][::15] == [date(2026, 7, 6), date(2026, 10, 19)]
    starts = {
        phase: next(week.start for week in plan.weeks if week.phase == phase)
        for phase in ("Base", "Build", "Peak", "Taper")
    }
    assert starts == {
        "Base": date(2026, 7, 6), "Build": date(2026, 8, 17), "Peak": date(2026, 9, 21), "Taper": date(2026, 10, 12),
    }  # fmt: skip


def test_the_course(plan):
    course = plan.course
    assert (course.kind, course.direction, course.km_effort) == ("hilly", "balanced", 50.7)


def test_the_last_dates(plan):
    keys = plan.key_dates
    assert keys.last_heavy == date(2026, 10, 15)
    assert keys.last_eccentric == date(2026, 10, 11)
    assert keys.last_light == date(2026, 10, 20)


def test_the_deloads(plan):
    assert [week.number for week in plan.weeks if week.deload] == [13, 9, 5]


def test_the_weekly_emphasis_sets(plan):
    expected = {"HC": 4, "K": 5, "ER": 2, "EQ": 2, "AR": 2, "FF": 1}
    assert plan.emphasis == expected
    assert group_sets(week(plan, 10).sessions) == {**expected, "EQ": 1}  # the first Build week
    assert [group_sets(week(plan, number).sessions) for number in (8, 7, 6, 4, 3)] == [expected] * 5
    flat = {"HC": 3, "K": 3, "ER": 2, "EQ": 1, "AR": 2, "FF": 1}
    assert [group_sets(week(plan, number).sessions) for number in (16, 15, 14, 12, 11)] == [flat] * 5


def test_the_usual_days(plan):
    assert {session.date.weekday() for session in plan.sessions if session.slot == "A"} == {1}
    assert {session.date.weekday() for session in plan.sessions if session.slot == "B"} == {4}


@pytest.mark.parametrize(
    ("number", "sets", "reps", "rir"),
    [
        (16, 3, (8, 10), 3),
        (10, 3, (5, 6), 2),
        (8, 4, (5, 6), 2),
        (4, 3, (4, 5), 2),
        (3, 2, (4, 5), 2),
        (2, 1, (4, 5), 3),
    ],
)
def test_the_main_lifts(plan, number, sets, reps, rir):
    lifts = slots(session(week(plan, number), "A"))
    for slot in ("S", "HG"):
        assert (lifts[slot].sets, lifts[slot].reps, lifts[slot].rir) == (sets, reps, rir)


def test_slow_lowering_starts_in_build_and_stops_two_weeks_before(plan):
    days = [session.date for session in plan.sessions if session.eccentric]
    assert (days[0], days[-1]) == (date(2026, 8, 21), date(2026, 10, 9))


def test_the_last_sessions(plan):
    assert [(each.date, each.slot) for each in (*week(plan, 2).sessions, *week(plan, 1).sessions)] == [
        (date(2026, 10, 13), "A"), (date(2026, 10, 16), "B"), (date(2026, 10, 19), "light"),
    ]  # fmt: skip
    assert [each.id for each in week(plan, 1).sessions[0].exercises] == ["H1", "K2", "E3", "C4", "Q4"]


def test_the_second_last_week_takes_half(plan):
    assert group_sets(week(plan, 2).sessions) == {"HC": 2, "K": 3, "ER": 1, "EQ": 1, "AR": 1, "FF": 1}
