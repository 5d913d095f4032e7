from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.profile.rules.race import next_months, race_problem, weekend_days
from core.reading.dates import date_text, missing_day, read_dates

TODAY = date(2026, 11, 22)  # a Sunday


@pytest.mark.parametrize(
    "text",
    [
        "14 June",
        "14th of june",
        "June 14",
        "June 14th 2027",
        "jun 14th, 2027",
        "14.6.",
        "14.6.27",
        "14. June",
        "14.06.2027",
        "14/6",
        "6/14",
        "14/6/2027",
        "6/14/27",
        "2027-06-14",
        "2027/6/14",
        "Monday, 14 June",
        " 14  JUNE ",
    ],
)
def test_a_date_is_read_as_people_write_it(text: str):
    assert read_dates(text, TODAY) == (date(2027, 6, 14),)


@pytest.mark.parametrize(
    "text", ["", "soon", "32 june", "14 blah", "2027-13-01", "1/2/3", "0/0", "99999999", "monkey", "in a while", "🏔️"]
)
def test_what_is_no_date_is_not_guessed(text: str):
    assert (read_dates(text, TODAY), missing_day(text, TODAY)) == ((), ())


@pytest.mark.parametrize("text", ["6/7", "6/7/2027", "6-7-27"])
def test_a_day_and_a_month_in_either_order_are_two_readings(text: str):
    assert read_dates(text, TODAY) == (date(2027, 7, 6), date(2027, 6, 7))


@pytest.mark.parametrize(
    ("text", "day"), [("6/6", date(2027, 6, 6)), ("1/12/2026", date(2026, 12, 1)), ("1/11/2026", date(2026, 11, 1))]
)
def test_two_orders_that_come_to_one_day_ahead_are_no_question(text: str, day: date):
    assert read_dates(text, TODAY) == (day,)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("today", (date(2026, 11, 22),)),
        ("tomorrow", (date(2026, 11, 23),)),
        ("yesterday", (date(2026, 11, 21),)),
        ("saturday", (date(2026, 11, 28),)),
        ("this Saturday", (date(2026, 11, 28),)),
        ("sunday", (date(2026, 11, 29),)),
        ("next Sunday", (date(2026, 11, 29), date(2026, 12, 6))),
        ("in 10 days", (date(2026, 12, 2),)),
        ("in 12 weeks", (date(2027, 2, 13), date(2027, 2, 14))),
        ("in a week", (date(2026, 11, 28), date(2026, 11, 29))),
    ],
)
def test_days_counted_from_today_are_read(text: str, days: tuple[date, ...]):
    assert read_dates(text, TODAY) == days


def test_a_date_of_today_or_later_this_year_stays_in_this_year():
    assert read_dates("24 december", TODAY) == (date(2026, 12, 24),)


def test_a_leap_day_is_found_in_the_next_year_that_has_one():
    assert read_dates("29 feb", TODAY) == (date(2028, 2, 29),)
    assert read_dates("29 February 2028", TODAY) == (date(2028, 2, 29),)


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("29 february 2027", (date(2027, 2, 28), date(2027, 3, 1))),
        ("2027-02-29", (date(2027, 2, 28), date(2027, 3, 1))),
        ("30.2.", (date(2027, 2, 28), date(2027, 3, 1))),
        ("31 June", (date(2027, 6, 30), date(2027, 7, 1))),
        ("31 november", (date(2026, 11, 30), date(2026, 12, 1))),
    ],
)
def test_a_day_its_month_does_not_have_lies_between_two_others(text: str, around: tuple[date, ...]):
    assert (read_dates(text, TODAY), missing_day(text, TODAY)) == ((), around)


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
        (date(2026, 11, 21), "setup.race_past"),
        (date(2026, 11, 22), "setup.race_today"),
        (date(2026, 11, 23), "setup.race_tomorrow"),
        (date(2026, 11, 24), None),
        (date(2027, 11, 21), None),
        (date(2027, 11, 22), "setup.race_far"),
        (date(2031, 1, 1), "setup.race_far"),
    ],
)
def test_a_race_is_at_least_two_days_and_at_most_a_year_ahead(race: date, problem: str | None):
    assert race_problem(race, TODAY) == problem


def test_a_day_is_shown_with_its_weekday_and_year():
    assert date_text(date(2027, 6, 13)) == "Sun 13 Jun 2027"


@given(text=st.text(alphabet="0123456789 ./-,stndrhjanfebmoinweks", max_size=24))
def test_whatever_is_typed_as_a_date_is_a_day_or_two_or_none(text: str):
    assert len(read_dates(text, TODAY)) in (0, 1, 2)
    assert len(missing_day(text, TODAY)) in (0, 2)
