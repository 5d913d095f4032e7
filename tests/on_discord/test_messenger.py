"""The outbox sends and edits messages, and learns what came of it."""

from collections.abc import AsyncIterator

import pytest

from bot.discord.messenger import DiscordMessenger, sending_only
from core.delivery.outcomes import Gone, Later, Missing, Outcome, Rejected, Sent, Unknown
from core.delivery.ports import Delivery
from core.messages import Action, Address, Ask, Choice, Reply
from tests.fakes.discord import FakeDiscord
from tests.fakes.discord.faults import Fault, broken, cut_after, cut_before, refused, silence, throttled
from tests.fakes.discord.world import Channel
from tests.fakes.front import SENTENCES
from tests.on_discord.conftest import Start

TODAY = Reply("**Today**: 3 sets", (Choice("Done", Action("done", ("7",))),), Ask(Action("note")))


@pytest.fixture
async def messenger(discord: FakeDiscord) -> AsyncIterator[DiscordMessenger]:
    """A messenger on its own: logged in, without a gateway."""
    async with sending_only(discord.token, SENTENCES.__getitem__, api_base=discord.api_base) as made:
        yield made


def to(channel: Channel, reply: Reply = TODAY, *, nonce: str = "n", edits: str = "") -> Delivery:
    """A message for this channel."""
    return Delivery(Address("discord", str(channel.id)), reply, nonce, edits)


async def test_a_message_is_sent_and_its_handle_returned(discord: FakeDiscord, messenger: DiscordMessenger) -> None:
    anna = discord.person("Anna")
    outcome = await messenger.deliver(to(anna.chat))
    [shown] = await anna.sees("Today: 3 sets")
    assert shown.labels == ["Done", "Type the answer"]
    assert outcome == Sent(str(shown.id))
    assert discord.gateway.sessions == []


async def test_a_person_nobody_talked_to_yet_is_found_by_their_id(
    discord: FakeDiscord, messenger: DiscordMessenger
) -> None:
    anna = discord.person("Anna")
    delivery = Delivery(Address("discord", f"@{anna.id}"), TODAY, "n")
    outcome = await messenger.deliver(delivery)
    [shown] = await anna.sees("Today: 3 sets")
    assert outcome == Sent(str(shown.id), str(anna.chat.id))  # from now on that is where to write


async def test_a_thread_is_where_the_message_goes(discord: FakeDiscord, messenger: DiscordMessenger) -> None:
    club = discord.server("Club")
    training = discord.channel(club, "training")
    hills = discord.channel(club, "hills", parent=training)
    await messenger.deliver(Delivery(Address("discord", str(training.id), str(hills.id)), TODAY, "n"))
    assert ([each.text for each in training.log], [each.text for each in hills.log]) == ([], ["Today: 3 sets"])


async def test_the_same_delivery_again_is_no_second_message(discord: FakeDiscord, messenger: DiscordMessenger) -> None:
    anna = discord.person("Anna")
    long = Reply("\n\n".join(["a" * 1500, "b" * 1500]))
    discord.next("POST", "/messages", cut_after())
    assert await messenger.deliver(to(anna.chat, long)) == Unknown("ServerDisconnectedError")
    assert isinstance(await messenger.deliver(to(anna.chat, long)), Sent)
    assert isinstance(await messenger.deliver(to(anna.chat, long)), Sent)
    await anna.sees("a" * 1500, "b" * 1500)
    assert isinstance(await messenger.deliver(to(anna.chat, long, nonce="m")), Sent)
    await anna.sees("a" * 1500, "b" * 1500, "a" * 1500, "b" * 1500)


async def test_a_message_is_edited_in_place(discord: FakeDiscord, messenger: DiscordMessenger) -> None:
    board = discord.channel(discord.server("Club"), "board")
    sent = await messenger.deliver(to(board))
    assert isinstance(sent, Sent)
    assert await messenger.deliver(to(board, Reply("Over."), edits=sent.handle)) == sent
    assert await messenger.deliver(to(board, Reply("Over."), edits=sent.handle)) == sent
    assert [(each.text, each.labels) for each in board.messages] == [("Over.", [])]


async def test_an_edited_message_may_grow_and_shrink(discord: FakeDiscord, messenger: DiscordMessenger) -> None:
    board = discord.channel(discord.server("Club"), "board")
    short, long = Reply("One."), Reply("\n\n".join(["a" * 1500, "b" * 1500]))
    first = await messenger.deliver(to(board, short))
    assert isinstance(first, Sent)
    grown = await messenger.deliver(to(board, long, edits=first.handle))
    assert grown == Sent(",".join(str(each.id) for each in board.messages))
    assert [each.text for each in board.messages] == ["a" * 1500, "b" * 1500]
    assert await messenger.deliver(to(board, short, edits=grown.handle)) == first
    assert [each.text for each in board.messages] == ["One."]


