"""What becomes of a message after an attempt to deliver it. Pure."""

from dataclasses import dataclass
from typing import assert_never

from core.delivery.outcomes import Gone, Later, Missing, Moved, Outcome, Rejected, Sent, Unknown
from core.feature import Repeat

MAX_ATTEMPTS = 8
LONGEST_WAIT = 300  # seconds


@dataclass(frozen=True, slots=True)
class Verdict:
    """The next state of a message; `ready_at` counts when the state is ready."""

    state: str
    ready_at: int = 0
    handle: str = ""
    detail: str = ""


def backoff(attempt: int) -> int:
    """Seconds to wait after the n-th failed attempt: 2, 4, 8 … up to five minutes."""
    return int(min(2**attempt, LONGEST_WAIT))


def verdict(outcome: Outcome, repeat: Repeat, attempt: int, now: int, deadline: int) -> Verdict:
    """Decide a message's fate; what was tried eight times in earnest, or is past its deadline, is given up."""
    match outcome:
        case Sent(handle):
            return Verdict("sent", handle=handle)
        case Gone(reason):
            return Verdict("gone", detail=reason)
        case Rejected(reason):
            return Verdict("failed", detail=reason)
        case Moved():
            return _again(now, 0, deadline, "moved")
        case Missing():
            return _again(now, attempt, deadline, "missing")
        case Later(wait):  # never sent: only the deadline counts
            return _again(now + max(1, round(wait)), 0, deadline, "later")
        case Unknown(reason):
            if repeat is Repeat.DROP:
                return Verdict("unsure", detail=reason)
            return _again(now + backoff(attempt), attempt, deadline, reason)
        case _:
            assert_never(outcome)


def _again(at: int, attempt: int, deadline: int, detail: str) -> Verdict:
    if attempt >= MAX_ATTEMPTS or at > deadline:
        return Verdict("failed", detail=f"given up: {detail}")
    return Verdict("ready", ready_at=at, detail=detail)
