from datetime import date

import pytest

from core.profile.rules import (
    clock_text,
    next_months,
    race_problem,
    read_date,
    read_days,
    read_time,
    weekend_days,
)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    [
        "14 June",
        "14th of june",
        "June 14",
        "jun 14th, 2027",
        "14.6.",
        "14.6.27",
        "14/6/2027",
        "6/14/2027",
        "14.06.2027",
        "2027-06-14",
        " 14  JUNE ",
    ],
)
def test_a_date_is_read_as_people_write_it(text: str):
    assert read_date(text, TODAY) == date(2027, 6, 14)


@pytest.mark.parametrize("text", ["", "soon", "32 june", "30 feb", "14 blah", "2027-13-01", "1/2/3", "99999999", "🏔️"])
def test_what_is_no_date_is_not_guessed(text: str):
    assert read_date(text, TODAY) is None


def test_a_date_of_today_or_later_this_year_stays_in_this_year():
    assert read_date("24 december", TODAY) == date(2026, 12, 24)


def test_a_leap_day_is_found_in_the_next_year_that_has_one():
    assert read_date("29 feb", date(2027, 5, 1)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("7", 420),
        ("6:30", 390),
        ("18.15", 1095),
        ("7pm", 1140),
        ("12 am", 0),
        ("12pm", 720),
        ("7 o'clock", 420),
        ("06h05", 365),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, minute: int):
    assert read_time(text) == minute


@pytest.mark.parametrize("text", ["25 o'clock", "24:00", "7:60", "13pm", "0am", "morning", "", "-3"])
def test_a_time_that_does_not_exist_is_refused(text: str):
    assert read_time(text) is None


@pytest.mark.parametrize(
    ("text", "mask"),
    [
        ("mon and thu", 0b1001),
        ("Monday, Thursday", 0b1001),
        ("tue", 0b10),
        ("every day", 0b1111111),
        ("sun + sat", 0b1100000),
    ],
)
def test_days_are_read_as_people_write_them(text: str, mask: int):
    assert read_days(text) == mask


@pytest.mark.parametrize("text", ["", "whenever", "mon and funday", "12"])
def test_what_names_no_day_is_refused(text: str):
    assert read_days(text) is None


def test_weekends_of_a_month_leave_out_the_past():
    assert list(weekend_days(2026, 11, TODAY)) == [date(2026, 11, 28), date(2026, 11, 29)]


def test_twelve_months_are_offered_from_this_one_on():
    months = list(next_months(TODAY))
    assert (months[0], months[1], months[-1], len(months)) == (
        date(2026, 11, 1),
        date(2026, 12, 1),
        date(2027, 10, 1),
        12,
    )


@pytest.mark.parametrize(
    ("race", "problem"),
    [
        (date(2026, 11, 22), "setup.race_past"),
        (date(2020, 1, 1), "setup.race_past"),
        (date(2031, 1, 1), "setup.race_far"),
        (date(2026, 11, 23), None),
    ],
)
def test_a_race_must_be_ahead_and_within_a_year(race: date, problem: str | None):
    assert race_problem(race, TODAY) == problem


def test_minutes_are_shown_as_a_clock():
    assert clock_text(425) == "07:05"
