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
TIME_OFF: tuple[FactKind, ...] = ("holiday", "ill", "break")
End = tuple[str, str, date]  # kind, about ("" for any) and the last day of what ends


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
    for fact in sorted(of_kind(facts, *TIME_OFF), key=lambda each: each.first):
        before = merged[-1] if merged else None
        if before is None or (before.last is not None and fact.first > before.last + DAY):
            merged.append(fact)
        else:
            merged[-1] = replace(before, last=_later(before.last, fact.last), kind=fact.kind)
    return tuple(merged)


def off_on(facts: Iterable[Fact], day: date) -> Fact | None:
    """The time off a day belongs to, whole; its kind is what it is on that day, illness before all else."""
    told = tuple(facts)
    stretch = next((fact for fact in times_off(told) if fact.covers(day)), None)
    kinds = [fact.kind for fact in of_kind(told, *TIME_OFF) if fact.covers(day)]
    return stretch and replace(stretch, kind="ill" if "ill" in kinds else kinds[-1])


def ended(fact: Fact, facts: Iterable[Fact], ends: Iterable[End]) -> Fact | None:
    """A fact once some have ended: shorter, None when nothing is left of it, or the same; what comes later stays."""
    told = tuple(facts)
    for kind, about, last in ends:
        if fact.kind == kind and about in ("", fact.about) and _goes_on(fact, told, last + DAY):
            return replace(fact, last=last) if fact.first <= last else None
    return fact


def _goes_on(fact: Fact, facts: Iterable[Fact], day: date) -> bool:
    """Whether a fact, or time off without a gap that it is a part of, holds on a day and after it."""
    stretch = off_on(facts, day) if fact.kind in TIME_OFF else None
    if fact.last is None or stretch is None:
        return fact.last is None or fact.covers(day)
    return fact.last >= day and stretch.covers(fact.first)


def _later(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)
