"""What came of one delivery: values, never exceptions."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sent:
    """It arrived; `handle` is the platform's id of the message, for editing it later.

    `chat` is the id that the private chat turned out to have, where the address only named a person.
    """

    handle: str = ""
    chat: str = ""


@dataclass(frozen=True, slots=True)
class Later:
    """It was provably not sent (429, no connection): try again after `wait` seconds; `throttled` pauses the token."""

    wait: float
    throttled: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """The chat has another id now (a Telegram group became a supergroup)."""

    chat: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The person or the chat cannot be reached any more: blocked, kicked, DMs closed."""

    reason: str


@dataclass(frozen=True, slots=True)
class Missing:
    """The message that was to be edited no longer exists."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """The platform refused the message itself: our bug."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have arrived: a read timeout, a connection broken after writing, a 5xx."""

    reason: str


Outcome = Sent | Later | Moved | Gone | Missing | Rejected | Unknown
