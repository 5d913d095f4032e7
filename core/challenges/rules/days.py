"""Days of a challenge: which are asked for, when it closes, when the club is told how it goes. Pure."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

BACK = 2  # days one may log later: 48 hours
DAY = timedelta(days=1)
EVERY_DAY = ""  # where no plan says on which days something is asked for


def due_days(due: str, since: date, first: date, last: date) -> int:
    """How many of the days from `first` to `last` have a 1 in `due`, which begins with the day `since`."""
    length = max(0, (last - first).days + 1)
    if due == EVERY_DAY:
        return length
    start = (first - since).days
    return due[start : start + length].count("1")


def is_due(due: str, since: date, day: date) -> bool:
    """Whether something is asked for on that day."""
    return due_days(due, since, day, day) == 1


def replanned(
    due: str, since: date, last: date, today: date, sessions: Collection[date], moved: Collection[date] = ()
) -> str:
    """The days asked for as the plan is now: what is over stays as it was, but for a session that was moved away."""
    known = dict(enumerate(due))

    def asked(number: int) -> bool:
        day = since + number * DAY
        return day in sessions if day >= today else known.get(number) == "1" and day not in moved

    return "".join("1" if asked(number) else "0" for number in range((last - since).days + 1))


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
    """Which board it is, where a new one is put up every week of the challenge: 0, 2, 4 …"""
    return 2 * max(0, (today - starts_on).days // 7)


def extra_edition(starts_on: date, today: date) -> int:
    """The one board more that a week of the challenge has room for: 1, 3, 5 …"""
    return edition(starts_on, today) + 1
