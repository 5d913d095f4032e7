"""How an answer reaches whoever asked: in the room, over the pressed message, as an alert, or in private."""

import asyncio
from contextlib import suppress
from functools import partial

from telegram import CallbackQuery, Message, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, TelegramError
from telegram.ext import ExtBot

from bot.front import Front
from bot.telegram.errors import Sleep, insist, is_lost_chat, is_same_text
from bot.telegram.render import Drawn, cut_alert, draw, draw_alert, draw_edit, link_button
from bot.telegram.updates import going_on
from core.messages import Document, Reply, Request


class Replies:
    """Shows replies to the people who wait for them; raises TelegramError for what cannot be shown."""

    def __init__(self, bot: ExtBot[None], front: Front, sleep: Sleep = asyncio.sleep) -> None:
        self._bot = bot
        self._front = front
        self._sleep = sleep

    async def show(
        self, request: Request, reply: Reply, *, said: Message | None = None, pressed: int | None = None
    ) -> None:
        """Show a reply where it belongs.

        `said` is the message it answers, `pressed` the id of the message with the pressed button.
        """
        if reply.private and not request.private:
            await self._whisper(request, reply, said)
        elif reply.replace and pressed and _fits_an_edit(request, reply):
            await self._edit(request, reply, pressed)
        else:
            await self._post(request, reply, None if request.private else said)

    async def acknowledge(
        self, query: CallbackQuery, text: str | None = None, *, alert: bool = False, url: str | None = None
    ) -> None:
        """Stop the button's spinner; an old press cannot be acknowledged any more, and need not."""
        with suppress(TelegramError):
            await insist(partial(query.answer, text, show_alert=alert, url=url), self._sleep)

    async def confide(self, request: Request, reply: Reply, query: CallbackQuery) -> None:
        """Answer a press in a group to whoever pressed alone, and stop the spinner.

        In a window if the reply fits there, else in the person's own chat. For who has none it opens, and the press
        goes on there once they start it; where there is nothing to choose they get what the window holds.
        """
        alert, toast, url = draw_alert(reply), None, None
        try:
            if not alert and await self._reached(request, reply):
                toast = self._front.say("platform.continue_private")
            elif not alert and reply.urgent:
                await self._post(request, reply)
            elif not alert:
                url = self._way_on(request, reply)
                alert = None if url else cut_alert(reply)
        finally:
            await self.acknowledge(query, alert or toast, alert=alert is not None, url=url)

    def _way_on(self, request: Request, reply: Reply) -> str | None:
        """The link to the private chat in which a press goes on; None when there is nothing to go on with."""
        payload = going_on(request.action) if request.action and (reply.choices or reply.ask) else ""
        return f"{self._bot.link}?start={payload}" if payload else None

    async def _whisper(self, request: Request, reply: Reply, said: Message | None) -> None:
        """Answer in the person's own chat; the group only sees a way there, unless it is urgent."""
        if await self._reached(request, reply):
            return
        if reply.urgent:
            await self._post(request, reply, said)
        elif said is not None:
            await self._invite(request, said)

    async def _reached(self, request: Request, reply: Reply) -> bool:
        """Send it to the person's own chat; False if there is none, or the bot may not write there."""
        try:
            await self._send(request.sender.id, draw(reply), file=reply.file)
        except TelegramError as error:
            if not is_lost_chat(error):
                raise
            return False
        return True

    async def _invite(self, request: Request, said: Message) -> None:
        link = link_button(self._front.say("platform.open_private"), f"{self._bot.link}?start=group")
        invitation = Drawn(self._front.say("platform.continue_private"), link)
        await self._send(request.room.chat, [invitation], request.room.thread, _to(said))

    async def _edit(self, request: Request, reply: Reply, pressed: int) -> None:
        text, keyboard = draw_edit(reply)
        edit = partial(self._bot.edit_message_text, text, request.room.chat, pressed, reply_markup=keyboard)
        try:
            await insist(edit, self._sleep)
        except BadRequest as error:
            if not is_same_text(error):  # deleted, or too old to change
                await self._post(request, reply)

    async def _post(self, request: Request, reply: Reply, said: Message | None = None) -> None:
        messages = draw(reply, selective=said is not None)
        try:
            await self._send(request.room.chat, messages, request.room.thread, _to(said), reply.file)
        except ChatMigrated as error:
            await self._send(str(error.new_chat_id), messages, file=reply.file)

    async def _send(
        self,
        chat: str,
        messages: list[Drawn],
        thread: str = "",
        reply_to: ReplyParameters | None = None,
        file: Document | None = None,
    ) -> None:
        topic = int(thread) if thread else None
        send = partial(self._bot.send_message, chat, message_thread_id=topic)
        for drawn in messages:
            say = partial(send, text=drawn.text, reply_markup=drawn.keyboard, reply_parameters=reply_to)
            await insist(say, self._sleep)
        if file is not None:
            await insist(partial(send_file, self._bot, chat, file, topic), self._sleep)


async def send_file(bot: ExtBot[None], chat: str, file: Document, topic: int | None = None) -> None:
    """Send a file as a message of its own."""
    await bot.send_document(chat, file.content, filename=file.name, message_thread_id=topic)


def _fits_an_edit(request: Request, reply: Reply) -> bool:
    """An edit holds one message and no prompt; a group needs one, for the bot hears only replies there."""
    must_prompt = bool(reply.ask and not reply.choices and not request.private)
    return len(draw(reply)) == 1 and not must_prompt and reply.file is None


def _to(message: Message | None) -> ReplyParameters | None:
    return ReplyParameters(message.message_id, allow_sending_without_reply=True) if message else None
