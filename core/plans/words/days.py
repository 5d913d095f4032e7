"""Days and spans as people read them."""

from collections.abc import Callable
from datetime import date, timedelta

from core.plans.rules.model import Span

Say = Callable[..., str]


def long_day(day: date) -> str:
    """Thursday 26 November."""
    return f"{day:%A} {day.day} {day:%B}"


def short_day(day: date) -> str:
    """Thu 26 Nov."""
    return f"{day:%a} {day.day} {day:%b}"


def full_day(day: date) -> str:
    """Thu 26 Nov 2026."""
    return f"{short_day(day)} {day.year}"


def when(say: Say, day: date, today: date) -> str:
    """Today, tomorrow, or the day."""
    if day == today:
        return say("session.on_today")
    return say("session.on_tomorrow") if day == today + timedelta(days=1) else long_day(day)


def counted(say: Say, key: str, number: int) -> str:
    """1 week, 2 weeks: the sentence `key.one` or `key.many`."""
    return say(f"{key}.one" if number == 1 else f"{key}.many", number=number)


def span(pair: Span) -> str:
    """8-10, or 8 where both are the same."""
    low, high = pair
    return f"{low}" if low == high else f"{low}-{high}"


def listed(say: Say, words: list[str]) -> str:
    """One, two and three."""
    if len(words) < 2:
        return "".join(words)
    return say("plan.and", first=", ".join(words[:-1]), last=words[-1])
