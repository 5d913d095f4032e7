"""How fast bulk messages may go, so that replies never wait behind them. By the monotonic clock."""

from collections.abc import Callable
from math import ceil

BULK_SHARE = 0.85  # of the platform's rate; the rest is for replies
PLATFORM_RATES = {"telegram": 30.0, "discord": 50.0}  # messages per second (platforms.md 2.1, 2.2)
DEFAULT_RATE = 100.0
SLACK = 0.02  # seconds that a message may be late without the next ones being put off
AHEAD = 0.15  # seconds between a message's claim and its departure
FEWEST_OUT = 16  # messages under way to a slow platform; a client library has 24 connections for everything


class Pace:
    """Evenly spaced departures. It starts empty, and what was not used is not saved up.

    In any second there are at most `rate * (1 + SLACK) + 1` departures.
    """

    def __init__(self, rate: float, monotonic: Callable[[], float]) -> None:
        self._interval = 1 / rate
        self._monotonic = monotonic
        self._next = monotonic() + self._interval
        self._held_until = 0.0
        self.ahead = ceil(rate * AHEAD)  # how many messages may wait for their departure
        self.most_out = max(FEWEST_OUT, ceil(rate / 4))  # how many may be under way

    def wait(self) -> float:
        """Seconds until the next message may go."""
        return max(self._next, self._held_until) - self._monotonic()

    def depart(self) -> None:
        """One message goes now."""
        self._next = max(self._next, self._monotonic() - SLACK) + self._interval

    def hold(self, seconds: float) -> None:
        """Let nothing go for a while: the platform asked for it."""
        self._held_until = max(self._held_until, self._monotonic() + seconds)
        self._next = max(self._next, self._held_until)

    def held(self) -> float:
        """Seconds of such a pause that are left, 0 outside one."""
        return max(0.0, self._held_until - self._monotonic())


def pace_for(platform: str, monotonic: Callable[[], float], rate: float | None = None) -> Pace:
    """The bulk pace of a platform; `rate` is what it allows in all, messages per second."""
    return Pace((rate or PLATFORM_RATES.get(platform, DEFAULT_RATE)) * BULK_SHARE, monotonic)
