"""A platform that closes its doors to whoever goes on knocking in vain. By the monotonic clock."""

from collections.abc import Callable

WINDOW = 600.0  # seconds
MOST = {"discord": 4000}
"""Refusals in a window; two windows meet, replies are refused too, and 10,000 bring a ban (platforms.md 2.2)."""


class Refusals:
    """Counts the messages that a platform refused because somebody may not be written to."""

    def __init__(self, platform: str, monotonic: Callable[[], float]) -> None:
        self._most = MOST.get(platform)
        self._monotonic = monotonic
        self._until = monotonic() + WINDOW
        self._count = 0

    def note(self) -> float:
        """One more; returns the seconds to be silent for, 0 while there are few."""
        now = self._monotonic()
        if now >= self._until:
            self._until, self._count = now + WINDOW, 0
        self._count += 1
        return self._until - now if self._most is not None and self._count >= self._most else 0.0
