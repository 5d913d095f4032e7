"""Which occurrence of a subscription counts after downtime, and which one follows. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from core.delivery.coaching import NextDue

DAY = 24 * 3600  # seconds
FAR = 9 * DAY  # in any nine days each weekday occurs
SHIFT = 3 * DAY  # no change of a zone's rules moves an hour further


class Rhythm(Protocol):
    """A local wall time on some weekdays in a zone."""

    @property
    def zone(self) -> str: ...  # noqa: D102
    @property
    def minute_of_day(self) -> int: ...  # noqa: D102
    @property
    def weekdays(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Occurrence:
    """When (UTC seconds), and the local date it stands for."""

    at: int
    on: date


@dataclass(frozen=True, slots=True)
class Due:
    """What is due now, and what comes after it."""

    occurrence: Occurrence
    following: Occurrence


def latest(due: Occurrence, now: int, rhythm: Rhythm, next_due: NextDue) -> Due:
    """Of everything missed until `now`, the latest alone; a long absence is stepped over in one go."""

    def after(at: int) -> Occurrence:
        return Occurrence(*next_due(at, rhythm.zone, rhythm.minute_of_day, rhythm.weekdays))

    current, following = due, after(max(due.at, now - FAR))
    while following.at <= now:
        current, following = following, after(following.at)
    return Due(current, following)


def kept(due: Occurrence, rhythm: Rhythm, next_due: NextDue) -> Occurrence:
    """When the same occurrence comes by rules of the zone that changed; its date may be gone, then the next one."""
    at = due.at - SHIFT
    while True:
        at, on = next_due(at, rhythm.zone, rhythm.minute_of_day, rhythm.weekdays)
        if on >= due.on:
            return Occurrence(at, on)
