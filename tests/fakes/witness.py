"""What a fake platform has seen, by the clock on the wall: for judging a bot that was killed and interfered with."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message of the bot that people see, as it was when it came."""

    at: float
    chat: int
    message: int
    text: str


@dataclass(frozen=True, slots=True)
class Struck:
    """A request that was answered with a fault; `whom` is the chat or the person it concerned, 0 for nobody."""

    at: float
    call: str
    whom: int
    accepted: bool
    silent: bool


@dataclass
class Witness:
    """Notes what arrived and what was interfered with, each at its monotonic second.

    `touches` counts what the bot did in a chat: messages, edits, alerts. `delay` gives the seconds that an answer takes
    after its effect.
    """

    arrivals: list[Arrival] = field(default_factory=list)
    struck: list[Struck] = field(default_factory=list)
    touches: Counter[int] = field(default_factory=Counter)
    delay: Callable[[], float] = lambda: 0.0

    def arrived(self, chat: int, message: int, text: str) -> None:
        """Note a message."""
        self.arrivals.append(Arrival(time.monotonic(), chat, message, text))
        self.touches[chat] += 1

    def strikes(self, call: str, whom: Any, fault: Any) -> None:
        """Note a fault."""
        self.struck.append(Struck(time.monotonic(), call, int(whom or 0), fault.accepted, fault.silent))
