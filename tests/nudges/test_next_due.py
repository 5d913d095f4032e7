from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
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


# -- One push for every local date that exists, none missed, none doubled

ZONES = sorted(available_timezones() - {"localtime"})
HOUR, DAY = 3600, 86400


def offset(zone: ZoneInfo, at: int) -> int:
    shift = datetime.fromtimestamp(at, zone).utcoffset()
    assert shift is not None
    return int(shift.total_seconds())


def transitions(name: str, year: int) -> list[int]:
    """The seconds at which a zone's offset changes in a year."""
    zone, found = ZoneInfo(name), []
    for day in range(utc(f"{year}-01-01"), utc(f"{year + 1}-01-01"), DAY):
        low, high = day, day + DAY
        if offset(zone, low) != offset(zone, high):
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if offset(zone, middle) == offset(zone, low) else (low, middle)
            found.append(high)
    return found


@cache
def changes_of_2026() -> list[tuple[str, int]]:
    return [(name, at) for name in ZONES for at in transitions(name, 2026)]


def local_dates(name: str, start: int, end: int) -> list[date]:
    """Every date that somebody in a zone lives through, by the quarter of an hour."""
    zone = ZoneInfo(name)
    return sorted({datetime.fromtimestamp(at, zone).date() for at in range(start, end, HOUR // 4)})


def check_every_date_once(name: str, minute: int, start: int, days: int) -> None:
    """Follow the occurrences, and compare their dates with the ones of the calendar on the wall."""
    end, followed, at = start + days * DAY, [], start
    while at < end:
        at, on = next_due(at, name, minute, EVERY_DAY)
        followed.append((at, on))
    dates = [on for _, on in followed]
    lived = local_dates(name, followed[0][0], followed[-1][0])
    middle = [on for on in lived if dates[0] < on < dates[-1]]
    assert dates[1:-1] == middle
    for at, on in followed:
        moved = datetime.fromtimestamp(at, ZoneInfo(name)) - datetime(on.year, on.month, on.day, tzinfo=ZoneInfo(name))
        assert timedelta(0) <= moved - timedelta(minutes=minute) <= timedelta(hours=3)  # later in a gap, never earlier


@pytest.mark.parametrize("minute", [0, 1, 90, 150, 210, 7 * 60, 23 * 60 + 59])
def test_every_change_of_the_clocks_in_2026_is_met_with_one_push_a_date(minute: int):
    assert len(changes_of_2026()) > 300
    for name, at in changes_of_2026():
        check_every_date_once(name, minute, at - 3 * DAY, 6)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(ZONES),
    st.integers(0, 1439),
    st.integers(utc("1995-01-01T00:00"), utc("2037-12-01T00:00")),
)
def test_in_every_zone_of_four_decades_every_date_has_one_push(name: str, minute: int, start: int):
    check_every_date_once(name, minute, start, 20)


@given(st.sampled_from(ZONES), st.integers(0, 1439), st.integers(1, 127), st.integers(0, 2_000_000_000))
def test_the_next_occurrence_is_the_first_one_strictly_later_on_a_day_of_the_mask(
    name: str, minute: int, mask: int, after: int
):
    due, on = next_due(after, name, minute, mask)
    assert due > after
    assert mask >> on.weekday() & 1
    assert next_due(due - 1, name, minute, mask) == (due, on)
