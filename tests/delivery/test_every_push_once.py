"""Whatever happens, in whatever order: every push once, in time, and none after a no."""

import shutil
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from core.database import Database
from core.delivery.outcomes import Gone, Later, Outcome, Sent, Unknown
from core.delivery.policy import is_quiet
from core.delivery.ports import Delivery
from core.delivery.subscriptions import subscription_of, unsubscribe
from core.delivery.tables import Outgoing
from core.nudges.rules import next_due
from core.people.tables import Person
from tests.delivery.stage import EVERY_DAY, PLATFORM, Office, at
from tests.play import database_file, template

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Honolulu", "Pacific/Kiritimati", "UTC")
GRACE = {"workout": timedelta(hours=3), "nudge": timedelta(hours=1)}
HOUR = {"workout": 7 * 60, "nudge": 19 * 60 + 30}
END = {"sent", "skipped", "gone", "failed", "unsure"}


class Platform:
    """People who may have blocked us; `doubt` is answered once instead of the truth, after the message arrived."""

    platform = PLATFORM

    def __init__(self, office: Office) -> None:
        self.office = office
        self.blocked: set[str] = set()
        self.doubt: list[Outcome] = []
        self.arrived: list[tuple[str, str, datetime]] = []
        self.delivered: list[Delivery] = []

    async def deliver(self, delivery: Delivery) -> Outcome:
        if delivery.address.chat in self.blocked:
            return Gone("blocked")
        if self.doubt and isinstance(self.doubt[0], Later):
            return self.doubt.pop()
        self.delivered.append(delivery)
        self.arrived.append((delivery.address.chat, delivery.reply.text, self.office.now[0]))
        return self.doubt.pop() if self.doubt else Sent("m")


