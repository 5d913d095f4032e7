"""Which days lifting goes on, beside hard and long runs."""

from dataclasses import replace

import pytest

from core.plans.rules.placing import Pattern, patterns
from tests.plans.pack import RULES, USUAL, plan_for

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def named(pattern: Pattern) -> tuple[str | None, str | None]:
    return tuple(None if place is None else DAYS[place.weekday] for place in (pattern.a, pattern.b))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("hard", "expected"),
    [((1, 3), ("Tue", "Fri")), ((2,), ("Thu", "Mon"))],
)
def test_the_two_usual_weeks(hard, expected):
    assert named(patterns(replace(USUAL, hard_days=hard))[0]) == expected


def test_the_spacing_of_the_usual_week():
    best = patterns(USUAL)[0]
    assert best.a is not None
    assert best.b is not None
    assert (best.a.clear, best.b.at - best.a.at, best.b.clear) == (38, 62, 48)


def test_session_b_goes_first_when_there_is_no_legal_place_for_both():
    only_mondays_and_thursdays = replace(USUAL, days=(0, 3))
    assert named(patterns(only_mondays_and_thursdays)[0]) == ("Thu", None)
    plan = plan_for(runner=only_mondays_and_thursdays)
    assert {each.slot for each in plan.sessions} == {"A", "light"}
    assert RULES.notes["one_session"] in plan.notes


def test_one_day_a_week_holds_session_a():
    assert named(patterns(replace(USUAL, days=(4,)))[0]) == ("Fri", None)


def test_hard_runs_on_every_day_leave_no_place():
    runner = replace(USUAL, hard_days=(0, 1, 2, 3, 4, 5, 6), long_day=None)
    assert patterns(runner) == ()
    assert RULES.notes["no_place"] in plan_for(runner=runner).notes


def test_without_hard_runs_the_two_sessions_are_far_apart():
    assert named(patterns(replace(USUAL, hard_days=(), long_day=None))[0]) == ("Mon", "Thu")
