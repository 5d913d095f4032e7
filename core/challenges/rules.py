"""What a log is worth: a pure function of it, so that replaying the log gives the same table. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

MOST_AT_ONCE = 10_000
BAR = 10  # squares
_AMOUNT = re.compile(r"\+?\s*(\d{1,5})(?:\s+[a-z -]{1,30})?")


@dataclass(frozen=True, slots=True)
class Logged:
    """One entry of the log that still counts."""

    member: int
    day: date
    amount: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a member stands: the share of their own target up to today, and everything they logged that counted."""

    place: int
    member: int
    percent: int
    total: int
    streak: int


def read_amount(text: str) -> int | None:
    """A number a person logged ("25", "+10", "25 calf raises"); None unless it is from 1 to 10,000."""
    match = _AMOUNT.fullmatch(" ".join(text.casefold().split()))
    amount = int(match[1]) if match else 0
    return amount if 0 < amount <= MOST_AT_ONCE else None


def steps_of(daily_target: int) -> tuple[int, ...]:
    """The amounts that buttons offer: about two fifths of a day's target and all of it."""
    if daily_target < 5:
        return (1,)
    part = max(5, round(daily_target * 0.4 / 5) * 5)
    return (part, daily_target) if part < daily_target else (daily_target,)


def counted(log: Iterable[Logged], cap: int) -> dict[tuple[int, date], int]:
    """What counts for each member and day: never more than the cap."""
    days: dict[tuple[int, date], int] = defaultdict(int)
    for entry in log:
        key = (entry.member, entry.day)
        days[key] = min(cap, days[key] + entry.amount)
    return dict(days)


def standings(
    joined: dict[int, date], log: Iterable[Logged], *, target: int, cap: int, today: date, last: date
) -> list[Standing]:
    """Everybody who joined, by the share of their own target since they joined; ties share a place."""
    days = counted(log, cap)
    until = min(today, last)
    scores = {member: _score(member, since, days, target, until) for member, since in joined.items()}
    ordered = sorted(scores, key=lambda member: (-scores[member][0], member))
    return [
        Standing(_place(scores, member), member, *scores[member], streak=_streak(member, days, until))
        for member in ordered
    ]


def bar(percent: int) -> str:
    """A progress bar of ten squares."""
    full = min(BAR, round(percent * BAR / 100))
    return "▰" * full + "▱" * (BAR - full)


def _score(member: int, since: date, days: dict[tuple[int, date], int], target: int, until: date) -> tuple[int, int]:
    """Percent of target and total; a day above target does not make up for one below."""
    elapsed = max(1, (until - since).days + 1)
    mine = [amount for (who, _), amount in days.items() if who == member]
    reached = sum(min(amount, target) for amount in mine)
    return min(100, round(100 * reached / (target * elapsed))), sum(mine)


def _place(scores: dict[int, tuple[int, int]], member: int) -> int:
    return 1 + sum(other[0] > scores[member][0] for other in scores.values())


def _streak(member: int, days: dict[tuple[int, date], int], until: date) -> int:
    """Days in a row with something logged, up to today; today may still be open."""
    day = until if (member, until) in days else until - timedelta(days=1)
    length = 0
    while (member, day) in days:
        length += 1
        day -= timedelta(days=1)
    return length
