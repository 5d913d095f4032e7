"""The pump: side by side, evenly, once, and never against the clock, the platform or another sender."""

import asyncio
from datetime import timedelta
from itertools import groupby

from sqlalchemy.orm import Session

from core.delivery.coaching import Claimed
from core.delivery.outcomes import Gone, Later, Rejected, Sent, Unknown
from core.delivery.pace import FEWEST_OUT
from core.messages import Reply
from core.people.tables import Person
from tests.delivery.stage import Office, at


async def until(look) -> None:
    async with asyncio.timeout(5):
        while not look():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


def test_everybody_due_gets_one_message(office: Office):
    for _ in range(5):
        office.runner()
    assert sorted(office.tick(at(7))) == [f"home {n}" for n in range(1, 6)]
    assert office.tick(at(7, 1)) == []
    assert office.messages() == [("sent", "")] * 5


def test_sends_overlap_but_are_never_more_than_the_platform_bears(office: Office):
    for _ in range(40):
        office.runner()
    office.advance(at(7))
    office.mailbox.gate.clear()

    async def play() -> None:
        ticking = asyncio.create_task(office.pump(rate=60).tick())
        await until(lambda: office.mailbox.under_way == FEWEST_OUT)
        await asyncio.sleep(0.05)
        office.mailbox.gate.set()
        await ticking

    asyncio.run(play())
    assert (office.mailbox.most_under_way, len(office.mailbox.delivered)) == (FEWEST_OUT, 40)


def test_where_drawing_is_slow_few_are_claimed_at_once_so_that_replies_need_not_wait(office: Office):
    for _ in range(120):
        office.runner()
    sessions: list[Session] = []

    def slow(session: Session, message: Claimed) -> Reply:
        office.monotonic[0] += 0.02
        sessions.append(session)
        return Reply("At last")

    office.draw = slow  # type: ignore[method-assign]
    office.tick(at(7))
    at_once = [len(list(group)) for _, group in groupby(sessions, key=id)]
    assert (at_once[0], at_once[-1], sum(at_once)) == (50, 1, 120)


def test_one_that_takes_long_holds_up_nobody(office: Office):
    for _ in range(3):
        office.runner()
    slow, served = asyncio.Event(), []

    class Post:
        platform = "stage"

        async def deliver(self, delivery) -> Sent:
            if delivery.address.chat == "home 1":
                await slow.wait()
            served.append(delivery.address.chat)
            return Sent()

    async def play() -> None:
        office.advance(at(7))
        office.mailbox = Post()
        ticking = asyncio.create_task(office.pump().tick())
        await until(lambda: len(served) == 2)
        office.runner()  # somebody new is due while the first one still takes its time
        office.advance(at(6, 59, 55, day=1))
        await until(lambda: office.advance(office.now[0] + timedelta(seconds=0.1)) or "home 4" in served)
        slow.set()
        await ticking

    asyncio.run(play())
    assert served[-1] == "home 1"


def test_what_is_no_longer_wanted_or_cannot_be_drawn_is_noted_and_the_others_go(office: Office):
    for _ in range(4):
        office.runner()
    office.unwanted.add(1)
    office.broken.add(3)
    assert sorted(office.tick(at(7))) == ["home 2", "home 4"]
    assert sorted(office.messages()) == [
        ("failed", "cannot be drawn"),
        ("sent", ""),
        ("sent", ""),
        ("skipped", "no longer wanted"),
    ]


def test_a_429_pauses_the_token_and_nothing_is_lost(office: Office):
    for _ in range(30):
        office.runner()
    office.mailbox.answers = [Later(20, throttled=True)]  # to the first one
    pump = office.pump(rate=200)
    office.advance(at(7))

    async def play() -> list[int]:
        counts = []
        for minute in range(3):
            await pump.tick()
            counts.append(len(office.mailbox.delivered))
            office.advance(at(7, minute + 1))
            await pump.tick()  # the clock has just gone on: only now does it look steady
        return counts

    counts = asyncio.run(play())
    assert counts[0] < 29
    assert (counts[-1], len({each.address.chat for each in office.mailbox.delivered})) == (30, 30)


def test_while_the_token_is_paused_nothing_is_claimed(office: Office):
    office.runner()
    pump = office.pump()
    pump._pace.hold(5000)
    assert office.tick(at(7), pump) == []
    assert office.messages() == []


def test_after_the_clock_was_turned_nothing_goes_until_two_looks_agree(office: Office):
    office.runner()
    pump = office.pump()
    assert office.tick(at(6, 1), pump) == []
    office.now[0] = at(7)  # the wall clock alone
    assert office.tick(pump=pump) == []
    assert office.tick(pump=pump) == ["home 1"]


