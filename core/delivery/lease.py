"""One active sender for each bot token: a row that says who, and a number that grows with every change of hands."""

from collections.abc import Callable
from hashlib import sha256
from math import inf

from sqlalchemy import ColumnElement, and_, bindparam, select, update
from sqlalchemy.orm import Session

from core.database import insert_into
from core.delivery.tables import SenderLease

LENGTH = 15  # seconds
ROUNDING = 1  # second: the row holds whole seconds

Gone = Callable[[str], bool]  # whether the process that a holder names has certainly ended


class Lease:
    """The right to send with one token, as far as this process knows.

    It is renewed every third of its length. Whether it still holds is told by the monotonic clock alone, so a process
    that was stopped for a while knows at once that it may not send.
    """

    def __init__(
        self, token: str, holder: str, gone: Gone, monotonic: Callable[[], float], length: int = LENGTH
    ) -> None:
        self.token = fingerprint(token)
        self.epoch = 0  # 0: not held
        self._holder = holder
        self._gone = gone
        self._monotonic = monotonic
        self._length = length
        self._until = self._renew_at = -inf

    def holds(self) -> bool:
        """Whether this process may send now."""
        return self._monotonic() < self._until

    def is_due(self) -> bool:
        """Whether it is time to renew it, or to ask for it."""
        return self._monotonic() >= self._renew_at

    def renew(self, session: Session, now: int) -> bool:
        """Prolong the lease or take it, at `now` (UTC seconds); True when it is new to us. The caller commits."""
        started = self._monotonic()
        prolonged = self.epoch > 0 and self._prolonged(session, now)
        taken = not prolonged and self._taken(session, now)
        if prolonged or taken:
            self._until = started + self._length - ROUNDING
            self._renew_at = started + self._length / 3
        else:
            self.epoch, self._until = 0, -inf
        return taken

    def doubt(self) -> None:
        """What was renewed may not have been stored: nothing is sent before it is asked for again."""
        self._until = self._renew_at = -inf

    def is_current(self, session: Session) -> bool:
        """Whether nobody has taken it over. Without a lock: whoever froze with one would keep the others out."""
        held = {"token": self.token, "holder": self._holder}
        return self.epoch > 0 and session.connection().scalar(_EPOCH, held) == self.epoch

    def release(self, session: Session) -> None:
        """Leave it to whoever wants it."""
        session.execute(update(SenderLease).where(self._mine()).values(holder="", until=0))
        self.epoch, self._until, self._renew_at = 0, -inf, -inf

    def _mine(self) -> ColumnElement[bool]:
        # an epoch that we took in a transaction which then failed may be somebody else's by now
        ours = and_(SenderLease.epoch == self.epoch, SenderLease.holder == self._holder)
        return and_(SenderLease.token == self.token, ours)

    def _prolonged(self, session: Session, now: int) -> bool:
        prolong = update(SenderLease).where(self._mine()).values(until=now + self._length)
        return bool(session.connection().execute(prolong).rowcount)

    def _taken(self, session: Session, now: int) -> bool:
        row = session.scalar(select(SenderLease).where(SenderLease.token == self.token).with_for_update())
        if row is None:
            return self._created(session, now)
        # a row that claims to last longer than any lease does was written by a clock that was ahead
        in_force = now < row.until <= now + 2 * self._length
        if in_force and row.holder != self._holder and not self._gone(row.holder):
            return False
        row.holder, row.epoch, row.until = self._holder, row.epoch + 1, now + self._length
        session.flush()
        self.epoch = row.epoch
        return True

    def _created(self, session: Session, now: int) -> bool:
        values = {"token": self.token, "holder": self._holder, "epoch": 1, "until": now + self._length}
        insert = insert_into(session, SenderLease).values(values).on_conflict_do_nothing()
        self.epoch = session.scalar(insert.returning(SenderLease.epoch)) or 0
        return self.epoch == 1


_EPOCH = select(SenderLease.epoch).where(
    SenderLease.token == bindparam("token"), SenderLease.holder == bindparam("holder")
)


def fingerprint(token: str) -> str:
    """What stands for a token where the token must not be."""
    return sha256(token.encode()).hexdigest()[:16]
