"""Reading hours and days of the week."""

import re

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EVERY_DAY = 0b1111111

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|o'?clock|h|uhr)?")
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SPOKEN = re.compile(r"(half past|(?:a )?quarter past|(?:a )?quarter to) (\w+)(.*)")
_SHIFTS = {"half past": 30, "quarter past": 15, "quarter to": -15}
_NO_DAY = (["none"], ["no"], ["never"], ["nothing"])


def read_time(text: str) -> int | None:
    """A time of day ("7", "6:30", "18.15", "7pm", "half past six") as minutes after midnight."""
    said = " ".join(text.casefold().split())
    if spoken := _SPOKEN.fullmatch(said):
        hour = _read_clock(_numeral(spoken[2]) + spoken[3])
        return None if hour is None else (hour + _SHIFTS[spoken[1].removeprefix("a ")]) % (24 * 60)
    word, _, rest = said.partition(" ")
    return _read_clock(f"{_numeral(word)} {rest}".strip())


def _numeral(word: str) -> str:
    return str(_WORDS.index(word) + 1) if word in _WORDS else word


def _read_clock(said: str) -> int | None:
    match = _CLOCK.fullmatch(said)
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def read_days(text: str) -> int | None:
    """Days of the week ("mon and thu", "Tuesday, Friday", "every day", "none") as a mask with Monday as bit 0."""
    words = re.findall(r"[a-z]+", text.casefold())
    if words in (["every", "day"], ["daily"]):
        return EVERY_DAY
    if words in _NO_DAY:
        return 0
    named = [word for word in words if word not in ("and", "on", "or", "plus")]
    if not named or any(not _names_a_day(word) for word in named):
        return None
    return sum(1 << day for day in {DAYS.index(word[:3]) for word in named})


def day_indexes(mask: int) -> tuple[int, ...]:
    """The days of a mask, Monday as 0."""
    return tuple(day for day in range(7) if mask >> day & 1)


def days_text(mask: int) -> str:
    """Mon, Thu for 0b1001."""
    return ", ".join(DAYS[day].capitalize() for day in day_indexes(mask))


def clock_text(minute_of_day: int) -> str:
    """07:05 for 425."""
    return f"{minute_of_day // 60:02}:{minute_of_day % 60:02}"


def _names_a_day(word: str) -> bool:
    """Whether a word is a weekday or the beginning of one: sat, tues, thursdays; not "monkey"."""
    return len(word) >= 3 and any(name.casefold().startswith(word.rstrip("s")) for name in DAY_NAMES)
