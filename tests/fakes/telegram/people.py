"""People with a phone: they say, press and see."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.fakes.telegram.chats import Chat, Shown

if TYPE_CHECKING:
    from tests.fakes.telegram.server import FakeTelegram


@dataclass(slots=True)
class Alert:
    """What shows up after a press: a window (`modal`) or a line at the top."""

    text: str
    modal: bool


class Person:
    """Somebody on Telegram; `chat` is the private chat with the bot."""

    def __init__(self, server: "FakeTelegram", person_id: int, name: str, language: str | None) -> None:
        self.id = person_id
        self.name = name
        self.alerts: list[Alert] = []
        self.links: list[str] = []  # that a press has opened
        self.chat = Chat(person_id, "private", name, {person_id: "member"}, started=False)
        self._server = server
        self._language = language
        self.is_bot = False

    async def says(
        self,
        text: str,
        chat: Chat | None = None,
        *,
        thread: int = 0,
        reply_to: Shown | None = None,
        **extra: Any,
    ) -> Shown:
        """Send a text; `extra` fields (a photo, a sender chat) go into the message as they are."""
        chat = chat or self.chat
        shown = self._server.post(chat, self.id, text, thread=thread, reply_to=reply_to.id if reply_to else 0)
        message = self._server.described(chat, shown) | extra
        if not text:
            del message["text"]
        chat.started = True  # from now on the bot may write here
        self._server.push({"message": message})
        return shown

    async def presses(self, label: str, chat: Chat | None = None, *, on: Shown | None = None) -> None:
        """Press a button of the latest message that has it, or of a certain one."""
        chat = chat or self.chat
        message = on or next(each for each in reversed(chat.messages) if label in each.labels)
        self._server.press(self, chat, message, message.button(label).data)

    async def sees(self, *texts: str, chat: Chat | None = None, thread: int | None = None) -> list[Shown]:
        """Wait until the bot's messages in the chat read exactly so; returns them."""
        return await self._server.shows(chat or self.chat, *texts, thread=thread)

    def is_shown(self, text: str, modal: bool) -> None:
        """Take note of a window or line after a press."""
        self.alerts.append(Alert(text, modal))

    async def is_told(self, *texts: str) -> None:
        """Wait until the windows and lines after this person's presses have said exactly so."""
        await self._server.until(lambda: [each.text for each in self.alerts], list(texts))

    def described(self) -> dict[str, Any]:
        """The person as the Bot API describes a user."""
        user: dict[str, Any] = {"id": self.id, "is_bot": self.is_bot, "first_name": self.name}
        return user | ({"language_code": self._language} if self._language else {})
