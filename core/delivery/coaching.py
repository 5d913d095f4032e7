"""What the outbox needs of the coach."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from core.feature import Kind, Repeat
from core.messages import Address, Reply

NextDue = Callable[[int, str, int, int], tuple[int, date]]  # see core/nudges/rules.py


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that is ours to send; `due_at` in UTC seconds, `attempt` fences it."""

    id: int
    kind: str
    person_id: int | None
    address: Address
    ref: str
    due_at: int
    attempt: int
    failures: int
    handle: str


Draw = Callable[[Session, Claimed], Reply | None]
Move = Callable[[Session, Address, str], None]  # a chat has a new id: everything addressed to it follows


@dataclass(frozen=True, slots=True)
class Coaching:
    """What the coach decides about pushes: their kinds, what they say, when they come back, who follows a chat."""

    kinds: Mapping[str, Kind]
    draw: Draw
    next_due: NextDue
    move: Move

    def repeat(self, kind: str) -> Repeat:
        """What to do in doubt; a kind nobody knows any more is not repeated."""
        return self.kinds[kind].repeat if kind in self.kinds else Repeat.DROP

    def grace(self, kind: str) -> timedelta:
        """How late it may be."""
        return self.kinds[kind].grace if kind in self.kinds else timedelta(0)
