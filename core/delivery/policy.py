"""When a message may still go, and what becomes of it after an attempt. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from core.delivery.outcomes import Gone, Later, Missing, Moved, Outcome, Rejected, Sent, Unknown
from core.feature import Repeat

MAX_FAILURES = 8
LONGEST_WAIT = 300  # seconds
SOON = 1  # second: a platform that goes on saying the same is not hammered
QUIET_FROM, QUIET_UNTIL = 22, 6  # local hours
QUIET_GRACE = timedelta(minutes=15)
NO_SUCH_ZONE = (KeyError, ValueError, OSError)  # a name that left the rules, that never was one, that is a folder


@dataclass(frozen=True, slots=True)
class Verdict:
    """The next state of a message: `ready_at` counts when that is ready; `handle` None leaves the old one.

    `in_doubt`: it may have arrived, which nobody can try for ever.
    """

    state: str
    ready_at: int = 0
    handle: str | None = None
    detail: str = ""
    in_doubt: bool = False


def too_late(now: int, due_at: int, grace: timedelta, zone: str | None) -> str:
    """Why a message due at `due_at` (UTC seconds) must not be sent any more, empty when it may.

    In quiet hours nothing comes that was not due just then: whoever chose five in the morning meant it.
    """
    late = timedelta(seconds=now - due_at)
    if late > grace:
        return "too late"
    return "quiet hours" if zone and late > QUIET_GRACE and is_quiet(now, zone) else ""


def is_quiet(now: int, zone: str) -> bool:
    """Whether people in a zone sleep at `now` (UTC seconds); nobody can tell for a zone that is not in the rules."""
    try:
        hour = datetime.fromtimestamp(now, ZoneInfo(zone)).hour
    except NO_SUCH_ZONE:
        return False
    return hour >= QUIET_FROM or hour < QUIET_UNTIL


def backoff(failures: int) -> int:
    """Seconds to wait after the n-th failure: 2, 4, 8 … up to five minutes."""
    return int(min(2**failures, LONGEST_WAIT))


def verdict(outcome: Outcome, repeat: Repeat, failures: int, now: int, deadline: int) -> Verdict:
    """Decide a message's fate; what is in doubt for the eighth time, or is past its deadline, is given up."""
    match outcome:
        case Sent(handle):
            return Verdict("sent", handle=handle or None)
        case Gone(reason):
            return Verdict("gone", detail=reason)
        case Rejected(reason):
            return Verdict("failed", detail=reason)
        case Moved():
            return _again(now + SOON, deadline, "moved")
        case Missing():
            return _again(now + SOON, deadline, "missing", handle="")
        case Later(wait):  # never sent: only the deadline counts
            return _again(now + max(1, round(wait)), deadline, "later")
        case Unknown(reason):
            return _in_doubt(reason, repeat, failures + 1, now, deadline)
        case _:
            assert_never(outcome)


def _in_doubt(reason: str, repeat: Repeat, failures: int, now: int, deadline: int) -> Verdict:
    if repeat is Repeat.DROP:
        return Verdict("unsure", detail=reason, in_doubt=True)
    if failures >= MAX_FAILURES:
        return Verdict("failed", detail=f"given up: {reason}", in_doubt=True)
    return _again(now + backoff(failures), deadline, reason, in_doubt=True)


def _again(at: int, deadline: int, detail: str, handle: str | None = None, *, in_doubt: bool = False) -> Verdict:
    if at > deadline:
        return Verdict("failed", detail=f"given up: {detail}", in_doubt=in_doubt)
    return Verdict("ready", at, handle, detail, in_doubt)
