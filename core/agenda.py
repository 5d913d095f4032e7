"""What lies ahead of a runner: what their plan lets the other features know."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Appointment:
    """One session; `slot` as plans name it, `open` until it is done or skipped."""

    on: date
    slot: str
    minutes: int
    open: bool


@dataclass(frozen=True, slots=True)
class Agenda:
    """The sessions of the next weeks in order, and the days that count before a race, by name.

    Moments: last_heavy, taper (its first day), race.
    """

    appointments: tuple[Appointment, ...]
    moments: Mapping[str, date]

    def on(self, day: date) -> Appointment | None:
        """The session of a day."""
        return next((each for each in self.appointments if each.on == day), None)


Look = Callable[[], Agenda | None]


def nothing_ahead() -> None:
    """Nobody keeps an agenda."""
