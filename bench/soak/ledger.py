"""What runners did, what the coach confirmed, and what must therefore be in the database."""

from dataclasses import dataclass, field


@dataclass
class Word:
    """Something a runner did and waits for an answer to; times are monotonic seconds, `answered` 0 for never."""

    platform: str
    person: int
    chat: int  # the private one
    what: str
    at: float
    answered: float = 0.0


@dataclass
class Ledger:
    """One runner's: what was confirmed to them, and what may have happened besides, because nobody told them."""

    platform: str
    person: int
    words: list[Word] = field(default_factory=list)
    session: set[str] = field(default_factory=lambda: {""})  # what the log may say of today's
    logged: list[int] = field(default_factory=list)  # amounts told to the coach, each another one
    set_up: bool = False
    joined: bool = False

    def settles(self, outcome: str) -> None:
        """The runner asked for it: from now on the log may say so."""
        self.session.add(outcome)

    def is_settled(self, outcome: str) -> None:
        """The coach said so: the log says this and nothing else."""
        self.session = {outcome}

    def next_amount(self) -> int:
        """An amount that this runner has not logged yet."""
        self.logged.append(len(self.logged) + 1)
        return self.logged[-1]
