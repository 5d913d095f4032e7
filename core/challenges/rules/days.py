"""Days of a challenge: which are asked for, when it closes, when the club is told how it goes. Pure."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

BACK = 2  # days one may log later: 48 hours
DAY = timedelta(days=1)


@lru_cache(maxsize=4096)
def due_days(first: date, last: date, weekdays: int) -> int:
    """How many of the days from `first` to `last` fall on a weekday of the mask."""
    length = (last - first).days + 1
    if length <= 0:
        return 0
    weeks, rest = divmod(length, 7)
    return weeks * weekdays.bit_count() + sum(
        is_due(first + timedelta(days=weeks * 7 + number), weekdays) for number in range(rest)
    )


def is_due(day: date, weekdays: int) -> bool:
    """Whether something is asked for on that day."""
    return bool(weekdays >> day.weekday() & 1)


def own_date(zone: str, now: datetime) -> date:
    """The date in a zone."""
    return now.astimezone(ZoneInfo(zone)).date()


def moment(day: date, hour: int, zone: str) -> int:
    """An hour of a local day in UTC seconds."""
    return int(datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(zone)).timestamp())


def closing(ends_on: date, hour: int, zone: str) -> int:
    """When a challenge closes: by then the last day is over in every zone, and could be logged later by everybody."""
    return moment(ends_on + timedelta(days=BACK), hour, zone)


def digests(starts_on: date, ends_on: date, weekday: int) -> Iterator[date]:
    """The days on which the club is told how its week was: never in the first two days, nor after the end."""
    day = starts_on + timedelta(days=(weekday - starts_on.weekday()) % 7)
    while day <= ends_on:
        if day >= starts_on + 2 * DAY:
            yield day
        day += 7 * DAY


def edition(starts_on: date, today: date) -> int:
    """Which board it is, where a new one is put up every week of the challenge: 0 for the first."""
    return max(0, (today - starts_on).days // 7)
