"""When a push is due: local wall time to UTC seconds, daylight saving and missing dates included. Pure."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
SEARCHED_DAYS = 10  # a week, a day before it, and room for a date that a zone left out


def next_due(after_utc: int, zone: str, minute_of_day: int, weekday_mask: int) -> tuple[int, date]:
    """The next occurrence of a local wall time, strictly after `after_utc`, and the local date it stands for.

    `weekday_mask` has Monday as bit 0. A time inside a gap moves forward by the gap; a time that happens twice counts
    the first time; a date that a zone left out has no occurrence. ValueError when the mask names no day.
    """
    if not weekday_mask & 0b1111111:
        raise ValueError("the mask names no day")
    tz = ZoneInfo(zone)
    day = datetime.fromtimestamp(after_utc, tz).date() - DAY
    for _ in range(SEARCHED_DAYS):
        if weekday_mask >> day.weekday() & 1 and _exists(day, tz):
            due = _instant(day, minute_of_day, tz)
            if due > after_utc:
                return due, day
        day += DAY
    raise ValueError(f"no occurrence within {SEARCHED_DAYS} days")


def _instant(day: date, minute_of_day: int, tz: ZoneInfo) -> int:
    """UTC seconds of a wall time, with `fold=0`: a gap shifts forward, a fold takes the first."""
    wall = datetime(day.year, day.month, day.day, minute_of_day // 60, minute_of_day % 60, tzinfo=tz)
    return int(wall.timestamp())


def _exists(day: date, tz: ZoneInfo) -> bool:
    noon = datetime.fromtimestamp(_instant(day, 12 * 60, tz), UTC)
    return noon.astimezone(tz).date() == day
