"""Which days a race can be on."""

from collections.abc import Iterator
from datetime import date, timedelta

MAX_WEEKS_AHEAD = 52


def race_problem(race: date, today: date) -> str | None:
    """The text key that says why a race date will not do, or None."""
    if race < today:
        return "setup.race_past"
    if race <= today + timedelta(days=1):
        return "setup.race_today" if race == today else "setup.race_tomorrow"
    return "setup.race_far" if race > today + timedelta(weeks=MAX_WEEKS_AHEAD) else None


def weekend_days(year: int, month: int, today: date) -> Iterator[date]:
    """The Saturdays and Sundays of a month that are still to come: most races are on one of them."""
    day = date(year, month, 1)
    while day.month == month:
        if day > today and day.weekday() >= 5:
            yield day
        day += timedelta(days=1)


def next_months(today: date) -> Iterator[date]:
    """The first days of this month and of the eleven after it."""
    for offset in range(12):
        months = today.month - 1 + offset
        yield date(today.year + months // 12, months % 12 + 1, 1)
