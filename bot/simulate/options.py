"""What is to be simulated, from the command line."""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.errors import OperatorError
from core.reading.zones import is_zone

LONGEST = 800  # days
YEARS = range(2000, 2200)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A runner's `answers` by the step that asks, from when (aware UTC), how long, and whether they ever answer."""

    answers: Mapping[str, str]
    zone: ZoneInfo
    start: datetime
    days: int
    silent: bool


def add_options(simulate: argparse.ArgumentParser) -> None:
    """Everything that decides what comes when."""
    add = simulate.add_argument
    add("--tz", metavar="ZONE", default="Etc/UTC", help="the runner's time zone, such as Europe/Berlin")
    add("--days", action="append", default=[], metavar="14", help="how many days; or mon,thu: the days to lift on")
    add("--hour", metavar="06:30", default="07:00", help="when sessions shall come")
    add("--race-date", metavar="2027-06-14", default="none", help="the day of the race")
    add("--type", metavar="TYPE", default="half", help="5-10k, xc, half, marathon, ultra or triathlon")
    add("--kit", metavar="KIT", default="none", help="none, dumbbells or gym")
    add("--start", metavar="2027-01-04", help="the day the runner comes; today if left out")
    add("--silent", action="store_true", help="a runner who never answers; else every session is done")


def read(options: argparse.Namespace, today: date) -> Wanted:
    """What the options mean; OperatorError when one of those that the coach is not asked about makes no sense."""
    if not is_zone(options.tz):
        raise OperatorError(f"--tz: {options.tz!r} is no time zone: write one such as Europe/Berlin.")
    zone = ZoneInfo(options.tz)
    lengths = [each for each in options.days if each.strip().isdecimal()]
    lifting = [each for each in options.days if each not in lengths]
    begins = datetime.combine(_start(options.start, today), time(0, 1), zone)
    answers = {
        "race": options.race_date,
        "type": options.type,
        "days": lifting[-1] if lifting else "mon, thu",
        "kit": options.kit,
        "health": "none of these",
        "hour": options.hour,
        "zone": options.tz,
        "clock": "yes",
    }
    return Wanted(answers, zone, begins.astimezone(UTC), _length(lengths[-1] if lengths else "14"), options.silent)


def end_of(wanted: Wanted) -> datetime:
    """The midnight after the last day, where the runner is."""
    first = wanted.start.astimezone(wanted.zone).date()
    return datetime.combine(first + timedelta(days=wanted.days), time(), wanted.zone).astimezone(UTC)


def _length(text: str) -> int:
    if not 0 < int(text[:9]) <= LONGEST:
        raise OperatorError(f"--days: simulate 1 to {LONGEST} days.")
    return int(text)


def _start(text: str | None, today: date) -> date:
    try:
        day = today if text is None else date.fromisoformat(text)
    except ValueError:
        raise OperatorError(f"--start: {text!r} is no date: write one such as 2027-01-04.") from None
    if day.year not in YEARS:
        raise OperatorError(f"--start: {day} is too far from today.")
    return day
