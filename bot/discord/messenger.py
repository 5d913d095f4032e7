"""The outbox's way to Discord."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from hashlib import blake2s

import discord

from bot.discord.connection import log_in, new_client
from bot.discord.endpoints import point_at, quiet_library_logs
from bot.discord.outcomes import SOON, outcome_of
from bot.discord.render import Part, Say, messages
from bot.discord.requests import PLATFORM
from core.delivery.outcomes import Later, Outcome, Sent
from core.delivery.ports import Delivery

DEADLINE = 60.0  # seconds; aiohttp alone would wait 300


class DiscordMessenger:
    """Sends and edits messages in channels and private chats.

    `address.chat` is a channel's id, or `@` and a person's id when no private chat with them is known yet: opening it
    is a request of its own, so the outcome names it.
    A long reply is several messages, and its handle their ids with commas between.
    """

    platform = PLATFORM

    def __init__(self, client: discord.Client, say: Say, deadline: float = DEADLINE) -> None:
        self._client = client
        self._deadline = deadline
        self._say = say

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Send or edit one message; never raises."""
        if self._client.user is None or self._client.is_closed():
            return Later(SOON)
        try:
            async with asyncio.timeout(self._deadline):
                return await self._put(delivery)
        except Exception as error:
            return outcome_of(error)

    async def _put(self, delivery: Delivery) -> Sent:
        chat = delivery.address.thread or delivery.address.chat
        channel = await self._channel(chat)
        there = [channel.get_partial_message(int(handle)) for handle in filter(None, delivery.edits.split(","))]
        parts = messages(delivery.reply, self._say)
        for message, part in zip(there, parts, strict=False):
            await message.edit(content=part.content, view=part.view)
        ids = [message.id for message in there[: len(parts)]]
        for number, part in enumerate(parts[len(there) :], len(there)):
            ids.append(await post(channel, part, _nonce(delivery.nonce, number)))
        for message in there[len(parts) :]:
            with contextlib.suppress(discord.NotFound):
                await message.delete()
        return Sent(",".join(map(str, ids)), f"{channel.id}" if chat.startswith("@") else "")

    async def _channel(self, chat: str) -> discord.DMChannel | discord.PartialMessageable:
        if chat.startswith("@"):
            return await self._client.create_dm(discord.Object(int(chat[1:])))
        return self._client.get_partial_messageable(int(chat))


@contextlib.asynccontextmanager
async def sending_only(token: str, say: Say, api_base: str | None = None) -> AsyncIterator[DiscordMessenger]:
    """A messenger for a process that sends and does not listen; OperatorError when the token is wrong."""
    point_at(api_base)
    quiet_library_logs()
    client = new_client()
    try:
        await log_in(client, token)
        yield DiscordMessenger(client, say)
    finally:
        await client.close()


async def post(channel: discord.abc.Messageable, part: Part, nonce: str) -> int:
    """Send one message and tell its id."""
    message = await channel.send(part.content, nonce=nonce, **part.extras)
    return message.id


def _nonce(nonce: str, number: int) -> str:
    """A nonce for each message of a long reply: Discord drops the second message with the same one."""
    return nonce if number == 0 else blake2s(f"{nonce}/{number}".encode(), digest_size=12).hexdigest()
