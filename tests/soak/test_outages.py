"""What a failing disk and illegible events come to: a calm line, an apology, and things go on."""

import logging
import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy.exc import OperationalError

from bot.discord.adapter import DiscordAdapter
from core.delivery.chats import ChatPace
from core.delivery.coaching import Coaching
from core.delivery.desk import Desk, Turn
from core.delivery.lease import Lease
from core.messages import Reply
from core.nudges.rules import next_due
from tests.fakes.discord import FakeDiscord
from tests.fakes.front import ScriptedFront
from tests.play import Play


@contextmanager
def full_disk() -> Iterator[None]:
    """No file may grow beyond a byte."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_one_calm_line_and_an_apology(play: Play, caplog: pytest.LogCaptureFixture):
    anna = play.person("Anna")
    with full_disk():
        assert anna.says("/today", key="k1").startswith("Sorry, something went wrong on my side")
    [record] = [each for each in caplog.records if each.levelno >= logging.ERROR]
    assert (record.exc_info, "k1" in record.getMessage()) == (None, True)


def test_with_room_on_the_disk_again_the_same_request_is_answered(play: Play):
    anna = play.person("Anna")
    with full_disk():
        anna.says("how often should I do calf raises?", key="k1")
    assert anna.says("how often should I do calf raises?", key="k1").startswith("Twice a week")


def test_a_sender_whose_lease_could_not_be_stored_asks_for_it_again(play: Play):
    kinds, never = play.house.registry.kinds, lambda *_: None
    lease = Lease("token", "this process", lambda _: False, lambda: 100.0)
    coaching = Coaching(kinds, never, next_due, never)
    desk = Desk(play.house.database, "stage", coaching, lease, ChatPace(lambda: 100.0), play.house.clock, "worker")
    with full_disk(), pytest.raises(OperationalError):
        desk.look()
    assert not lease.holds()
    assert (desk.look(), lease.holds(), desk.turn([], 1)) == (False, True, Turn([]))


async def test_an_event_of_discord_that_cannot_be_read_ends_nothing():
    async with FakeDiscord() as fake:
        front = ScriptedFront(lambda request: Reply(f"[{request.text}]"))
        async with DiscordAdapter(fake.token, front, api_base=fake.api_base):
            await fake.world.until(lambda: fake.gateway.connected)
            for data in ({"id": 3}, {}, {"author": None}):
                await fake.gateway.tell("MESSAGE_CREATE", data)
            anna = fake.person("Anna")
            await anna.says("still there?")
            await anna.sees("[still there?]")
            assert len(fake.gateway.sessions) == 1
