"""Day after day in a moment: the real coach and the real pump, from one push to the next."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import func, select

from bot import schema
from bot.content import library_of
from bot.settings import Settings
from bot.simulate.options import Wanted, end_of
from bot.simulate.runner import PLATFORM, Runner
from bot.wiring import House, build_house
from core.delivery.outcomes import Outcome, Sent
from core.delivery.ports import Delivery
from core.delivery.tables import Outgoing, Subscription
from core.messages import Reply

THINKS = timedelta(minutes=40)  # from a push to its answer
MINUTE = 60.0  # seconds; as much of the sender's pace has always gone by


@dataclass(frozen=True, slots=True)
class Push:
    """What arrives, and when (aware UTC)."""

    at: datetime
    reply: Reply


class Letterbox:
    """Takes everything that is sent."""

    platform = PLATFORM

    def __init__(self) -> None:
        self.replies: list[Reply] = []

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Keep it."""
        self.replies.append(delivery.reply)
        return Sent()

    def emptied(self) -> list[Reply]:
        """What has come since the last look."""
        came, self.replies = self.replies, []
        return came


class Days:
    """A house of its own, in which it is as late as we say."""

    def __init__(self, settings: Settings, folder: Path, start: datetime) -> None:
        url = f"sqlite:///{folder / 'simulated.db'}"
        schema.upgrade(url)
        self._now = start
        clock, spread = lambda: self._now, settings.spread_minutes
        self._house: House = build_house(url, library_of(settings), clock, spread, limited=False)
        self._box = Letterbox()
        self.runner = Runner(self._house)

    async def until(self, end: datetime, *, silent: bool) -> AsyncIterator[Push]:
        """Everything that comes before `end`."""
        while (due := await self._house.database.run(self._next)) is not None and due < end:
            self._now = max(due, self._now)
            await self._pumped()
            for reply in self._box.emptied():
                yield Push(self._now, reply)
                if not silent:
                    self._now += THINKS
                    await self.runner.answers(reply)

    def close(self) -> None:
        """Put the house away."""
        self._house.database.close()

    def _next(self) -> datetime | None:
        """When something is due again."""
        ready = select(func.min(Outgoing.ready_at)).where(Outgoing.state == "ready")
        with self._house.database.transaction() as session:
            found = [session.scalar(query) for query in (ready, select(func.min(Subscription.next_due_at)))]
        return min((datetime.fromtimestamp(at, UTC) for at in found if at is not None), default=None)

    async def _pumped(self) -> None:
        """One tick of a sender that was just started: no time has gone by for it that would have to agree with ours."""
        ticks = count(step=MINUTE)
        pump = self._house.pump(self._box, monotonic=lambda: next(ticks))
        await pump.tick()


async def simulated(settings: Settings, wanted: Wanted) -> AsyncIterator[Push]:
    """Set a runner up and let the days go by; OperatorError when an answer of theirs will not do."""
    with TemporaryDirectory() as folder:
        days = Days(settings, Path(folder), wanted.start)
        try:
            yield Push(wanted.start, await days.runner.sets_up(wanted.answers))
            async for push in days.until(end_of(wanted), silent=wanted.silent):
                yield push
        finally:
            days.close()
