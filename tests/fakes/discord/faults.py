"""What can go wrong between a bot and Discord; each is given once, to the next call it fits."""

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Fault:
    """An answer instead of the real one; `status` 0 is none at all. `accepted`: the request took effect first."""

    status: int = 0
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    accepted: bool = False
    silent: bool = False


def throttled(seconds: float, *, everywhere: bool = False, by_discord: bool = True) -> Fault:
    """429 with a wait; `everywhere`: the bot's global limit; not `by_discord`: from the front servers, for abuse."""
    body = {"message": "You are being rate limited.", "retry_after": seconds, "global": everywhere}
    headers = {
        "Retry-After": str(seconds),
        "X-RateLimit-Scope": "global" if everywhere else "user",
        "Content-Type": "application/json",
    }
    if everywhere:
        headers["X-RateLimit-Global"] = "true"
    if by_discord:
        headers["Via"] = "1.1 google"  # discord.py waits and tries again only where it finds this
    return Fault(429, json.dumps(body), headers)


def refused(status: int, code: int, message: str = "No.") -> Fault:
    """Any refusal with Discord's own code."""
    body: dict[str, Any] = {"code": code, "message": message}
    return Fault(status, json.dumps(body), {"Content-Type": "application/json"})


def broken(status: int = 503, *, accepted: bool = False) -> Fault:
    """5xx with a web page, as the front servers give it."""
    return Fault(status, "<html>upstream</html>", {"Content-Type": "text/html"}, accepted)


def cut_before() -> Fault:
    """The connection breaks before the request is looked at."""
    return Fault()


def cut_after() -> Fault:
    """The connection breaks after the request took effect."""
    return Fault(accepted=True)


def silence() -> Fault:
    """The request takes effect, and no answer ever comes."""
    return Fault(accepted=True, silent=True)
