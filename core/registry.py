"""Every feature of the coach, and who answers what."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import TypeVar

from sqlalchemy.orm import Session

from core.agenda import Agenda, Look
from core.context import PushContext, local_date
from core.feature import Command, Feature, Handler, Kind, Press
from core.holdings import Holdings
from core.knowledge.library import Library
from core.messages import Reply
from core.people.tables import Person

T = TypeVar("T")


class Registry:
    """What a set of features can be asked, told and made to push; ValueError when two claim the same name."""

    def __init__(self, features: Iterable[Feature]) -> None:
        self.commands: dict[str, Command] = {}
        self.presses: dict[str, Press] = {}
        self.kinds: dict[str, Kind] = {}
        self.listeners: dict[type, list[Handler]] = {}
        self.movers: list[Handler] = []
        self.hearers: list[tuple[Handler, Handler]] = []
        self.noticers: list[Handler] = []
        self.vouchers: list[Handler] = []
        self.guards: dict[str, list[Handler]] = {}
        self.keepers: list[Handler] = []
        self.sweepers: list[Handler] = []
        self.exported: list[type] = []
        self.merged: list[type] = []
        exporters: list[Handler] = []
        forgetters: list[Handler] = []
        mergers: list[Handler] = []
        for feature in features:
            _add(self.commands, feature.commands)
            _add(self.presses, feature.presses)
            _add(self.kinds, feature.kinds)
            self.movers += feature.movers
            self.hearers += feature.hearers
            self.noticers += feature.noticers
            self.vouchers += feature.vouchers
            self.keepers += feature.keepers
            self.sweepers += feature.sweepers
            self.exported += feature.exported
            self.merged += feature.merged
            exporters += feature.exporters
            forgetters += feature.forgetters
            mergers += feature.mergers
            for kind, guard in feature.guards:
                self.guards.setdefault(kind, []).append(guard)
            for event, handler in feature.listeners:
                self.listeners.setdefault(event, []).append(handler)
        self.holdings = Holdings(exporters, forgetters, mergers)

    def agenda(self, session: Session, library: Library, person: Person, now: datetime) -> Look:
        """How to look at what lies ahead of a person, for whoever asks."""
        return partial(self._agenda, session, library, person, now)

    def draw(self, kind: str, ctx: PushContext) -> Reply | None:
        """What a push says now, once everybody who guards its kind has agreed; None when it is not wanted any more."""
        reply: Reply | None = self.kinds[kind].render(ctx)
        for guard in self.guards.get(kind, ()):
            reply = guard(ctx, reply) if reply is not None else None
        return reply

    def _agenda(self, session: Session, library: Library, person: Person, now: datetime) -> Agenda | None:
        found = (keeper(session, person, library, local_date(person, now)) for keeper in self.keepers)
        return next((agenda for agenda in found if agenda is not None), None)


def _add(known: dict[str, T], more: dict[str, T]) -> None:
    if doubled := known.keys() & more.keys():
        raise ValueError(f"declared twice: {sorted(doubled)}")
    known.update(more)
