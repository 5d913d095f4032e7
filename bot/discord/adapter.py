"""Intake: what people do on Discord goes to the coach, and the coach's answer back to them."""

import asyncio
import contextlib
import logging
from collections.abc import Iterator
from functools import cached_property
from types import TracebackType
from typing import Self

import discord
from discord import app_commands

from bot.discord.answer import FIRST_ANSWER, answer
from bot.discord.commands import slash_command
from bot.discord.connection import UNREACHABLE, Sleep, keep_connected, log_in, new_client
from bot.discord.endpoints import point_at, quiet_library_logs
from bot.discord.messenger import DiscordMessenger, post
from bot.discord.outcomes import summary
from bot.discord.render import asks, form, messages, token_in
from bot.discord.requests import PLATFORM, for_one_person, pressed, request_from, request_of
from bot.discord.rooms import Rooms
from bot.front import Front
from core.messages import BadToken, Reply, Request

DEADLINE = 20.0  # seconds in which an answer must be sent: what hangs longer would hold up the next one in its chat
LAST_WORDS = 5.0  # seconds an answer under way gets when the process stops

_ANSWERED = (
    discord.InteractionType.application_command,
    discord.InteractionType.component,
    discord.InteractionType.modal_submit,
)

_log = logging.getLogger(__name__)


class DiscordAdapter:
    """The coach's ears and mouth on Discord: `async with adapter: await adapter.run()`.

    The addresses say where Discord is, None for the real one; `first_answer` is how many seconds the
    coach has before the person is promised an answer. OperatorError when an address is unsafe or the
    token is wrong.
    """

    platform = PLATFORM

    def __init__(
        self,
        token: str,
        front: Front,
        *,
        api_base: str | None = None,
        gateway_url: str | None = None,
        cdn_base: str | None = None,
        first_answer: float = FIRST_ANSWER,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        point_at(api_base, gateway_url, cdn_base)
        quiet_library_logs()
        self._token = token
        self.front = front
        self._first_answer = first_answer
        self._sleep = sleep
        self._shared = {command.name for command in front.commands() if command.group}
        self._connection: asyncio.Task[None] | None = None
        self._under_way: set[asyncio.Future[None]] = set()
        self.client = new_client()
        self.messenger = DiscordMessenger(self.client, front.say)
        for listener in (self.setup_hook, self.on_interaction, self.on_message):
            self.client.event(listener)
        for teller in Rooms(front).listeners:
            self.client.event(teller)

    async def start(self) -> None:
        """Log in, publish the commands and connect; connecting goes on in the background."""
        try:
            await log_in(self.client, self._token, self._sleep)
        except BaseException:
            await self.client.close()
            raise
        self._connection = asyncio.create_task(keep_connected(self.client), name="discord")

    async def run(self) -> None:
        """Stay until stopped; OperatorError when Discord ends the connection for good."""
        if self._connection is not None:
            await asyncio.wait({self._connection})
            if not self._connection.cancelled():
                self._connection.result()

    async def stop(self) -> None:
        """Finish the answers under way and leave Discord."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=LAST_WORDS)
        await self.client.close()
        if self._connection is not None:
            self._connection.cancel()  # it may be waiting to try again
            await asyncio.gather(self._connection, return_exceptions=True)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def setup_hook(self) -> None:
        """Publish the slash commands, all at once; where that fails the published ones stay as they are."""
        try:
            await self._tree.sync()
        except UNREACHABLE as error:
            _log.error("the slash commands could not be published: %s", summary(error))

    @cached_property
    def _tree(self) -> app_commands.CommandTree:
        """The slash commands; a client can have one such tree in its life, however often it logs in."""
        tree = Published(self.client)
        for command in self.front.commands():
            tree.add_command(slash_command(command))
        return tree

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """A command, a press or a filled-in form; also under messages sent before the last restart."""
        if interaction.type not in _ANSWERED:
            return
        with self._answering(interaction.id):
            if interaction.type is discord.InteractionType.component and asks(pressed(interaction)):
                await interaction.response.send_modal(form(token_in(pressed(interaction)), self.front.say))
                return
            personal = for_one_person(interaction, self._shared)
            work = self._reply_to(interaction)
            await answer(interaction, work, self.front.say, personal=personal, first=self._first_answer)

    async def on_message(self, message: discord.Message) -> None:
        """A private message to the coach."""
        with self._answering(message.id):
            request = request_from(message)
            reply = await self._handled(request) if request else None
            async with asyncio.timeout(DEADLINE):
                for number, part in enumerate(messages(reply, self.front.say) if reply else []):
                    # The nonce makes the answer to a message that Discord delivers twice one answer.
                    await post(message.channel, part, f"{message.id}.{number}")

    async def _reply_to(self, interaction: discord.Interaction) -> Reply | None:
        try:
            request = request_of(interaction)
        except BadToken:
            return Reply(self.front.say("platform.old_button"), private=True)
        return await self._handled(request)

    async def _handled(self, request: Request) -> Reply | None:
        try:
            return await self.front.handle(request)
        except Exception as error:
            _log.error("the coach failed at %s: %s", request.key, type(error).__name__)
            return Reply(self.front.say("platform.busy"), private=True)

    @contextlib.contextmanager
    def _answering(self, key: int) -> Iterator[None]:
        """Let `stop` wait for this answer; log, without a word of it, that it could not be shown."""
        shown = asyncio.get_running_loop().create_future()
        self._under_way.add(shown)
        try:
            yield
        except Exception as error:
            # Too late, answered already, illegible, or closed by `stop`: there is nobody left to tell.
            _log.warning("%s went unanswered: %s", key, summary(error))
        finally:
            self._under_way.discard(shown)
            shown.set_result(None)


class Published(app_commands.CommandTree):
    """Slash commands that are only published: whatever somebody makes of them is the coach's to answer."""

    async def interaction_check(self, _: discord.Interaction) -> bool:
        """Look no further at what came in."""
        return False
