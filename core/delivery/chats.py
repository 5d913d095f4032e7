"""How fast one chat may be written to; a busy chat holds nobody else up. By the monotonic clock."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from core.messages import Address

PRIVATE, GROUP = 1.0, 3.0  # seconds between messages: 1 a second, 20 a minute (platforms.md 2.1)
FORGET_ABOVE = 1000  # chats


def interval_of(address: Address) -> float:
    """Seconds that a platform wants between two messages to one chat; Telegram's groups have negative ids."""
    if address.platform == "telegram":
        return GROUP if address.chat.startswith("-") else PRIVATE
    return PRIVATE if address.platform == "discord" else 0.0


class ChatPace:
    """Remembers for a moment which chats were written to."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._free_at: dict[tuple[str, str], float] = {}
        self._forget_above = FORGET_ABOVE
        self._booked: list[tuple[str, str]] = []  # since the block of `given_back` began

    @contextmanager
    def given_back(self) -> Iterator[None]:
        """A block that claims: when it fails nothing of it is sent, and the chats that it booked are free again."""
        self._booked = []
        try:
            yield
        except BaseException:
            for chat in self._booked:
                self._free_at.pop(chat, None)
            raise

    def book(self, address: Address) -> float:
        """Take the chat's next departure if it is free, and return 0; else the seconds until then."""
        interval = interval_of(address)
        if not interval:
            return 0.0
        now, chat = self._monotonic(), (address.platform, address.chat)
        wait = self._free_at.get(chat, now) - now
        if wait > 0:
            return wait
        self._free_at[chat] = now + interval
        self._booked.append(chat)
        self._forget(now)
        return 0.0

    def _forget(self, now: float) -> None:
        if len(self._free_at) > self._forget_above:
            self._free_at = {chat: free_at for chat, free_at in self._free_at.items() if free_at > now}
            self._forget_above = max(FORGET_ABOVE, 2 * len(self._free_at))
