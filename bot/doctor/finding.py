"""One thing that was looked at."""

from collections.abc import Callable
from dataclasses import dataclass

from core.errors import OperatorError


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, in a sentence; one that is not `ok` says how to mend it."""

    ok: bool
    sentence: str


def looked_at(check: Callable[[], object], fine: str) -> Finding:
    """`fine`, unless the check ends with an OperatorError: its sentence then."""
    try:
        check()
    except OperatorError as problem:
        return Finding(False, str(problem))
    return Finding(True, fine)


def lasting(seconds: float) -> str:
    """A length of time in words a person would use: 42 seconds, 12 minutes, 3 hours, 5 days."""
    for size, name in ((86400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {name}"
    return f"{seconds:.0f} seconds"
