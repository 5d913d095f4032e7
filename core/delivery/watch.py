"""Noticing that the wall clock was turned: nothing is due by a clock that nobody can trust yet. Pure."""

TOLERANCE = 5.0  # seconds


class ClockWatch:
    """Compares how far the wall clock and the monotonic clock went since the last look."""

    def __init__(self) -> None:
        self._last: tuple[float, float] | None = None

    def steady(self, wall: float, monotonic: float) -> bool:
        """Whether this look and the one before agree; the very first has nothing to disagree with."""
        last, self._last = self._last, (wall, monotonic)
        return last is None or abs((wall - last[0]) - (monotonic - last[1])) <= TOLERANCE
