"""What the features hold of a person: how it is handed out, let go, and brought together with somebody else's."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from core.feature import Handler
from core.people.tables import Person
from core.reading.clock import DAY_NAMES, clock_text, days_text

_AS_WRITTEN: Mapping[str, Callable[[int], str]] = {
    "weekdays": days_text,
    "hard_days": days_text,
    "long_day": lambda day: DAY_NAMES[day],
    "minute_of_day": clock_text,
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of one kind as they are handed out: dates, numbers and texts under the names of their columns."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def sheet_of(name: str, columns: tuple[str, ...], things: Iterable[object]) -> Sheet:
    """A sheet with the same attributes of several things; days and hours as people write them."""
    return Sheet(name, columns, tuple(tuple(_legible(each, column) for column in columns) for each in things))


def _legible(thing: object, column: str) -> Any:
    value = getattr(thing, column)
    return _AS_WRITTEN[column](value) if column in _AS_WRITTEN and value is not None else value


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything of one person, whoever keeps it."""

    exporters: Sequence[Handler] = ()
    forgetters: Sequence[Handler] = ()
    mergers: Sequence[Handler] = ()

    def sheets(self, session: Session, person: Person) -> list[Sheet]:
        """What is stored of somebody."""
        return [sheet for export in self.exporters for sheet in export(session, person)]

    def forget(self, session: Session, person: Person, now: datetime) -> None:
        """Let somebody go: what others need is made nobody's, and every row with their number goes with them."""
        for forgetter in self.forgetters:
            forgetter(session, person, now)
        session.delete(person)
        session.flush()

    def merge(self, ctx: Any, gone: Person) -> None:
        """Let `ctx.person` have what `gone` has; what nobody takes over goes with them."""
        for merger in self.mergers:
            merger(ctx, gone)
        ctx.session.flush()
        ctx.session.delete(gone)
        ctx.session.flush()


NOTHING_HELD = Holdings()
