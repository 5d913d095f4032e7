"""Pace: even, never faster than allowed, one chat at a time; the clock is ours."""

from itertools import pairwise

from core.delivery.chats import ChatPace
from core.delivery.pace import Pace, pace_for
from core.messages import Address

PRIVATE, GROUP, STAGE = Address("telegram", "1"), Address("telegram", "-1"), Address("stage", "1")


def departures(pace: Pace, now: list[float], until: float, step: float) -> list[float]:
    """When messages go, if somebody looks every `step` seconds."""
    went = []
    while now[0] < until:
        while pace.wait() <= 0:
            pace.depart()
            went.append(now[0])
        now[0] += step
    return went


def test_the_bucket_starts_empty():
    now = [10.0]
    pace = Pace(20, lambda: now[0])
    assert round(pace.wait(), 6) == 0.05


def test_messages_go_evenly_at_the_rate():
    now = [0.0]
    went = departures(Pace(25, lambda: now[0]), now, 10, 0.001)
    assert len(went) in (249, 250)
    assert max(later - before for before, later in pairwise(went)) < 0.042


def test_what_was_not_used_is_not_saved_up():
    now = [0.0]
    pace = Pace(25, lambda: now[0])
    now[0] = 100.0
    went = departures(pace, now, 101, 0.001)
    assert len(went) <= 25 * 1.02 + 1


def test_looking_late_costs_nothing_as_long_as_it_is_not_very_late():
    now = [0.0]
    assert len(departures(Pace(25, lambda: now[0]), now, 10, 0.019)) >= 249


def test_a_throttled_token_waits():
    now = [10.0]
    pace = Pace(20, lambda: now[0])
    pace.hold(3)
    assert (pace.held(), pace.wait()) == (3.0, 3.0)
    now[0] = 13.0
    assert (pace.held(), pace.wait()) == (0.0, 0.0)


def test_bulk_leaves_fifteen_percent_to_replies():
    now = [0.0]
    for platform, rate, bulk in (("telegram", None, 25.5), ("discord", None, 42.5), ("telegram", 1000.0, 850.0)):
        assert round(1 / pace_for(platform, lambda: now[0], rate).wait(), 6) == bulk


def test_a_private_chat_gets_one_message_a_second_and_a_group_twenty_a_minute():
    now = [0.0]
    chats = ChatPace(lambda: now[0])
    assert [chats.book(each) for each in (PRIVATE, PRIVATE, GROUP, GROUP, STAGE, STAGE)] == [0, 1, 0, 3, 0, 0]
    now[0] = 1.0
    assert [chats.book(each) for each in (PRIVATE, GROUP)] == [0, 2]


def test_chats_are_forgotten_when_they_are_free():
    now = [0.0]
    chats = ChatPace(lambda: now[0])
    for number in range(5000):
        chats.book(Address("telegram", str(number)))
        now[0] += 0.01
    assert len(chats._free_at) <= 1001
