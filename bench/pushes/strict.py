"""What a strict platform counts: every message that arrived, and how many in the worst second."""

import random
import time
from collections import Counter, deque


class Ledger:
    """Messages as they arrive; `limit` is the most that any second may hold, 0 for no limit."""

    def __init__(self, limit: float = 0) -> None:
        self.limit = limit
        self.arrivals: list[float] = []
        self.by_text: Counter[tuple[str, str]] = Counter()
        self.refused = 0
        self.peak = 0
        self._second: deque[float] = deque()
        self._nonces: dict[str, tuple[str, str]] = {}

    def accepts(self, chat: str, text: str, nonce: str = "") -> bool:
        """Take a message, unless the second is full; one whose nonce was there is taken, and shown once."""
        now = time.monotonic()
        while self._second and self._second[0] <= now - 1:
            self._second.popleft()
        if self.limit and len(self._second) >= self.limit:
            self.refused += 1
            return False
        self._second.append(now)
        self.peak = max(self.peak, len(self._second))
        self.arrivals.append(now)
        if not nonce or nonce not in self._nonces:
            self.by_text[chat, text] += 1
            self._nonces[nonce] = chat, text
        return True

    def rate(self) -> float:
        """Messages per second, from the first to the last."""
        return (len(self.arrivals) - 1) / (self.arrivals[-1] - self.arrivals[0])


def most_in_a_second(rate: float) -> int:
    """What the issue allows for the peak: the rate and two more, or three percent."""
    return int(rate + max(2.0, rate * 0.03))


def latency() -> float:
    """Seconds that an answer takes."""
    return random.uniform(0.06, 0.14)
