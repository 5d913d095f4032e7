"""What people type when they log, and what a captain types to correct. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

MOST_AT_ONCE = 10_000
LONGEST_REASON = 200
_DAYS_BACK = {"tomorrow": -1, "today": 0, "yesterday": 1, "day before yesterday": 2, "two days ago": 2, "2 days ago": 2}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = rf"{'|'.join(sorted((*_DAYS_BACK, *_WEEKDAYS), key=len, reverse=True))}|\d{{4}}-\d\d-\d\d"
_AMOUNT = re.compile(r"\+?\s*(?P<amount>\d{1,5})(?:\s+[a-z -]{1,30})?", re.ASCII)
_FIRST = re.compile(rf"(?P<day>{_DAY})[:,]?\s+(?P<rest>.+)", re.ASCII)
_LAST = re.compile(rf"(?P<rest>.+?),?\s+(?:the\s+|on\s+)?(?P<day>{_DAY})", re.ASCII)
_CORRECTION = re.compile(
    rf"(?P<who>.+?)\s+(?P<amount>[+-]\s?\d{{1,5}})\s+(?P<day>{_DAY})\s+(?P<reason>\S.*)", re.ASCII | re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Amount:
    """How many, and for which day."""

    amount: int
    day: date


@dataclass(frozen=True, slots=True)
class Correction:
    """Whose number changes by how much on which day, and why."""

    who: str
    amount: int
    day: date
    reason: str


def read_amount(text: str) -> int | None:
    """A number a person logged ("25", "+10", "25 calf raises"); None unless it is from 1 to 10,000."""
    match = _AMOUNT.fullmatch(_plain(text))
    amount = int(match["amount"]) if match else 0
    return amount if 0 < amount <= MOST_AT_ONCE else None


def read_log(text: str, today: date) -> Amount | None:
    """A number with or without its day ("30", "30 yesterday", "yesterday 30", "30 2026-11-20"); None if none."""
    words = _plain(text)
    match = _FIRST.fullmatch(words) or _LAST.fullmatch(words)
    amount = read_amount(match["rest"] if match else words)
    day = _day(match["day"], today) if match else today
    return Amount(amount, day) if amount is not None and day is not None else None


def read_correction(text: str, today: date) -> Correction | None:
    """A captain's correction, such as "Anna -10 yesterday counted twice"; None when a part of it is missing."""
    match = _CORRECTION.fullmatch(" ".join(text.split()))
    day = _day(match["day"].casefold(), today) if match else None
    amount = int(match["amount"].replace(" ", "")) if match else 0
    if match is None or day is None or not 0 < abs(amount) <= MOST_AT_ONCE:
        return None
    return Correction(match["who"], amount, day, match["reason"][:LONGEST_REASON])


def steps_of(target: int) -> tuple[int, ...]:
    """The amounts that buttons offer: about two fifths of a day's aim and all of it."""
    if target < 5:
        return (1,)
    part = max(5, round(target * 0.4 / 5) * 5)
    return (part, target) if part < target else (target,)


def _day(text: str, today: date) -> date | None:
    if text in _DAYS_BACK:
        return today - timedelta(days=_DAYS_BACK[text])
    if text in _WEEKDAYS:
        return today - timedelta(days=(today.weekday() - _WEEKDAYS.index(text)) % 7)
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
