"""Courses: class, direction, and the weekly sets they ask for."""

from dataclasses import replace

import pytest

from core.plans.rules.course import course_of
from core.plans.rules.emphasis import base_sets, course_sets, halved
from core.plans.rules.model import Race, Runner
from tests.plans.pack import RULES, SUNDAY, USUAL

FLAT = {"HC": 3, "K": 3, "ER": 2, "EQ": 1, "AR": 2, "FF": 1}
HILLY = {"HC": 4, "K": 4, "ER": 2, "EQ": 2, "AR": 2, "FF": 1}
UPHILL = {"HC": 5, "K": 5, "ER": 3, "EQ": 1, "AR": 1, "FF": 1}
DOWNHILL = {"HC": 3, "K": 3, "ER": 2, "EQ": 5, "AR": 1, "FF": 1}


def race(km: float | None, up: float | None, down: float | None, kind: str = "half") -> Race:
    return Race(SUNDAY, kind, km, up, down)  # type: ignore[arg-type]


def sets(race: Race, runner: Runner = USUAL) -> dict[str, int]:
    return course_sets(RULES.emphasis, course_of(RULES.course, race), runner, race)


@pytest.mark.parametrize(
    ("climb", "kind"),
    [(49, "flat"), (50, "rolling"), (119, "rolling"), (120, "hilly"), (249, "hilly"), (250, "mountain")],
)
def test_the_class_follows_the_larger_figure_per_km(climb, kind):
    assert course_of(RULES.course, race(10, climb, 0)).kind == kind
    assert course_of(RULES.course, race(10, 0, climb)).kind == kind


@pytest.mark.parametrize(
    ("up", "down", "direction"),
    [
        (60, 40, "uphill-heavy"),
        (59, 41, "balanced"),
        (41, 59, "balanced"),
        (40, 60, "downhill-heavy"),
        (0, 0, "balanced"),
    ],
)
def test_the_direction_follows_the_share_of_ascent(up, down, direction):
    assert course_of(RULES.course, race(10, up, down)).direction == direction


@pytest.mark.parametrize(
    ("course", "expected"),
    [
        (race(10, 10, 40), FLAT), (race(10, 80, 80), FLAT), (race(10, 150, 150), HILLY),
        (race(10, 110, 40), UPHILL), (race(10, 40, 110, "triathlon"), DOWNHILL),
    ],
)  # fmt: skip
def test_each_course_has_its_column(course, expected):
    assert sets(course) == expected


def test_an_unknown_course_is_balanced_and_rolling():
    course = course_of(RULES.course, race(42.2, None, None))
    assert (course.kind, course.direction, course.assumed) == ("rolling", "balanced", True)


def test_one_unknown_figure_is_taken_as_equal():
    assert sets(race(10, 150, None)) == sets(race(10, None, 150)) == HILLY


def test_beginners_do_60_percent_rounded_up_and_advanced_120_percent():
    hilly = race(10, 150, 150)
    assert sets(hilly, replace(USUAL, level="beginner")) == {"HC": 3, "K": 3, "ER": 2, "EQ": 2, "AR": 2, "FF": 1}
    assert sets(hilly, replace(USUAL, level="advanced")) == {"HC": 5, "K": 5, "ER": 2, "EQ": 2, "AR": 2, "FF": 1}
    assert base_sets(RULES.emphasis, "beginner") == {"HC": 2, "K": 2, "ER": 2, "EQ": 1, "AR": 2, "FF": 1}


def test_steep_descents_ask_for_two_slow_lowering_sets():
    assert sets(race(10, 200, 119))["EQ"] == 1
    assert sets(race(10, 200, 120))["EQ"] == 2
    assert sets(Race(SUNDAY, "half", 10, 200, 50, steep_descents=True))["EQ"] == 2


def test_mountains_add_a_calf_and_a_slow_lowering_set():
    assert sets(race(10, 300, 300)) == {**HILLY, "K": 5, "EQ": 3}


def test_races_shift_the_sets():
    assert sets(race(42.2, 850, 850, "marathon")) == {**HILLY, "K": 5}
    assert sets(race(60, 900, 900, "ultra")) == {**HILLY, "K": 5, "EQ": 3}
    assert sets(race(8, 120, 120, "xc")) == {**HILLY, "HC": 5, "FF": 2}


def test_a_road_race_that_drops_keeps_the_calves_at_four():
    boston_like = race(42.2, 240, 380, "marathon")
    assert course_of(RULES.course, boston_like).column == "downhill"
    assert sets(boston_like) == {**DOWNHILL, "K": 5}  # four, and one for the marathon


def test_half_is_rounded_up():
    assert halved(UPHILL) == {"HC": 3, "K": 3, "ER": 2, "EQ": 1, "AR": 1, "FF": 1}
