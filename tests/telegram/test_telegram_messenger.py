"""The outbox's messages, and what becomes of them."""

from collections.abc import AsyncIterator

import pytest

from bot.telegram.connection import open_bot
from bot.telegram.messenger import TelegramMessenger, telegram_messenger
from core.delivery.outcomes import Gone, Later, Missing, Moved, Outcome, Rejected, Sent, Unknown
from core.delivery.ports import Delivery
from core.errors import OperatorError
from core.messages import Action, Address, Choice, Reply
from tests.fakes.telegram import (
    TOKEN,
    Chat,
    FakeTelegram,
    bad_gateway,
    cut_after,
    cut_before,
    migrated,
    refused,
    silence,
    throttled,
)
from tests.fakes.telegram.faults import Fault

DONE = Choice("Done", Action("done", ("7",)))


def to(chat: Chat, text: str = "Time to train", *, edits: str = "", topic: int = 0) -> Delivery:
    """A message on its way to a chat."""
    address = Address("telegram", str(chat.id), str(topic) if topic else "")
    return Delivery(address, Reply(text, (DONE,)), "n", edits)


@pytest.fixture
async def messenger(telegram: FakeTelegram) -> AsyncIterator[TelegramMessenger]:
    """A messenger that sends and does not listen."""
    async with telegram_messenger(telegram.token, telegram.url) as sender:
        yield sender


async def test_a_message_is_sent_and_edited_by_its_handle(telegram: FakeTelegram, messenger: TelegramMessenger) -> None:
    anna = telegram.person("Anna")
    sent = await messenger.deliver(to(anna.chat))
    [message] = await anna.sees("Time to train")
    assert (sent, message.labels) == (Sent(str(message.id)), ["Done"])
    assert await messenger.deliver(to(anna.chat, "Well done", edits=str(message.id))) == sent
    await anna.sees("Well done")


async def test_a_message_finds_its_topic(telegram: FakeTelegram, messenger: TelegramMessenger) -> None:
    club = telegram.group("Club", topics=1)
    await messenger.deliver(to(club, topic=club.topics[0]))
    await telegram.shows(club, "Time to train", thread=club.topics[0])


async def test_an_edit_that_changes_nothing_is_sent(telegram: FakeTelegram, messenger: TelegramMessenger) -> None:
    anna = telegram.person("Anna")
    sent = await messenger.deliver(to(anna.chat))
    assert isinstance(sent, Sent)
    assert await messenger.deliver(to(anna.chat, edits=sent.handle)) == sent
    telegram.complaints.clear()


async def test_an_edit_of_a_lost_message_says_so(telegram: FakeTelegram, messenger: TelegramMessenger) -> None:
    assert await messenger.deliver(to(telegram.person("Anna").chat, edits="999")) == Missing()
    telegram.complaints.clear()


async def test_a_board_too_long_for_one_message_is_cut(telegram: FakeTelegram, messenger: TelegramMessenger) -> None:
    anna = telegram.person("Anna")
    sent = await messenger.deliver(to(anna.chat))
    assert isinstance(sent, Sent)
    line = "🏔" * 1000
    await messenger.deliver(to(anna.chat, f"{line}\n{line}\n{line}", edits=sent.handle))
    await anna.sees(f"{line}\n{line} …")


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (throttled(9), Later(9.0, throttled=True)),
        (refused(403, "Forbidden: user is deactivated"), Gone("Forbidden: user is deactivated")),
        (refused(400, "Bad Request: chat not found"), Gone("Chat not found")),
        (refused(400, "Bad Request: not enough rights to send text messages to the chat"),
         Gone("Not enough rights to send text messages to the chat")),
        (refused(400, "Bad Request: message thread not found"), Gone("Message thread not found")),
        (migrated(-100123), Moved("-100123")),
        (refused(400, "Bad Request: can't parse entities"), Rejected("Can't parse entities")),
        (refused(401, "Unauthorized"), Later(60.0, throttled=True)),
        (bad_gateway(), Unknown("NetworkError")),
        (refused(500, "Internal Server Error"), Unknown("NetworkError")),
        (cut_after(), Unknown("RemoteProtocolError")),
        (cut_before(), Unknown("RemoteProtocolError")),
    ],
)  # fmt: skip
async def test_every_fault_is_an_outcome(
    telegram: FakeTelegram, messenger: TelegramMessenger, fault: Fault, outcome: Outcome
) -> None:
    telegram.next("sendMessage", fault)
    assert await messenger.deliver(to(telegram.person("Anna").chat)) == outcome


async def test_no_answer_in_time_is_an_unknown_outcome(telegram: FakeTelegram) -> None:
    bot, _ = open_bot(telegram.token, telegram.url)
    telegram.next("sendMessage", silence())
    async with bot:
        outcome = await TelegramMessenger(bot, patience=0.1).deliver(to(telegram.person("Anna").chat))
    assert outcome == Unknown("no answer within 0.1 s")


async def test_no_connection_is_provably_not_sent(telegram: FakeTelegram, messenger: TelegramMessenger) -> None:
    bot, _ = open_bot(TOKEN, "http://127.0.0.1:9")
    assert await TelegramMessenger(bot).deliver(to(telegram.person("Anna").chat)) == Later(5.0)


async def test_half_a_message_is_not_sent_again(telegram: FakeTelegram, messenger: TelegramMessenger) -> None:
    line = "🏔" * 1500
    anna = telegram.person("Anna")
    telegram.next("sendMessage", None, throttled(3))
    outcome = await messenger.deliver(to(anna.chat, f"{line}\n{line}"))
    assert outcome == Unknown("only the beginning arrived: RetryAfter")
    await anna.sees(line)


async def test_nonsense_is_rejected_rather_than_raised(messenger: TelegramMessenger) -> None:
    delivery = Delivery(Address("telegram", "1", "no topic"), Reply("hi"), "n")
    assert await messenger.deliver(delivery) == Rejected("ValueError")


async def test_a_messenger_with_a_wrong_token_is_refused(telegram: FakeTelegram) -> None:
    with pytest.raises(OperatorError):
        async with telegram_messenger("1:wrong", telegram.url):
            pass