def test_whoever_is_told_to_stop_begins_nothing_and_ends_what_it_began(office: Office):
    for _ in range(60):
        office.runner()
    office.advance(at(7))
    office.mailbox.gate.clear()

    async def play() -> None:
        pump = office.pump(rate=100)
        ticking = asyncio.create_task(pump.tick())
        await until(lambda: office.mailbox.under_way == 25)
        pump.stop()
        office.mailbox.gate.set()
        await ticking
        await pump.leave()

    asyncio.run(play())
    assert len(office.mailbox.delivered) == 25
    states = [state for state, _ in office.messages()]
    assert (states.count("sent"), states.count("sending")) == (25, 0)
    another = office.pump(gone=lambda _: False)  # which need not wait: the first one has left the lease
    assert len(office.tick(at(7, 0, 2), another)) == 35


def test_a_standby_sends_nothing_until_the_lease_is_over(office: Office):
    first, standby = (office.pump(name, gone=lambda _: False) for name in ("first", "standby"))
    office.tick(at(6, 59, 59), first)
    office.runner(minute=7 * 60)
    assert office.tick(at(7), standby) == []
    assert office.tick(at(7, 0, 15), standby) == ["home 1"]


def test_a_sender_that_was_frozen_settles_nothing(office: Office):
    office.runner()
    office.advance(at(7))
    office.mailbox.gate.clear()

    async def play() -> None:
        frozen = office.pump("frozen", gone=lambda _: False)
        office.mailbox.answers = [Gone("the frozen one's answer")]
        ticking = asyncio.create_task(frozen.tick())
        await until(lambda: office.mailbox.under_way == 1)
        office.advance(at(7, 1))
        office.mailbox.answers.append(Sent("the other's"))
        pump = office.pump("other", gone=lambda _: False)
        assert pump._desk.look()  # it takes the lease while the first one is frozen
        other = asyncio.create_task(pump.tick())
        await until(lambda: office.mailbox.under_way == 2)
        office.mailbox.gate.set()
        await asyncio.gather(ticking, other)

    asyncio.run(play())
    assert office.messages() == [("sent", "")]
    with office.database.transaction() as session:
        assert session.get_one(Person, 1).reachable


def test_a_database_that_is_away_for_a_moment_forgets_no_outcome(office: Office):
    office.runner()
    office.advance(at(7))
    pump = office.pump()
    turn, fails = pump._desk.turn, [True]

    def broken(finished, room):
        if finished and fails:
            raise OSError(fails.pop())
        return turn(finished, room)

    pump._desk.turn = broken

    async def play() -> None:
        try:
            await pump.tick()
        except OSError:
            await pump.tick()

    asyncio.run(play())
    assert (fails, office.messages(), len(office.mailbox.delivered)) == ([], [("sent", "")], 1)


def test_a_messenger_that_raises_is_doubt_and_stops_nobody(office: Office):
    office.runner()
    office.runner()
    deliver = office.mailbox.deliver

    async def raises(delivery):
        if delivery.address.chat == "home 1":
            raise ValueError("a bug")
        return await deliver(delivery)

    office.mailbox.deliver = raises
    assert office.tick(at(7)) == ["home 2"]
    assert sorted(office.messages()) == [("ready", "ValueError"), ("sent", "")]


def test_in_doubt_a_nudge_is_dropped_and_a_workout_repeated(office: Office):
    office.runner()
    office.runner(kind="nudge")
    office.mailbox.answers = [Unknown("timeout"), Unknown("timeout")]
    assert office.tick(at(7)) == []
    assert sorted(office.messages()) == [("ready", "timeout"), ("unsure", "timeout")]
    assert office.tick(at(7, 0, 3)) == ["home 1"]


def test_a_refused_message_is_not_tried_again(office: Office):
    office.runner()
    office.mailbox.answers = [Rejected("too long")]
    assert office.tick(at(7)) == []
    assert office.tick(at(7, 30)) == []
    assert office.messages() == [("failed", "too long")]


def test_whoever_cannot_be_reached_is_skipped_with_the_reason(office: Office):
    office.runner()
    office.mailbox.answers = [Gone("blocked")]
    office.tick(at(7))
    office.tick(at(7, day=1))
    assert office.messages() == [("gone", "blocked"), ("skipped", "unreachable")]


def test_a_repeat_does_not_go_to_whoever_left_meanwhile(office: Office):
    office.runner()
    office.mailbox.answers = [Later(60)]
    office.tick(at(7))
    with office.database.transaction() as session:
        session.get_one(Person, 1).reachable = False
    assert office.tick(at(7, 2)) == []
    assert office.messages() == [("skipped", "unreachable")]


def test_after_a_long_absence_only_the_latest_occurrence_counts(office: Office):
    office.runner()
    assert office.tick(at(7, 30, day=400)) == ["home 1"]
    assert len(office.messages()) == 1
    assert office.tick(at(12, day=401)) == []
    assert office.messages()[1:] == [("skipped", "too late")]
    assert office.tick(at(7, day=402)) == ["home 1"]
