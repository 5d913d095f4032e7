"""How fast bulk messages may go, so that replies never wait behind them."""

from collections.abc import Callable

BULK_SHARE = 0.85  # of the platform's rate; the rest is for replies
PLATFORM_RATES = {"telegram": 30.0, "discord": 50.0}  # messages per second (platforms.md 2.1, 2.2)
DEFAULT_RATE = 100.0


class Pace:
    """A token bucket that starts empty and holds at most a quarter second's worth of permits."""

    def __init__(self, rate: float, monotonic: Callable[[], float]) -> None:
        self._rate = rate
        self._most = max(1.0, rate / 4)
        self._monotonic = monotonic
        self._permits = 0.0
        self._filled_at = monotonic()

    def take(self, wanted: int) -> int:
        """How many of the wanted messages may go now."""
        self._fill()
        granted = min(wanted, int(self._permits))
        self._permits -= granted
        return granted

    def give_back(self, unused: int) -> None:
        """Return permits that found no message."""
        self._permits = min(self._most, self._permits + unused)

    def hold(self, seconds: float) -> None:
        """Grant nothing for a while: the platform asked for it."""
        self._fill()
        self._permits = 0.0
        self._filled_at = max(self._filled_at, self._monotonic() + seconds)

    def _fill(self) -> None:
        now = self._monotonic()
        if now > self._filled_at:
            self._permits = min(self._most, self._permits + (now - self._filled_at) * self._rate)
            self._filled_at = now


def pace_for(platform: str, monotonic: Callable[[], float]) -> Pace:
    """The bulk pace of a platform."""
    return Pace(PLATFORM_RATES.get(platform, DEFAULT_RATE) * BULK_SHARE, monotonic)
