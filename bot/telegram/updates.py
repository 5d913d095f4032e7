"""What an update from Telegram asks of the coach; pure functions."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection
from dataclasses import dataclass, replace

from telegram import CallbackQuery, Chat, Message, MessageEntity, Update, User
from telegram.constants import ChatType
from telegram.ext import filters

from core.messages import MAX_INPUT, Action, Address, BadToken, Request, Sender

PLATFORM = "telegram"
MAX_PAYLOAD = 64  # of a link that starts the bot
_GOES_ON = "p_"


@dataclass(frozen=True, slots=True)
class Name:
    """Who the bot is in its chats."""

    id: int
    username: str

    def is_called_in(self, text: str) -> bool:
        """Whether the text mentions the bot."""
        return self._mention.search(text) is not None

    def without_call(self, text: str) -> str:
        """The text without the mention."""
        return self._mention.sub("", text).strip()

    @property
    def _mention(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)@{self.username}(?!\w)", re.IGNORECASE)


def key_of(update: Update, bot: Name) -> str:
    """The request key: the same when Telegram delivers the update again."""
    return f"{PLATFORM}:{bot.id}:{update.update_id}"


def read_message(update: Update, bot: Name, commands: Collection[str]) -> Request | None:
    """The request that a message makes; None when it is not meant for the bot."""
    message = update.message
    if message is None or message.from_user is None or filters.StatusUpdate.ALL.check_update(update):
        return None
    if message.from_user.is_bot or message.sender_chat:
        return None
    request = _request(update, bot, message.from_user, message.chat, _thread(message))
    command, addressee, args = _command(message)
    if command == "start" and request.private and (going_on := _continued(args)):
        return replace(request, action=going_on)
    if command:
        theirs = addressee and addressee != bot.username.lower()
        loose = not (request.private or addressee or command in commands)
        return None if theirs or loose else replace(request, command=command, args=args)
    text = (message.text or "")[:MAX_INPUT]
    if request.private and message.location:
        return replace(request, location=(message.location.latitude, message.location.longitude))
    if request.private:
        return replace(request, text=text)
    if text and (bot.is_called_in(text) or _answers_to(message, bot)):
        return replace(request, text=bot.without_call(text))
    return None


def read_press(update: Update, query: CallbackQuery, bot: Name) -> Request:
    """The request that a pressed button makes; BadToken when the button is not one of ours."""
    message = query.message
    if message is None or not query.data:
        raise BadToken(query.data or "")
    thread = _thread(message) if isinstance(message, Message) else ""
    request = _request(update, bot, query.from_user, message.chat, thread)
    return replace(request, action=Action.parse(query.data))


def _request(update: Update, bot: Name, person: User, chat: Chat, thread: str) -> Request:
    name, language = person.full_name or "", person.language_code or "en"
    return Request(
        sender=Sender(PLATFORM, str(person.id), name, language, home=str(person.id)),
        room=Address(PLATFORM, str(chat.id), thread),
        private=chat.type == ChatType.PRIVATE,
        key=key_of(update, bot),
        room_name=chat.title or "",
        invitation=f"https://t.me/{bot.username}?startgroup=club",
    )


def going_on(action: Action) -> str:
    """What a link to the private chat carries so that a press goes on there; empty when it does not fit."""
    payload = _GOES_ON + urlsafe_b64encode(action.token.encode()).decode().rstrip("=")
    return payload if len(payload) <= MAX_PAYLOAD else ""


def _continued(payload: str) -> Action | None:
    if not payload.startswith(_GOES_ON):
        return None
    coded = payload.removeprefix(_GOES_ON)
    try:
        return Action.parse(urlsafe_b64decode(coded + "=" * (-len(coded) % 4)).decode())
    except (ValueError, BadToken):
        return None


def _thread(message: Message) -> str:
    """The forum topic; a thread of replies in an ordinary group is none."""
    return str(message.message_thread_id) if message.is_topic_message else ""


def _command(message: Message) -> tuple[str, str, str]:
    """(name, the bot it is addressed to, arguments), all empty when the message is no command."""
    for entity in message.entities:
        if entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0 and message.text:
            name, _, addressee = message.text[1 : entity.length].lower().partition("@")
            return name, addressee, message.text[entity.length :].strip()[:MAX_INPUT]
    return "", "", ""


def _answers_to(message: Message, bot: Name) -> bool:
    """Whether it replies to the bot; in a topic everything "replies" to the topic's creation."""
    origin = message.reply_to_message
    author = origin.from_user if origin and not origin.forum_topic_created else None
    return author is not None and author.id == bot.id
