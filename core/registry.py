"""Every feature of the coach, and who answers what."""

from collections.abc import Iterable
from typing import TypeVar

from core.feature import Command, Feature, Handler, Kind, Press

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
        for feature in features:
            _add(self.commands, feature.commands)
            _add(self.presses, feature.presses)
            _add(self.kinds, feature.kinds)
            self.movers += feature.movers
            self.hearers += feature.hearers
            self.noticers += feature.noticers
            self.vouchers += feature.vouchers
            for event, handler in feature.listeners:
                self.listeners.setdefault(event, []).append(handler)


def _add(known: dict[str, T], more: dict[str, T]) -> None:
    if doubled := known.keys() & more.keys():
        raise ValueError(f"declared twice: {sorted(doubled)}")
    known.update(more)
