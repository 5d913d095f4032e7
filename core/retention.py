"""How long things are kept before the hourly sweep drops them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Retention:
    """Days; None is until the person deletes it.

    `handled`: answered requests (the words of an answer go after an hour), `outgoing`: what was sent unasked,
    `doubtful`: words of questions without a sure answer, `log`: sessions and challenges that are over.
    """

    handled: int = 2
    outgoing: int = 30
    doubtful: int = 90
    log: int | None = None


DEFAULT = Retention()
