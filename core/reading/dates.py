"""Reading a date as people write it."""

import re
from datetime import date, timedelta

from core.reading.clock import DAYS, read_days

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
YEARS_TO_A_LEAP_DAY = 8  # 2096 to 2104

_ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
_DAY_MONTH = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?(?: of)? ?(?P<name>[a-z]{3,9})\.?,?(?: (?P<year>\d{4}))?")
_MONTH_DAY = re.compile(r"(?P<name>[a-z]{3,9})\.? (?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?,?(?: (?P<year>\d{4}))?")
_DOTTED = re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\.? ?(?P<year>\d{4}|\d{2})?")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?")
_WEEKDAY = re.compile(r"(?P<which>this|next|coming|on)? ?(?P<day>[a-z]{3,9})")
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10}
_COUNTS |= {"twelve": 12}
_IN = re.compile(rf"in (?P<count>\d{{1,3}}|{'|'.join(_COUNTS)}) (?P<unit>day|week)s?(?: time)?")
_NEAR = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}

Readings = tuple[date, ...]


def read_dates(text: str, today: date) -> Readings:
    """Every date a text may mean, the likelier first: none when it names no day, two when it can be read in two ways.

    Without a year it is the next such day. "6/7" is the sixth of July or the seventh of June, "next Sunday" this one or
    the one after, "in 12 weeks" the Saturday or the Sunday of that week.
    """
    words = _words(text)
    if words in _NEAR:
        return (today + timedelta(days=_NEAR[words]),)
    if match := _IN.fullmatch(words):
        return _ahead(match, today)
    if match := _SLASHED.fullmatch(words):
        return _slashed(int(match[1]), int(match[2]), match[3], today)
    found = _written(words, today)
    return (found,) if found else _weekday(words, today)


def missing_day(text: str, today: date) -> Readings:
    """For a day that its month does not have ("29 Feb 2027", "31 June"): the days before and after the gap."""
    match = _match(_words(text))
    if match is None or _written(_words(text), today) is not None:
        return ()
    month, day = _month_of(match), int(match["day"])
    if not 1 <= month <= 12 or not 29 <= day <= 31:
        return ()
    year = _year(match["year"]) or today.year
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    if match["year"] is None and last < today:
        last = date(year + 1 + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return (last, last + timedelta(days=1))


def date_text(day: date) -> str:
    """Sun 13 Jun 2027."""
    return f"{day:%a} {day.day} {day:%b} {day.year}"


def _words(text: str) -> str:
    """Lower case, single blanks, without a weekday in front: "Sunday, 14 June" is 14 June."""
    words = " ".join(text.casefold().replace(",", ", ").split())
    first, _, rest = words.partition(" ")
    return rest if rest[:1].isalnum() and first.rstrip(",.")[:3] in DAYS and any(c.isdigit() for c in rest) else words


def _match(words: str) -> re.Match[str] | None:
    patterns = (_ISO, _DOTTED, _DAY_MONTH, _MONTH_DAY)
    return next((match for pattern in patterns if (match := pattern.fullmatch(words))), None)


def _written(words: str, today: date) -> date | None:
    match = _match(words)
    if match is None:
        return None
    return _next_date(_year(match["year"]), _month_of(match), int(match["day"]), today)


def _month_of(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if groups.get("month"):
        return int(groups["month"])
    name = groups["name"][:3]
    return MONTHS.index(name) + 1 if name in MONTHS else 0


def _year(digits: str | None) -> int | None:
    if digits is None:
        return None
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _slashed(first: int, second: int, year: str | None, today: date) -> Readings:
    """Day and month in either order; a reading that is over already is not meant when the other one is not."""
    both = (_next_date(_year(year), second, first, today), _next_date(_year(year), first, second, today))
    found = tuple(dict.fromkeys(day for day in both if day is not None))
    return tuple(day for day in found if day >= today) or found[:1]


def _ahead(match: re.Match[str], today: date) -> Readings:
    count = _COUNTS.get(match["count"]) or int(match["count"])
    if match["unit"] == "day":
        return (today + timedelta(days=count),)
    day = today + timedelta(weeks=count)
    saturday = day + timedelta(days=5 - day.weekday())
    return (saturday, saturday + timedelta(days=1))


def _weekday(words: str, today: date) -> Readings:
    match = _WEEKDAY.fullmatch(words)
    mask = read_days(match["day"]) if match else None
    if match is None or not mask or mask & (mask - 1):
        return ()
    ahead = (mask.bit_length() - 1 - today.weekday()) % 7 or 7
    coming = today + timedelta(days=ahead)
    return (coming, coming + timedelta(weeks=1)) if match["which"] == "next" else (coming,)


def _next_date(year: int | None, month: int, day: int, today: date) -> date | None:
    if year is not None:
        return _date(year, month, day)
    years = range(today.year, today.year + YEARS_TO_A_LEAP_DAY + 1)
    days = (_date(year, month, day) for year in years)
    return next((found for found in days if found is not None and found >= today), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
