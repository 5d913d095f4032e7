"""What can go wrong between a bot and Telegram; each is given once, to the next call of a method."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Fault:
    """An answer instead of the real one; `status` 0 is none at all. `accepted`: the request took effect."""

    status: int = 0
    description: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    accepted: bool = False
    html: bool = False
    silent: bool = False


def throttled(seconds: int) -> Fault:
    """429 with a wait."""
    return Fault(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def refused(status: int, description: str) -> Fault:
    """Any refusal in Telegram's words."""
    return Fault(status, description)


def migrated(chat: int) -> Fault:
    """The group has become the supergroup `chat`."""
    return Fault(400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": chat})


def bad_gateway() -> Fault:
    """502 with a web page, as a front server gives it."""
    return Fault(502, "<html><h1>502 Bad Gateway</h1></html>", html=True)


def cut_before() -> Fault:
    """The connection breaks before the request is looked at."""
    return Fault()


def cut_after() -> Fault:
    """The connection breaks after the request took effect."""
    return Fault(accepted=True)


def silence() -> Fault:
    """The request takes effect, and no answer ever comes."""
    return Fault(accepted=True, silent=True)
