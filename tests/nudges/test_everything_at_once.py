"""A runner, the real coach and the real sender, and whatever may happen to the three of them, in any order."""

import asyncio
import shutil
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select

from bot.understanding import understanding_of
from bot.wiring import House
from core.database import Database
from core.delivery.outcomes import Gone, Outcome, Sent
from core.delivery.policy import is_quiet
from core.delivery.ports import Delivery
from core.delivery.tables import Outgoing, Subscription
from core.knowledge.library import load
from core.messages import Action
from core.people.tables import Person
from core.plans.store import outcome_of
from tests.play import SUNDAY, Play, database_file, template
from tests.profile.test_setting_up import set_up

PLACES = {"Berlin": "Europe/Berlin", "Tokyo": "Asia/Tokyo", "Honolulu": "Pacific/Honolulu", "London": "Europe/London"}
GRACE = {"workout": timedelta(hours=3), "evening": timedelta(hours=1)}
END = {"sent", "skipped", "gone", "failed", "unsure"}


class RunnersLife(RuleBasedStateMachine):
    """One runner; every message that arrives is held against what was true when it was sent."""

    @initialize()
    def begin(self) -> None:
        self.folder = TemporaryDirectory()
        shutil.copy(template(), Path(self.folder.name) / "coach.db")
        self.url = database_file(Path(self.folder.name))
        if not hasattr(RunnersLife, "library"):
            RunnersLife.library = load()
            RunnersLife.understanding = understanding_of(RunnersLife.library)
        self.now = [SUNDAY]
        self.play = Play(self._house(), self.now)
        self.play.post.deliver = self._arrives  # type: ignore[method-assign]
        self.arrived: Counter[str] = Counter()
        self.problems: list[str] = []
        self.blocked = self.jumped = False
        self.steady = [0.0]
        self.anna = self.play.person("Anna")
        set_up(self.anna)
        self.anna.press(Action("nudges.set", ("evening", "on")))
        self.pump = self._pump()

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.play.house.database.close()
            self.folder.cleanup()

    # -- what may happen

    @rule(minutes=st.sampled_from([1, 20, 90, 700, 1500, 12000]))
    def time_goes_on(self, minutes: int) -> None:
        self._advance(timedelta(minutes=minutes))

    @rule(times=st.integers(1, 6))
    def messages_are_due(self, times: int) -> None:
        for _ in range(times):
            self._to_the_next_one()

    def _to_the_next_one(self) -> None:
        with self.play.house.database.transaction() as session:
            due = [*session.scalars(select(Subscription.next_due_at))]
        now = int(self.now[0].timestamp())
        self._advance(timedelta(seconds=max(0, min(due, default=now) - now)))

    @rule(minutes=st.integers(-300, 300))
    def the_clock_is_turned(self, minutes: int) -> None:
        self.jumped = True
        self.now[0] += timedelta(minutes=minutes)
        before = sum(self.arrived.values())
        self._tick()
        assert not minutes or sum(self.arrived.values()) == before

    @rule(place=st.sampled_from(sorted(PLACES)))
    def they_travel(self, place: str) -> None:
        self.anna.press(Action("setup.edit", ("zone",)))
        self.anna.says(place)
        self.anna.presses("Yes")

    @rule(words=st.sampled_from(["/pause", "/resume", "/pause for 5 days", "/week"]))
    def they_speak(self, words: str) -> None:
        self.anna.says(words)

    @rule(name=st.sampled_from(["evening", "week"]), state=st.sampled_from(["on", "off"]))
    def they_switch_a_message(self, name: str, state: str) -> None:
        self.anna.press(Action("nudges.set", (name, state)))

    @rule(what=st.sampled_from(["done", "skip", "later", "undo"]))
    def they_settle_the_session(self, what: str) -> None:
        self.anna.press(Action(f"session.{what}", (f"{self._local().date()}",)))

    @rule()
    def they_block_or_unblock(self) -> None:
        self.blocked = not self.blocked

    @rule()
    def the_process_is_killed_after_a_claim(self) -> None:
        self.pump._desk.look()
        self.pump._desk.turn([], 10)
        self.pump = self._pump()

    @rule()
    def the_coach_restarts(self) -> None:
        self.play.house.database.close()
        self.play.house = self._house()
        self.pump = self._pump()

    # -- what must hold

    @invariant()
    def every_day_ends_with_a_reason(self) -> None:
        if not hasattr(self, "play"):
            return
        now = int(self.now[0].timestamp())
        with self.play.house.database.transaction() as session:
            for row in session.scalars(select(Outgoing)):
                assert (
                    row.state in END or row.ready_at > now or row.due_at >= now - 60 or self.jumped or self._unsent(row)
                )
                assert row.state not in END - {"sent"} or row.detail

    def _unsent(self, row: Outgoing) -> bool:
        """Claimed by a process that was killed, and not looked at since."""
        return row.state == "sending" or self.pump._lease.epoch == 0

    async def _arrives(self, delivery: Delivery) -> Outcome:
        number = int(delivery.nonce[1:].split(".")[0])
        with self.play.house.database.transaction() as session:
            row, person = session.get_one(Outgoing, number), session.scalars(select(Person)).one()
            try:
                self._fits(row, person)
                self._is_wanted(
                    row, person, delivery.reply.text, outcome_of(session, person.id, date.fromisoformat(row.ref))
                )
            except AssertionError as problem:  # a messenger must not raise: the invariant does
                self.problems.append(f"{row.key} at {self.now[0]}: {problem}")
        if self.blocked:
            return Gone("blocked")
        self.arrived[row.key] += not row.key.endswith(":later")
        return Sent("m")

    @invariant()
    def nothing_came_that_should_not(self) -> None:
        if hasattr(self, "play"):
            assert self.problems == []
            assert {key: times for key, times in self.arrived.items() if times > 1} == {}

    def _fits(self, row: Outgoing, person: Person) -> None:
        """Not late, not at night, not to somebody who is away, and only what they said yes to."""
        stopped = person.unanswered > 21  # the last word itself
        assert not person.paused or stopped
        assert person.reachable
        day = date.fromisoformat(row.ref)
        assert self._local(person).date() == day
        assert person.quiet_until is None or day > person.quiet_until
        now = int(self.now[0].timestamp())
        late = timedelta(seconds=now - row.due_at)
        assert timedelta(0) <= late <= GRACE[row.kind] or self.jumped
        assert late <= timedelta(minutes=15) or not is_quiet(now, person.zone or "UTC")

    def _is_wanted(self, row: Outgoing, person: Person, text: str, outcome: str | None) -> None:
        """Nothing about a session that is settled, and in the evening only what they said yes to."""
        asks = "still open" in text
        assert outcome is None or (row.kind == "evening" and not asks)
        assert not asks or person.evening_nudge
        assert "Your week ahead" not in text or person.week_ahead is not False

    # -- how it is done

    def _house(self) -> House:
        return House(Database(self.url), RunnersLife.library, RunnersLife.understanding, lambda: self.now[0])

    def _pump(self):
        return self.play.house.pump(self.play.post, rate=1000, monotonic=self._monotonic)

    def _monotonic(self) -> float:
        self.steady[0] += 60.0  # no chat is ever busy
        return self.steady[0]

    def _advance(self, delta: timedelta) -> None:
        self.now[0] += delta
        self._tick()  # to the sender this looks like a clock that was turned
        self._tick()  # and now it goes steadily

    def _tick(self) -> None:
        asyncio.run(self.pump.tick())

    def _local(self, person: Person | None = None) -> datetime:
        if person is None:
            with self.play.house.database.transaction() as session:
                person = session.scalars(select(Person)).one()
        return self.now[0].astimezone(ZoneInfo(person.zone or "UTC"))


TestRunnersLife = RunnersLife.TestCase
TestRunnersLife.settings = settings(
    max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
