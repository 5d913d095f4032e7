"""What a member's log is worth: a pure function of it, so that replaying the log gives the same table. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from core.challenges.rules.days import DAY, due_days, is_due
from core.challenges.rules.frozen import Rules


@dataclass(frozen=True, slots=True)
class Logged:
    """One entry of the log that still counts; a captain's correction may be negative."""

    member: int
    day: date
    amount: int


@dataclass(frozen=True, slots=True)
class Tally:
    """A member's log in five numbers.

    `credit` is what counts for the score, in halves of a unit; `total` everything below the cap; `active` the days with
    anything on them; `last_on` and `last_credit` the latest of those, which may still be open.
    """

    credit: int = 0
    total: int = 0
    active: int = 0
    last_on: date | None = None
    last_credit: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """How somebody takes part: since when, on which days, with which aim of their own; `today` is theirs.

    `due` has a 1 for each day from `since` on that something is asked for; empty: every day.
    """

    since: date
    last: date
    due: str
    target: int
    jokers: int
    today: date


def day_sums(log: Iterable[Logged]) -> dict[int, dict[date, int]]:
    """Everything logged, by member and day; a day is never below zero, whatever was corrected."""
    sums: dict[int, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for entry in log:
        sums[entry.member][entry.day] += entry.amount
    return {member: {day: max(0, amount) for day, amount in days.items()} for member, days in sums.items()}


def credit(amount: int, target: int, rules: Rules) -> int:
    """What a day's amount is worth, in halves: in full up to one's own aim; above it nothing, or half up to the cap."""
    full = min(amount, target)
    if rules.scoring != "points":
        return 2 * full
    own_cap = -(-rules.cap * target // rules.target)  # a smaller aim has a smaller cap
    return full + min(amount, max(own_cap, target))


def tally(days: Mapping[date, int], rules: Rules, target: int) -> Tally:
    """A member's days in five numbers."""
    counted = {day: min(amount, rules.cap) for day, amount in days.items() if amount > 0}
    if not counted:
        return Tally()
    credited = {day: credit(amount, target, rules) for day, amount in counted.items()}
    last = max(counted)
    return Tally(sum(credited.values()), sum(counted.values()), len(counted), last, credited[last])


def percent(tally: Tally, part: Part) -> int:
    """The share of one's own aim so far, in whole percent from 0 to 100.

    What was left out costs nothing within the jokers, whether whole days or parts of them. Today asks for nothing
    before it is over. So logging never lowers the share, neither today nor later.
    """
    asked = _asked(part)
    if tally.last_on is None or tally.last_on < part.today:
        return _share(tally.credit, asked, part.target)
    before = _share(tally.credit - tally.last_credit, asked, part.target)
    return max(before, _share(tally.credit, asked + is_due(part.due, part.since, tally.last_on), part.target))


def own_jokers(rules: Rules, starts_on: date, last: date, since: date) -> int:
    """A late joiner has as many rest days as their part of the challenge holds."""
    return rules.jokers * ((last - since).days + 1) // ((last - starts_on).days + 1)


def streak(active: Iterable[date], part: Part) -> int:
    """Days in a row with something logged, up to today; rest days within the jokers do not end it."""
    days, length, jokers = set(active), 0, part.jokers
    for number in range((min(part.today, part.last) - part.since).days + 1):
        day = part.since + timedelta(days=number)
        if day in days:
            length += 1
        elif day < part.today and is_due(part.due, part.since, day):
            length = length if jokers else 0
            jokers = max(0, jokers - 1)
    return length


def _asked(part: Part) -> int:
    """The days that are over, less the jokers so far: every week of one's own brings its part of them."""
    over = min(part.today - DAY, part.last)
    end_of_week = min(over + (6 - (over - part.since).days % 7) * DAY, part.last)
    whole = max(1, due_days(part.due, part.since, part.since, part.last))
    jokers = -(-part.jokers * due_days(part.due, part.since, part.since, end_of_week) // whole)
    return due_days(part.due, part.since, part.since, over) - jokers


def _share(credit: int, days: int, target: int) -> int:
    if not credit:
        return 0
    return min(100, 100 * credit // (2 * target * max(1, days)))
