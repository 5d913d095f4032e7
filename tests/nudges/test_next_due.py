from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.nudges.rules import next_due

EVERY_DAY = 0b1111111


def utc(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def test_the_next_occurrence_is_today_if_it_is_still_to_come():
    assert next_due(utc("2026-11-22T05:00"), "Europe/Berlin", 420, EVERY_DAY) == (
        utc("2026-11-22T06:00"),
        date(2026, 11, 22),
    )


def test_the_next_occurrence_is_strictly_later():
    assert next_due(utc("2026-11-22T06:00"), "Europe/Berlin", 420, EVERY_DAY)[1] == date(2026, 11, 23)


def test_only_the_days_of_the_mask_count():
    assert next_due(utc("2026-11-22T12:00"), "UTC", 420, 0b0001000) == (utc("2026-11-26T07:00"), date(2026, 11, 26))


@pytest.mark.parametrize(
    ("zone", "minute", "after", "due", "on"),
    [
        ("Europe/Helsinki", 210, "2026-03-28T12:00", "2026-03-29T01:30", date(2026, 3, 29)),  # 03:30 is skipped
        ("Europe/Helsinki", 210, "2026-10-24T12:00", "2026-10-25T00:30", date(2026, 10, 25)),  # 03:30 comes twice
        ("Australia/Lord_Howe", 135, "2026-10-03T12:00", "2026-10-03T15:45", date(2026, 10, 4)),  # a gap of 30 minutes
        ("Asia/Kathmandu", 420, "2026-11-22T00:00", "2026-11-22T01:15", date(2026, 11, 22)),
    ],
)
def test_gaps_shift_forward_and_folds_take_the_first(zone: str, minute: int, after: str, due: str, on: date):
    assert next_due(utc(after), zone, minute, EVERY_DAY) == (utc(due), on)


def test_a_date_that_a_zone_left_out_has_no_push():
    due, on = next_due(utc("2011-12-29T18:00"), "Pacific/Apia", 420, EVERY_DAY)
    assert (due, on) == (utc("2011-12-30T17:00"), date(2011, 12, 31))


def test_a_mask_without_a_day_is_refused():
    with pytest.raises(ValueError, match="no day"):
        next_due(0, "UTC", 420, 0)


@given(
    st.sampled_from(["Europe/London", "America/New_York", "Pacific/Auckland", "Africa/Cairo", "America/Santiago"]),
    st.integers(0, 1439),
    st.integers(utc("2020-01-01T00:00"), utc("2035-01-01T00:00")),
)
def test_following_the_occurrences_visits_every_date_once(zone: str, minute: int, start: int):
    days = []
    at = start
    for _ in range(10):
        at, day = next_due(at, zone, minute, EVERY_DAY)
        days.append(day.toordinal())
    assert days == list(range(days[0], days[0] + 10))
