"""When a push is due, daylight saving and missing dates included; how often, and what goes first. Pure."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2s
from typing import Literal
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


# -- how often somebody is written to who does not answer

ASK_AFTER, WEEKLY_AFTER, STOP_AFTER = 3, 7, 21  # sessions pushed without a word
Step = Literal["push", "ask", "weekly", "wait", "stop"]
WEEK = 7 * DAY


def step_after(unanswered: int, pushed_on: date | None, today: date) -> Step:
    """What becomes of today's session: `unanswered` of them went before, the latest on `pushed_on`.

    `ask` and `weekly` are pushed too, with a question or the news that it is once a week from now on.
    """
    if unanswered >= WEEKLY_AFTER and pushed_on is not None and today < pushed_on + WEEK:
        return "wait"
    if unanswered >= STOP_AFTER:
        return "stop"
    if unanswered == WEEKLY_AFTER:
        return "weekly"
    return "ask" if unanswered == ASK_AFTER else "push"


# -- hours

QUIET = (22, 6)  # local hours in which nothing comes late, unless somebody chose others
USUAL_EVENING = 19 * 60 + 30  # minute of the day
LATEST_EVENING = 21 * 60
AFTER_WORKOUT = 2 * 60  # minutes that a session may take before anybody asks about it
ON_THE_HOUR = 15 * 60  # seconds: what comes within them was meant for that hour


def evening_minute(minute_of_day: int, quiet_from: int | None) -> int:
    """When the evening's one message comes: after the session's hour, before the quiet ones."""
    latest = min(LATEST_EVENING, (QUIET[0] if quiet_from is None else quiet_from) * 60 - 30)
    return min(max(USUAL_EVENING, minute_of_day + AFTER_WORKOUT), latest)


def in_quiet_hours(hour: int, quiet_from: int, quiet_to: int, late: float) -> bool:
    """Whether a message at a local hour is `late` (seconds) and wakes somebody; what was due just then was meant."""
    return late > ON_THE_HOUR and (hour >= quiet_from or hour < quiet_to)


def spread(minute_of_day: int, person_id: int, minutes: int) -> int:
    """A whole hour moved by up to `minutes` either way, always the same for one person and never over midnight."""
    if minute_of_day % 60 or not minutes:
        return minute_of_day
    number = int.from_bytes(blake2s(f"{person_id}".encode(), digest_size=4).digest())
    offset = number % (2 * minutes + 1) - minutes
    return minute_of_day + offset if minute_of_day + offset >= 0 else minute_of_day - offset


# -- which days somebody hears of in the evening

SUNDAY = 0b1000000
MOMENTS = {"race": 1, "last_heavy": 0, "taper": 1}  # days before; whichever comes first here goes first


def evenings(weekdays: int, *, nudge: bool, week_ahead: bool) -> int:
    """The weekdays, as a mask, on which an evening may have something to say."""
    return (weekdays if nudge else 0) | (SUNDAY if week_ahead else 0)


def moment_on(moments: Mapping[str, date], today: date) -> str | None:
    """The moment before a race that is told today."""
    return next((name for name, before in MOMENTS.items() if moments.get(name) == today + before * DAY), None)


def days_of_moments(moments: Mapping[str, date], today: date) -> Iterator[date]:
    """When moments are told, from today on."""
    days = {moments[name] - before * DAY for name, before in MOMENTS.items() if name in moments}
    return (day for day in sorted(days) if day >= today)
