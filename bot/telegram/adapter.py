"""Telegram's intake: an update comes in, the coach is asked, the answer is drawn."""

import asyncio
import logging
from dataclasses import replace
from functools import partial
from typing import Any, Self
from weakref import WeakValueDictionary

from telegram import BotCommand, CallbackQuery, Update
from telegram import BotCommandScopeAllChatAdministrators as ForAdmins
from telegram import BotCommandScopeAllGroupChats as ForGroups
from telegram import BotCommandScopeAllPrivateChats as ForPeople
from telegram.constants import ChatMemberStatus
from telegram.error import Conflict, TelegramError
from telegram.ext import Application, BaseUpdateProcessor, TypeHandler, Updater

from bot.front import Front
from bot.telegram.connection import REFUSED, connect, open_bot
from bot.telegram.errors import Sleep, cause_of, insist
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.news import read_news
from bot.telegram.replies import Replies
from bot.telegram.updates import Name, key_of, read_message, read_press
from core.errors import OperatorError
from core.messages import Address, BadToken, Reply, Request

ASKED_FOR = (Update.MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)
AT_ONCE = 256  # updates under way together
IN_LINE = 1_000_000  # updates that wait behind others of their chat: these keep nobody else waiting
PRESS_PATIENCE = 1.5  # seconds in which an answer can still be shown as an alert
PATIENCE = 20.0  # seconds for the coach
POLL = 25  # seconds

log = logging.getLogger(__name__)


class InTurn(BaseUpdateProcessor):
    """The updates of one chat one after the other; chats do not wait for each other."""

    def __init__(self) -> None:
        super().__init__(IN_LINE)
        self._places = asyncio.Semaphore(AT_ONCE)
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Any) -> None:
        """Wait for the chat's turn, then for a place among all, then go."""
        chat = update.effective_chat if isinstance(update, Update) else None
        async with self._turns.setdefault(chat.id if chat else 0, asyncio.Lock()), self._places:
            await coroutine

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to put away."""


class TelegramAdapter:
    """One bot, listening: `async with adapter: await adapter.run()`.

    `base_url` None is the real service. OperatorError when the token or the address cannot be right.
    """

    def __init__(
        self,
        token: str,
        front: Front,
        base_url: str | None = None,
        *,
        sleep: Sleep = asyncio.sleep,
        patience: float = PATIENCE,
    ) -> None:
        self._front = front
        self._sleep = sleep
        self._patience = patience
        self._bot, self._polling = open_bot(token, base_url)
        self._updater = Updater(self._bot, self._polling.updates)
        self._app: Application[Any, Any, Any, Any, Any, Any] = (
            Application.builder().updater(self._updater).concurrent_updates(InTurn()).job_queue(None).build()
        )
        self._app.add_handler(TypeHandler(Update, self._receive))
        self._replies = Replies(self._bot, front, sleep)
        self.messenger = TelegramMessenger(self._bot)

    async def run(self) -> None:
        """Stay until cancelled; OperatorError when Telegram does not accept the token any more."""
        await self._polling.revoked.wait()
        raise OperatorError(REFUSED)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Connect, publish the commands and listen; OperatorError when Telegram refuses the token."""
        try:
            await connect(self._bot, self._sleep)
            await self._app.initialize()
            await self._publish_commands()
            await self._app.start()
            await self._listen()
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Stop listening, answer what has come in, and close the connections."""
        if self._updater.running:
            await self._updater.stop()
        if self._app.running:
            await self._app.stop()
        await self._app.shutdown()
        await self._bot.shutdown()

    async def _listen(self) -> None:
        await self._updater.start_polling(
            timeout=POLL, bootstrap_retries=-1, allowed_updates=ASKED_FOR, error_callback=_note_trouble
        )

    async def _publish_commands(self) -> None:
        every = [each for each in self._front.commands() if not each.coach]  # coaches know theirs
        scopes = (
            (ForPeople(), [each for each in every if not each.admin]),
            (ForGroups(), [each for each in every if each.group and not each.admin]),
            (ForAdmins(), [each for each in every if each.group or each.admin]),
        )
        for scope, commands in scopes:
            menu = [BotCommand(each.name, each.help) for each in commands]
            try:
                await insist(partial(self._bot.set_my_commands, menu, scope=scope), self._sleep)
            except TelegramError as error:  # menus are a convenience
                log.warning("the command menu could not be published: %s", cause_of(error))

    @property
    def _name(self) -> Name:
        return Name(self._bot.id, self._bot.username)

    async def _receive(self, update: Update, _: object) -> None:
        """Answer one update; what goes wrong is noted with the request key and none of the words."""
        try:
            if news := read_news(update):
                await self._front.noticed(news)
            elif update.callback_query:
                await self._answer_press(update, update.callback_query)
            else:
                await self._answer_message(update)
        except Exception as error:
            log.warning("%s: not answered: %s", key_of(update, self._name), cause_of(error))

    async def _answer_message(self, update: Update) -> None:
        commands = [each.name for each in self._front.commands()]
        request = read_message(update, self._name, commands)
        reply = await self._ask(request) if request else None
        if request and reply:
            await self._replies.show(request, reply, said=update.message)

    async def _answer_press(self, update: Update, query: CallbackQuery) -> None:
        try:
            request = read_press(update, query, self._name)
        except BadToken:
            await self._replies.acknowledge(query, self._front.say("platform.old_button"), alert=True)
            return
        async with asyncio.TaskGroup() as tasks:
            asked = tasks.create_task(self._ask(request))
            await asyncio.wait({asked}, timeout=0 if request.private else PRESS_PATIENCE)
            early = asked.result() if asked.done() and not request.private else None
            secret = early if early and early.private else None
            if not secret:
                await self._replies.acknowledge(query)
        reply = asked.result()
        if secret:
            await self._replies.confide(request, secret, query)
        elif reply:
            await self._replies.show(request, reply, pressed=query.message.message_id if query.message else None)

    async def _ask(self, request: Request) -> Reply | None:
        """The coach's answer, or an apology."""
        try:
            async with asyncio.timeout(self._patience):
                if not request.private and self._front.needs_admin(request):
                    request = await self._with_rights(request, request.room)
                reply = await self._front.handle(request)
                if reply and reply.rights_in:
                    reply = await self._front.handle(await self._with_rights(request, reply.rights_in))
        except Exception as error:
            log.error("%s: the coach did not answer: %s", request.key, cause_of(error))
            reply = Reply(self._front.say("platform.busy"), private=True)
        return reply

    async def _with_rights(self, request: Request, room: Address) -> Request:
        """The request with what its sender is in a room just now."""
        ask = partial(self._bot.get_chat_member, room.chat, int(request.sender.id))
        status = (await insist(ask, self._sleep)).status
        admin = status in (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)
        member = status not in (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)
        return replace(request, admin=admin, member=member, rights_in=room)


def _note_trouble(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        log.error("another process is listening with the same TELEGRAM_TOKEN: stop one of the two")
    else:
        log.warning("listening to Telegram fails (%s); trying again", cause_of(error))
