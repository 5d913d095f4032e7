import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.profile.rules.amounts import read_age, read_months, read_number
from core.profile.rules.course import CourseLine, read_course
from core.units import SYSTEMS

METRIC, UK, US = SYSTEMS["metric"], SYSTEMS["uk"], SYSTEMS["us"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("850", (850.0,)),
        ("42.2", (42.2,)),
        ("42,2", (42.2,)),
        ("1,200", (1200.0, 1.2)),
        ("1.200", (1200.0, 1.2)),
        ("1 200", (1200.0,)),
        ("1'200", (1200.0,)),
        ("1,200.5", (1200.5,)),
        ("1.200,5", (1200.5,)),
        ("1.200.300", (1200300.0,)),
    ],
)
def test_a_number_with_one_mark_before_three_digits_is_two_numbers(text: str, values: tuple[float, ...]):
    assert read_number(text) == values


@pytest.mark.parametrize(
    ("text", "age"), [("47", 47), ("47 years old", 47), ("I'm 47", 47), ("born 1979", 47), ("7", 7), ("140", 140)]
)
def test_an_age_is_read_in_years_or_from_a_year_of_birth(text: str, age: int):
    assert read_age(text, 2026) == age


@pytest.mark.parametrize("text", ["", "old", "-4", "47.5", "forty", "2150"])
def test_what_is_no_age_is_not_guessed(text: str):
    assert read_age(text, 2026) is None


@pytest.mark.parametrize(
    ("text", "months"), [("8 months", 8), ("2 years", 24), ("about 1.5 years", 18), ("a while", None), ("8", None)]
)
def test_how_long_somebody_has_trained_is_read_in_months(text: str, months: float | None):
    assert read_months(text) == months


@pytest.mark.parametrize(
    ("text", "course"),
    [
        ("42 km, 850 up, 850 down", CourseLine(42, 850, 850)),
        ("42 km, 850 m up, same down", CourseLine(42, 850, 850)),
        ("42 km 850 up and down", CourseLine(42, 850, 850)),
        ("42 km +850 -900", CourseLine(42, 850, 900)),
        ("42km +/-850", CourseLine(42, 850, 850)),
        ("42, 850, 900", CourseLine(42, 850, 900)),
        ("42 km 850", CourseLine(42, 850)),
        ("42km - 850 up - 900 down", CourseLine(42, 850, 900)),
        ("42 km D+ 850 D- 900", CourseLine(42, 850, 900)),
        ("gain 850 m, loss 900 m", CourseLine(None, 850, 900)),
        ("900 m down", CourseLine(None, None, 900)),
        ("50k 2400m+ 2100m-", CourseLine(50, 2400, 2100)),
        ("D+ 2400", CourseLine(None, 2400)),
        ("850 m", CourseLine(None, 850)),
        ("42.195 km", CourseLine(42.195)),
        ("42,195 km 1,200 m up", CourseLine(42.195, 1200)),
        ("1.200 m up", CourseLine(None, 1200)),
        ("1 200 m up", CourseLine(None, 1200)),
        ("21 km flat", CourseLine(21, 0, 0)),
        ("26.2 mi 2800ft up", CourseLine(42.165, 853.4)),
        ("100 miles, 20,000 ft of climbing", CourseLine(160.934, 6096)),
        ("850ft", CourseLine(None, 259.1)),
        ("-850 up", CourseLine(None, -850)),
        ("42 km 850 up -900 down", CourseLine(42, 850, -900)),
    ],
)
def test_a_course_is_read_from_one_line(text: str, course: CourseLine):
    assert read_course(text, METRIC) == (course,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hilly",
        "850",
        "42",
        "1,200",
        "same down",
        "850 up 900 up",
        "5 m 3 m 2 m",
        "42 km 10 km",
        "flat 850 up",
        "∞ km",
        "40000 m up",
        "9" * 400 + " km",
    ],
)
def test_what_could_be_anything_is_not_guessed(text: str):
    assert read_course(text, METRIC) == ()


def test_bare_numbers_are_in_the_readers_own_units():
    assert read_course("26.2, 2800, 2800", US) == (CourseLine(42.165, 853.4, 853.4),)
    assert read_course("26.2, 850 up", UK) == (CourseLine(42.165, 850),)
    assert read_course("42 km, 850 up", US) == (CourseLine(42, 850),)


def test_a_mark_that_means_thousands_to_some_and_decimals_to_others_gives_both():
    assert read_course("100 km 10.500 m D+", METRIC) == (CourseLine(100, 10500), CourseLine(100, 10.5))


@pytest.mark.parametrize("text", ["100 km 10.500 m up", "26.2 mi 2800ft up 12,345 ft down", "42.195 km"])
def test_a_reading_is_read_back_as_itself(text: str):
    for course in read_course(text, METRIC):
        assert read_course(course.typed, US) == (course,)


@given(text=st.text(alphabet="0123456789 .,+-'/dkmupown fits", max_size=40), system=st.sampled_from(sorted(SYSTEMS)))
def test_whatever_is_typed_as_a_course_is_read_as_figures_or_not_at_all(text: str, system: str):
    for course in read_course(text, SYSTEMS[system]):
        figures = [figure for figure in (course.distance_km, course.ascent_m, course.descent_m) if figure is not None]
        assert figures != []
        assert max(figures) <= 30_000