async def test_a_message_that_was_deleted_cannot_be_edited(discord: FakeDiscord, messenger: DiscordMessenger) -> None:
    board = discord.channel(discord.server("Club"), "board")
    assert await messenger.deliver(to(board, edits="123")) == Missing()
    discord.complaints.clear()


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (refused(403, 50007), Gone("403 50007")),
        (refused(403, 50278), Gone("403 50278")),
        (refused(403, 50001), Gone("403 50001")),
        (refused(403, 50013), Gone("403 50013")),
        (refused(404, 10003), Gone("404 10003")),
        (refused(400, 50035), Rejected("400 50035")),
        (refused(403, 20000), Rejected("403 20000")),
        (refused(401, 0), Later(60.0, throttled=True)),
        (refused(403, 40003), Later(60.0, throttled=True)),
        (throttled(40), Later(40.0, throttled=True)),
        (throttled(7, by_discord=False), Later(7.0, throttled=True)),
        (broken(503), Unknown("503 0")),
        (broken(503, accepted=True), Unknown("503 0")),
        (cut_before(), Unknown("ServerDisconnectedError")),
    ],
)
async def test_what_goes_wrong_becomes_an_outcome(
    discord: FakeDiscord, messenger: DiscordMessenger, fault: Fault, outcome: Outcome
) -> None:
    anna = discord.person("Anna")
    discord.next("POST", "/messages", fault)
    assert await messenger.deliver(to(anna.chat)) == outcome
    assert isinstance(await messenger.deliver(to(anna.chat)), Sent)
    await anna.sees("Today: 3 sets")


@pytest.mark.parametrize("fault", [throttled(0.02), throttled(0.02, everywhere=True)])
async def test_a_short_wait_is_waited(discord: FakeDiscord, messenger: DiscordMessenger, fault: Fault) -> None:
    anna = discord.person("Anna")
    discord.next("POST", "/messages", fault)
    assert isinstance(await messenger.deliver(to(anna.chat)), Sent)
    await anna.sees("Today: 3 sets")


async def test_too_many_edits_of_an_old_message_ask_for_a_new_one(
    discord: FakeDiscord, messenger: DiscordMessenger
) -> None:
    board = discord.channel(discord.server("Club"), "board")
    sent = await messenger.deliver(to(board))
    assert isinstance(sent, Sent)
    discord.next("PATCH", "/messages", refused(400, 30046))
    assert await messenger.deliver(to(board, edits=sent.handle)) == Missing()


async def test_closed_private_messages_and_forbidden_channels_are_gone(
    discord: FakeDiscord, messenger: DiscordMessenger
) -> None:
    anna, board = discord.person("Anna"), discord.channel(discord.server("Club"), "board")
    anna.account.closed = board.closed = True
    assert await messenger.deliver(to(anna.chat)) == Gone("403 50007")
    assert await messenger.deliver(to(board)) == Gone("403 50013")
    assert await messenger.deliver(to(Channel(1, "nowhere"))) == Gone("404 10003")
    discord.complaints.clear()


async def test_an_address_that_is_none_is_our_mistake(discord: FakeDiscord, messenger: DiscordMessenger) -> None:
    assert await messenger.deliver(Delivery(Address("discord", "nobody"), TODAY, "n")) == Rejected("ValueError")


async def test_without_a_connection_nothing_is_sent(discord: FakeDiscord) -> None:
    async with (
        FakeDiscord() as other,
        sending_only(other.token, SENTENCES.__getitem__, api_base=other.api_base) as messenger,
    ):
        anna = other.person("Anna")
        await other.__aexit__()
        await messenger.deliver(to(anna.chat))  # finds out that the connection it kept open is dead
        assert await messenger.deliver(to(anna.chat)) == Later(5.0)
    assert await messenger.deliver(to(anna.chat)) == Later(5.0)


async def test_a_message_discord_never_answers_for_may_have_arrived(discord: FakeDiscord, start: Start) -> None:
    adapter = await start(lambda request: None)
    anna = discord.person("Anna")
    discord.next("POST", "/messages", silence())
    impatient = DiscordMessenger(adapter.client, SENTENCES.__getitem__, deadline=0.05)
    assert await impatient.deliver(to(anna.chat)) == Unknown("TimeoutError")
    assert isinstance(await adapter.messenger.deliver(to(anna.chat)), Sent)
    await anna.sees("Today: 3 sets")


async def test_a_bad_gateway_is_tried_again(discord: FakeDiscord, messenger: DiscordMessenger) -> None:
    anna = discord.person("Anna")
    discord.next("POST", "/messages", broken(502, accepted=True))
    assert isinstance(await messenger.deliver(to(anna.chat)), Sent)
    await anna.sees("Today: 3 sets")