class EveryPushOnce(RuleBasedStateMachine):
    """Three runners, each with a workout in the morning and a nudge in the evening."""

    @initialize(zones=st.tuples(*[st.sampled_from(ZONES)] * 3))
    def open(self, zones: tuple[str, ...]) -> None:
        self.folder = TemporaryDirectory()
        shutil.copy(template(), Path(self.folder.name) / "coach.db")
        url = database_file(Path(self.folder.name))
        self.office = Office(Database(url))
        self.office.mailbox = self.platform = Platform(self.office)
        self.people = [self.office.runner(zone) for zone in zones]
        self.zones = dict(zip(self.people, zones, strict=True))
        self.wanted: dict[tuple[int, str], bool] = {}
        self.doubts: Counter = Counter()
        self.jumped = False
        for person in self.people:
            self._subscribe(person, "nudge")
            self.wanted |= {(person, "workout"): True, (person, "nudge"): True}
        self.pump = self.office.pump()

    def teardown(self) -> None:
        if hasattr(self, "office"):
            self.office.database.close()
            self.folder.cleanup()

    # -- what may happen

    @rule(minutes=st.sampled_from([1, 7, 30, 90, 400, 1500, 20000]))
    def time_goes_on(self, minutes: int) -> None:
        self.office.advance(self.office.now[0] + timedelta(minutes=minutes))
        self._tick()

    @rule()
    def somebody_is_due(self) -> None:
        """To the next minute in which there is something to do."""
        with self.office.database.transaction() as session:
            found = (subscription_of(session, person, kind) for person, kind in self.wanted)
            due = [each.next_due_at for each in found if each is not None]
        if due:
            now = int(self.office.now[0].timestamp())
            self.office.advance(self.office.now[0] + timedelta(seconds=max(0, min(due) - now)))
        self._tick()

    @rule(minutes=st.integers(-600, 600))
    def the_clock_is_turned(self, minutes: int) -> None:
        self._tick()
        self.office.now[0] += timedelta(minutes=minutes)
        self.jumped = True
        before = len(self.platform.arrived)
        self._tick()
        assert not minutes or len(self.platform.arrived) == before

    @rule(person=st.integers(0, 2), zone=st.sampled_from(ZONES))
    def somebody_travels(self, person: int, zone: str) -> None:
        person = self.people[person]
        self.zones[person] = zone
        with self.office.database.transaction() as session:
            session.get_one(Person, person).zone = zone
        for kind in ("workout", "nudge"):
            if self.wanted[person, kind]:
                self._subscribe(person, kind)

    @rule(person=st.integers(0, 2), kind=st.sampled_from(["workout", "nudge"]))
    def somebody_opts_out_or_in(self, person: int, kind: str) -> None:
        person = self.people[person]
        self.wanted[person, kind] = not self.wanted[person, kind]
        if self.wanted[person, kind]:
            return self._subscribe(person, kind)
        with self.office.database.transaction() as session:
            unsubscribe(session, person, kind)
        return None

    @rule(person=st.integers(0, 2))
    def somebody_blocks_or_comes_back(self, person: int) -> None:
        person = self.people[person]
        chat = f"home {person}"
        self.platform.blocked ^= {chat}
        with self.office.database.transaction() as session:
            if chat not in self.platform.blocked:
                session.get_one(Person, person).reachable = True

    @rule(person=st.integers(0, 2))
    def a_session_is_done_or_undone(self, person: int) -> None:
        self.office.unwanted ^= {self.people[person]}

    @rule(outcome=st.sampled_from([Later(5), Later(40, throttled=True), Unknown("timeout")]))
    def the_platform_stammers(self, outcome: Outcome) -> None:
        self.platform.doubt = [outcome]

    @rule()
    def the_process_is_killed_between_claim_and_send(self) -> None:
        self.office.tick(pump=self.pump)
        self.pump._desk.look()
        if self.pump._lease.holds():
            self.pump._desk.turn([], 10)
        self.pump = self.office.pump()

    @rule()
    def the_process_is_started_anew(self) -> None:
        self.pump = self.office.pump()

    # -- what must hold

    @invariant()
    @precondition(lambda self: hasattr(self, "office"))
    def nobody_is_told_twice_nor_in_the_night_nor_late(self) -> None:
        seen = Counter((chat, text) for chat, text, _ in self.platform.arrived)
        for (chat, text), times in seen.items():
            assert times <= 1 + self.doubts[chat, text], f"{chat}: {text}, {times} times"

    def _tick(self) -> None:
        unwanted = {key for key, wanted in self.wanted.items() if not wanted}
        before, stammering = len(self.platform.arrived), list(self.platform.doubt)
        self.office.tick(pump=self.pump)
        for chat, text, when in self.platform.arrived[before:]:
            person, (kind, _, on) = int(chat.removeprefix("home ")), text.split(" ")
            assert (person, kind) not in unwanted
            assert person not in self.office.unwanted
            self._arrived_in_time(person, kind, date.fromisoformat(on), when)
            if any(isinstance(each, Unknown) for each in stammering) and kind == "workout":
                self.doubts[chat, text] += 1
        self._everything_claimed_has_ended()

    def _arrived_in_time(self, person: int, kind: str, on: date, when: datetime) -> None:
        with self.office.database.transaction() as session:
            row = session.scalars(select(Outgoing).where(Outgoing.key == f"{person}:{kind}:{on}")).one()
            late = timedelta(seconds=int(when.timestamp()) - row.due_at)
        assert timedelta(0) <= late <= GRACE[kind] or self.jumped
        zone = self.zones[person]
        local = datetime.fromtimestamp(row.due_at, ZoneInfo(zone))
        if not self.jumped:
            assert late <= timedelta(minutes=15) or not is_quiet(int(when.timestamp()), zone), (local, when)

    def _everything_claimed_has_ended(self) -> None:
        """Nothing hangs: what is not finished waits for its time, and what was not sent says why."""
        now = int(self.office.now[0].timestamp())
        with self.office.database.transaction() as session:
            for row in session.scalars(select(Outgoing)):
                waits = row.state == "ready" and (row.ready_at > now or self.pump._pace.held() or self.jumped)
                assert row.state in END or waits or self.jumped, (row.state, row.ready_at, now)
                assert row.state not in END - {"sent"} or row.detail

    def _subscribe(self, person: int, kind: str) -> None:
        with self.office.database.transaction() as session:
            self.office.subscribe(session, person, self.zones[person], HOUR[kind], kind, EVERY_DAY)


TestEveryPushOnce = EveryPushOnce.TestCase
TestEveryPushOnce.settings = settings(
    max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)


@pytest.mark.parametrize("zone", ZONES)
def test_a_quiet_month_brings_one_push_for_every_local_date(office: Office, zone: str):
    office.runner(zone)
    pump = office.pump()
    for _ in range(30 * 12):
        office.tick(office.now[0] + timedelta(hours=2), pump)
    texts = [each.reply.text for each in office.mailbox.delivered]
    days = [date.fromisoformat(text.split(" ")[-1]) for text in texts]
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert len(days) in (30, 31)
    assert at(6) < office.now[0]
    assert next_due(int(office.now[0].timestamp()), zone, 420, EVERY_DAY)[1] == days[-1] + timedelta(days=1)
