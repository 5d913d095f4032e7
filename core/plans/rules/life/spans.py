"""What people say of days off, illness and coming back, in their own words."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Literal

from core.reading.dates import read_dates

DAY = timedelta(days=1)
LONGEST_DAYS = 364
Span = tuple[date, date]
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_UNITS = {"day": 1, "week": 7, "month": 30}
_LENGTH = re.compile(r"(?:for )?(?:the next )?(\d{1,3}|an?|one|two|three|four|five|six) (day|week|month)s?")
_UNTIL = re.compile(r"(?:until|till|til|to|through|up to) (.+)")
_FROM = re.compile(r"(?:from )?(.+?) (?:to|until|till|til|-|–) (.+)")
_ME = r"(?:i'm |i am |i will be |i'll be |we are |we're |going |just )*"
_SLASHED = re.compile(r"\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b")
_AWAY = re.compile(
    rf"{_ME}(?:on |off |going on |off on )?(?:holidays?|vacation|away|travell?ing|leave|a trip)\b ?(?P<days>.*)"
)
_ILL = re.compile(
    rf"{_ME}(?:i have |i've got |i've caught |i caught |i've |got |have |caught |feeling )*(?:a |the )?"
    r"(?:ill|sick|fever|flu|covid|chest infection|(?:chest |head |bad )?cold|bronchitis|temperature)"
    r"(?: today| now| again)?"
    r"(?:,? (?:can|should|may) i (?:still )?(?:train|lift|exercise|work ?out)(?: today)?\??)?"
)
_BACK = re.compile(
    rf"{_ME}(?:i feel |feeling |feel )?(?:back|well again|well|better|better now|healthy again|fit again|recovered)"
    r"(?: again)?(?: from (?:my )?(?:holidays?|vacation|trip))?"
    r"(?: after (?:a break|(?:about |nearly |almost )?\w+ (?:days?|weeks?|months?)(?: off| away)?))?(?: now| today)?"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What happened; `first` and `last` as far as they were said."""

    kind: Literal["holiday", "ill", "back"]
    first: date | None = None
    last: date | None = None


def read_event(text: str, today: date) -> Told | None:
    """A holiday, an illness or a return, when the text says that and nothing else."""
    words = " ".join(text.casefold().replace("’", "'").split()).strip(" .!")
    if _BACK.fullmatch(words):
        return Told("back")
    if _ILL.fullmatch(words):
        return Told("ill")
    away = _AWAY.fullmatch(words)
    if away is None or "?" in words:
        return None
    days = readings(away["days"], today)
    if not away["days"] or len(days) > 1:  # the days are still to be asked for
        return Told("holiday")
    return Told("holiday", *days[0]) if days else None


def readings(text: str, today: date) -> tuple[Span, ...]:
    """Every first and last day a text may mean: two for "until 6/7", in July or in June; else what `read_span` says."""
    spans = (read_span(_SLASHED.sub(partial(_ordered, today, order), text), today) for order in (0, -1))
    return tuple(dict.fromkeys(span for span in spans if span is not None))


def _ordered(today: date, order: int, match: re.Match[str]) -> str:
    found = read_dates(match[0], today)
    return f"{found[order]}" if found else match[0]


def read_span(text: str, today: date) -> Span | None:
    """The first and the last day of "until 12 June", "2 weeks", "next week", "3 to 10 May"; from today unless said.

    None for what cannot be read, is over already, or is longer than a year.
    """
    words = " ".join(text.casefold().split()).strip(" .!")
    if words in ("this week", "next week"):
        monday = today + DAY * (7 - today.weekday())
        return (monday, monday + DAY * 6) if words == "next week" else (today, monday - DAY)
    if match := _LENGTH.fullmatch(words):
        count = _COUNTS.get(match[1]) or int(match[1])
        return _span(today, today + DAY * (count * _UNITS[match[2]] - 1), today)
    if match := _UNTIL.fullmatch(words):
        return _span(today, _date(match[1], today), today)
    if match := _FROM.fullmatch(words):
        return _between(match[1], match[2], today)
    return _span(today, _date(words, today), today)


def _between(first: str, last: str, today: date) -> Span | None:
    end = _date(last, today)
    month = last.split()[-1] if first.isdecimal() else ""
    return _span(_date(f"{first} {month}".strip(), today), end, today)


def _date(text: str, today: date) -> date | None:
    found = read_dates(text, today)
    return found[0] if found else None


def _span(first: date | None, last: date | None, today: date) -> Span | None:
    if first is None or last is None or not first <= last or last < today or (last - first).days > LONGEST_DAYS:
        return None
    return first, last
