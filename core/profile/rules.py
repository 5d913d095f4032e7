"""Reading what people type: dates, times, days of the week. Pure; every reader returns None for what it cannot read."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MAX_WEEKS_AHEAD = 52

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})\.?,?(?: (\d{4}))?")
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{4}))?")
_DOTTED = re.compile(r"(\d{1,2})\. ?(\d{1,2})\.? ?(\d{4}|\d{2})?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|o'?clock|h|uhr)?")


def read_date(text: str, today: date) -> date | None:
    """A date as people write it ("14 June", "June 14", "14.6.", "2027-06-14"); without a year, the next such day."""
    words = " ".join(text.casefold().split())
    if match := _ISO.fullmatch(words):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DOTTED.fullmatch(words):
        return _next_date(match[3], int(match[2]), int(match[1]), today)
    if match := _SLASHED.fullmatch(words):
        return _slashed(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_MONTH.fullmatch(words):
        return _next_date(match[3], _month(match[2]), int(match[1]), today)
    if match := _MONTH_DAY.fullmatch(words):
        return _next_date(match[3], _month(match[1]), int(match[2]), today)
    return None


def read_time(text: str) -> int | None:
    """A time of day ("7", "6:30", "18.15", "7pm") as minutes after midnight."""
    match = _CLOCK.fullmatch(" ".join(text.casefold().split()))
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def read_days(text: str) -> int | None:
    """Days of the week ("mon and thu", "Tuesday, Friday", "every day") as a mask with Monday as bit 0."""
    words = re.findall(r"[a-z]+", text.casefold())
    if words in (["every", "day"], ["daily"]):
        return 0b1111111
    named = [word[:3] for word in words if word not in ("and", "on", "or", "plus")]
    if not named or any(name not in DAYS for name in named):
        return None
    return sum(1 << DAYS.index(name) for name in set(named))


def day_indexes(mask: int) -> tuple[int, ...]:
    """The days of a mask, Monday as 0."""
    return tuple(day for day in range(7) if mask >> day & 1)


def clock_text(minute_of_day: int) -> str:
    """07:05 for 425."""
    return f"{minute_of_day // 60:02}:{minute_of_day % 60:02}"


def weekend_days(year: int, month: int, today: date) -> Iterator[date]:
    """The Saturdays and Sundays of a month that are still to come: most races are on one of them."""
    day = date(year, month, 1)
    while day.month == month:
        if day > today and day.weekday() >= 5:
            yield day
        day += timedelta(days=1)


def next_months(today: date) -> Iterator[date]:
    """The first days of this month and of the eleven after it."""
    for offset in range(12):
        months = today.month - 1 + offset
        yield date(today.year + months // 12, months % 12 + 1, 1)


def race_problem(race: date, today: date) -> str | None:
    """The text key that says why a race date will not do, or None."""
    if race <= today:
        return "setup.race_past"
    if race > today + timedelta(weeks=MAX_WEEKS_AHEAD):
        return "setup.race_far"
    return None


def _slashed(first: int, second: int, year: int) -> date | None:
    """A date with slashes, where only one order can be meant."""
    if first > 12 or first == second:
        return _date(year, second, first)
    return _date(year, first, second) if second > 12 else None


def _month(name: str) -> int:
    return MONTHS.index(name[:3]) + 1 if name[:3] in MONTHS else 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _next_date(year: str | None, month: int, day: int, today: date) -> date | None:
    if year:
        return _date(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    this_year = _date(today.year, month, day)
    if this_year is not None and this_year >= today:
        return this_year
    return _date(today.year + 1, month, day) or this_year
