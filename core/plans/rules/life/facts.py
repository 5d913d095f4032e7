"""What happens to a runner on the way, as dated facts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

FactKind = Literal[
    "holiday", "ill", "break",  # no sessions
    "race",  # another race; `about` is its kind
    "swap",  # `about` becomes `to`, or is left out when `to` is empty
    "avoid",  # `about` is the area that hurts
    "sore",  # `about` is the area, `to` the number out of 10: for the next session
    "moved",  # the session of the day `about` is on `first`
    "easier", "harder",  # one day's session
    "trained",  # sessions were done though nothing was logged
]  # fmt: skip
DAY = timedelta(days=1)
TIME_OFF = ("holiday", "ill", "break")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact and its days, both included; `last` None: from `first` on."""

    kind: FactKind
    first: date
    last: date | None = None
    about: str = ""
    to: str = ""

    def covers(self, day: date) -> bool:
        """Whether a day is one of its days."""
        return self.first <= day and (self.last is None or day <= self.last)


def of_kind(facts: Iterable[Fact], *kinds: FactKind) -> Iterator[Fact]:
    """The facts of some kinds, in their order."""
    return (fact for fact in facts if fact.kind in kinds)


def times_off(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Holidays, illness and breaks by date; those that touch or overlap are one."""
    merged: list[Fact] = []
    for fact in sorted(of_kind(facts, "holiday", "ill", "break"), key=lambda each: each.first):
        before = merged[-1] if merged else None
        if before is None or (before.last is not None and fact.first > before.last + DAY):
            merged.append(fact)
        else:
            merged[-1] = replace(before, last=_later(before.last, fact.last), kind=fact.kind)
    return tuple(merged)


def off_on(facts: Iterable[Fact], day: date) -> Fact | None:
    """The time off a day belongs to."""
    return next((fact for fact in times_off(facts) if fact.covers(day)), None)


def _later(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)
