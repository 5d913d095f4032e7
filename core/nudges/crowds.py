"""Hours in which more people are to be written to than the platform lets a bot reach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.delivery.tables import Subscription

HOUR, DAY = 3600, 24 * 3600  # seconds
FULL = 0.8  # of what the platform allows in an hour


@dataclass(frozen=True, slots=True)
class Crowd:
    """An hour (its beginning in UTC) in which `pushes` are due on a platform, and how many of them it allows."""

    platform: str
    hour: datetime
    pushes: int
    room: int

    @property
    def sentence(self) -> str:
        """What the operator reads."""
        share, hour = round(100 * self.pushes / self.room), f"{self.hour:%d %B, %H:%M} UTC"
        return (
            f"{self.pushes} pushes are due on {self.platform} in the hour from {hour}: {share} % of what it allows. "
            "Some will come late; HILLCOACH_SPREAD_MINUTES lets whole hours differ by minutes."
        )


def crowds(session: Session, rates: Mapping[str, float], now: int) -> Sequence[Crowd]:
    """The hours of the next day that are over 80 % full; `rates` in messages per second, `now` in UTC seconds."""
    hour = Subscription.next_due_at // HOUR
    query = (
        select(Subscription.platform, hour, func.count())
        .where(Subscription.platform.in_(rates), Subscription.next_due_at.between(now, now + DAY))
        .group_by(Subscription.platform, hour)
        .order_by(Subscription.platform, hour)
    )
    found = (
        Crowd(platform, datetime.fromtimestamp(int(which) * HOUR, UTC), count, round(rates[platform] * HOUR))
        for platform, which, count in session.execute(query)
    )
    return tuple(each for each in found if each.pushes > FULL * each.room)
