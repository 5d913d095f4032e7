"""The outbox's way to Telegram: one message at a time, its outcome as a value."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram.error import BadRequest, ChatMigrated, InvalidToken, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.telegram.connection import connect, open_bot
from bot.telegram.errors import cause_of, is_lost_chat, is_lost_message, is_same_text, never_sent, seconds
from bot.telegram.render import draw, draw_edit
from bot.telegram.replies import send_file
from bot.telegram.updates import PLATFORM
from core.delivery.outcomes import Gone, Later, Missing, Moved, Outcome, Rejected, Sent, Unknown
from core.delivery.ports import Delivery, Messenger

PATIENCE = 45.0  # seconds for one delivery; longer than every timeout of the connection
NO_CONNECTION = Later(5.0)
NO_ACCESS = Later(60.0, throttled=True)  # the token was revoked: nothing gets through


class TelegramMessenger(Messenger):
    """Sends and edits with one bot; `nonce` is of no use here, Telegram knows no such thing."""

    platform = PLATFORM

    def __init__(self, bot: ExtBot[None], patience: float = PATIENCE) -> None:
        self._bot = bot
        self._patience = patience

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Send or edit one message; a handle is the message id."""
        try:
            async with asyncio.timeout(self._patience):
                return await (self._edit(delivery) if delivery.edits else self._send(delivery))
        except TelegramError as error:
            return outcome_of(error, delivery)
        except TimeoutError:
            return Unknown(f"no answer within {self._patience:g} s")
        except Exception as error:  # whatever it is, the outbox goes on with the next one
            return Rejected(cause_of(error))

    async def _send(self, delivery: Delivery) -> Outcome:
        handle = ""
        for drawn in draw(delivery.reply):
            try:
                message = await self._bot.send_message(
                    delivery.address.chat,
                    drawn.text,
                    reply_markup=drawn.keyboard,
                    message_thread_id=int(delivery.address.thread) if delivery.address.thread else None,
                )
            except TelegramError as error:
                if not handle:
                    raise
                return Unknown(f"only the beginning arrived: {cause_of(error)}")
            handle = str(message.message_id)
        if delivery.reply.file is not None:
            await send_file(self._bot, delivery.address.chat, delivery.reply.file)
        return Sent(handle)

    async def _edit(self, delivery: Delivery) -> Outcome:
        text, keyboard = draw_edit(delivery.reply)
        chat, message_id = delivery.address.chat, int(delivery.edits)
        await self._bot.edit_message_text(text, chat, message_id, reply_markup=keyboard)
        return Sent(delivery.edits)


def outcome_of(error: TelegramError, delivery: Delivery) -> Outcome:
    """What an error says about whether the message arrived and whether it ever will."""
    if isinstance(error, RetryAfter):
        return Later(seconds(error), throttled=True)
    if isinstance(error, ChatMigrated):
        return Moved(str(error.new_chat_id))
    if isinstance(error, InvalidToken):
        return NO_ACCESS
    if is_lost_chat(error):
        return Gone(error.message)
    if is_same_text(error):
        return Sent(delivery.edits)
    if is_lost_message(error):
        return Missing()
    if isinstance(error, BadRequest):
        return Rejected(error.message)
    return NO_CONNECTION if never_sent(error) else Unknown(cause_of(error))


@asynccontextmanager
async def telegram_messenger(token: str, base_url: str | None = None) -> AsyncIterator[TelegramMessenger]:
    """A messenger with a connection of its own, for a process that sends but does not listen."""
    bot, _ = open_bot(token, base_url)
    try:
        await connect(bot)
        yield TelegramMessenger(bot)
    finally:
        await bot.shutdown()
