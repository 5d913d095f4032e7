"""The pump: claims flow in just in time, messages leave evenly and side by side, and what came of them is noted."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable

from core.clock import Clock
from core.database import Database
from core.delivery.chats import ChatPace
from core.delivery.coaching import Coaching
from core.delivery.desk import Departure, Desk
from core.delivery.lease import Lease
from core.delivery.outcomes import Gone, Later, Outcome, Unknown
from core.delivery.pace import Pace
from core.delivery.ports import Messenger
from core.delivery.refusals import Refusals
from core.delivery.watch import ClockWatch
from core.gauges import Delivered, Measure, unmeasured

log = logging.getLogger(__name__)

TURN = 0.008
"""Seconds that a transaction of the pump should take at most: so long whoever writes to us may have to wait."""
FIRST, MOST = 50, 200  # messages claimed in one transaction; as few as one where drawing them is slow
LOOK_AGAIN = 1.0  # seconds


class Pump:
    """Sends for one platform and one bot token. A tick lasts until there is nothing more to send."""

    def __init__(
        self,
        database: Database,
        messenger: Messenger,
        coaching: Coaching,
        pace: Pace,
        lease: Lease,
        clock: Clock,
        worker: str,
        monotonic: Callable[[], float] = time.monotonic,
        measure: Measure = unmeasured,
    ) -> None:
        self._database = database
        self._messenger = messenger
        self._pace = pace
        self._lease = lease
        self._clock = clock
        self._monotonic = monotonic
        self._measure = measure
        self._desk = Desk(database, messenger.platform, coaching, lease, ChatPace(monotonic), clock, worker)
        self._refusals = Refusals(messenger.platform, monotonic)
        self._watch = ClockWatch()
        self._waiting: deque[Departure] = deque()  # claimed, not yet under way
        self._finished: list[tuple[Departure, Outcome]] = []  # not yet settled
        self._under_way: set[asyncio.Task[None]] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._wake = asyncio.Event()
        self._stopped = False
        self._in_doubt = False  # a turn failed, and what it claimed may be committed all the same
        self._batch = FIRST

    async def tick(self) -> int:
        """Send everything that is due; returns how many messages were looked at."""
        if not await self._has_work():
            return 0
        looked_at = 0
        while True:
            self._wake.clear()
            room = self._room()
            turn_looked_at = await self._turn(room)
            looked_at += turn_looked_at
            self._dispatch()
            if turn_looked_at == room and self._room():
                continue
            if self._waiting or self._under_way or self._finished:
                await self._woken()
            elif self._in_doubt:
                await self._database.run(self._desk.take_back)
                self._in_doubt = False
            else:
                return looked_at

    def stop(self) -> None:
        """Begin nothing more; the tick under way ends when what it has sent is settled."""
        self._stopped = True
        self._wake.set()

    async def leave(self) -> None:
        """Let another process send; only once no tick is under way."""
        await self._database.run(self._desk.leave)

    async def _has_work(self) -> bool:
        """Whether there is something to note, to take back or to send."""
        if self._finished or self._in_doubt:
            return True
        return self._clock_is_steady() and await self._database.run(self._desk.look)

    async def _turn(self, room: int) -> int:
        """Settle and claim; what could not be settled is kept for the next time."""
        finished, self._finished = self._finished, []
        begun = self._monotonic()
        try:
            turn = await self._database.run(self._desk.turn, finished, room)
        except Exception:
            self._finished = finished + self._finished
            self._in_doubt = True
            raise
        self._waiting.extend(turn.departures)
        took = self._monotonic() - begun
        if turn.looked_at == self._batch or (turn.looked_at and took > TURN):
            self._resize(took)
        return turn.looked_at

    def _resize(self, took: float) -> None:
        """Claim as many at once as this machine manages in a moment; a busy one is left to others sooner."""
        factor = min(2.0, max(0.5, TURN / took)) if took else 2.0
        self._batch = min(MOST, max(1, round(self._batch * factor)))

    def _room(self) -> int:
        """How many messages may be claimed now."""
        if not self._may_send() or not self._clock_is_steady():
            return 0
        waiting = len(self._waiting)
        return max(
            0, min(self._batch, self._pace.ahead - waiting, self._pace.most_out - waiting - len(self._under_way))
        )

    def _may_send(self) -> bool:
        return not self._stopped and not self._pace.held() and self._lease.holds()

    def _dispatch(self) -> None:
        """Let go what may go now, and come back for the next one."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while self._waiting:
            if not self._may_send():
                return self._put_back()
            if (wait := self._pace.wait()) > 0:
                self._timer = asyncio.get_running_loop().call_later(wait, self._dispatch)
                return None
            self._pace.depart()
            task = asyncio.create_task(self._deliver(self._waiting.popleft()))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
            if len(self._waiting) <= self._pace.ahead // 2:
                self._wake.set()
        return None

    def _put_back(self) -> None:
        """Not sent after all: the platform asked for a pause, or somebody else has the token."""
        self._finished += [(each, Later(self._pace.held())) for each in self._waiting]
        self._waiting.clear()
        self._wake.set()

    async def _deliver(self, departure: Departure) -> None:
        begun = self._monotonic()
        try:
            outcome = await self._messenger.deliver(departure.delivery)
        except Exception as problem:  # a messenger never raises; should it, the others go on
            log.exception("the messenger failed")
            outcome = Unknown(type(problem).__name__)
        if isinstance(outcome, Later) and outcome.throttled:
            log.warning("%s asks for a pause of %g s", self._messenger.platform, outcome.wait)
            self._pace.hold(outcome.wait)
        if isinstance(outcome, Gone) and (wait := self._refusals.note()):
            log.warning("%s refused too many messages: a pause of %g s", self._messenger.platform, wait)
            self._pace.hold(wait)
        self._note(departure, type(outcome).__name__.lower(), self._monotonic() - begun)
        self._finished.append((departure, outcome))
        self._wake.set()

    def _note(self, departure: Departure, outcome: str, seconds: float) -> None:
        message = departure.message
        self._measure(Delivered(self._messenger.platform, message.kind, outcome, seconds))
        what = {"key": f"push:{message.id}", "kind": message.kind, "ms": round(1000 * seconds, 1)}
        log.info("delivered", extra={**what, "person": message.person_id, "outcome": outcome})

    async def _woken(self) -> None:
        """Wait until something is finished or may be claimed, or a second has gone."""
        try:
            async with asyncio.timeout(LOOK_AGAIN):
                await self._wake.wait()
        except TimeoutError:
            pass

    def _clock_is_steady(self) -> bool:
        steady = self._watch.steady(self._clock().timestamp(), self._monotonic())
        if not steady:
            log.warning("the clock was turned: nothing is sent until it goes steadily again")
        return steady
