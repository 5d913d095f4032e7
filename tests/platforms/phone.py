"""Telegram: the project's fake server, and people with phones."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from bot.front import Front
from bot.telegram.adapter import TelegramAdapter
from core.delivery.ports import Messenger
from core.messages import Address
from tests.fakes.telegram import Chat, FakeTelegram, Person, Shown
from tests.platforms.place import HOME, Again, Room, Seen, Somebody

T = TypeVar("T")


class Telegram:
    """A Telegram that fails the test when the bot breaks one of its rules."""

    name = "telegram"
    edits = True
    longest = 4096

    def __init__(self) -> None:
        self.fake = FakeTelegram()

    async def __aenter__(self) -> "Telegram":
        await self.fake.__aenter__()
        self.settings = {"TELEGRAM_TOKEN": self.fake.token, "TELEGRAM_API_BASE": self.fake.url}
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.fake.__aexit__()
        assert self.fake.complaints == [], self.fake.complaints

    @asynccontextmanager
    async def coached_by(self, front: Front) -> AsyncIterator[Messenger]:
        async with TelegramAdapter(self.fake.token, front, self.fake.url) as adapter:
            yield adapter.messenger

    def person(self, name: str) -> "PhoneUser":
        return PhoneUser(self, self.fake.person(name))

    def robot(self, name: str) -> "PhoneUser":
        robot = self.person(name)
        robot.person.is_bot = True
        return robot

    def club(self, *members: Somebody, captain: Somebody) -> Chat:
        people = [each.person for each in (captain, *members) if isinstance(each, PhoneUser)]
        return self.fake.group("Club", *people, admin=people[0])

    def address(self, room: Room) -> Address:
        chat = room.person.chat if isinstance(room, PhoneUser) else room
        return Address("telegram", str(chat.id))

    def garbage(self) -> str:
        return "x" * 65

    def pardons(self, reason: str) -> None:
        [pardoned] = [each for each in self.fake.complaints if reason in each]
        self.fake.complaints.remove(pardoned)

    def forgives(self, reason: str) -> None:
        self.fake.complaints = [each for each in self.fake.complaints if reason not in each]

    async def until(self, look: Callable[[], T], seconds: float = 5.0) -> T:
        try:
            await self.fake.until(lambda: bool(look()), True, seconds)
        except AssertionError:
            raise TimeoutError from None
        return look()


class PhoneUser:
    """Somebody on Telegram."""

    def __init__(self, place: Telegram, person: Person) -> None:
        self.name = person.name
        self.person = person
        self._fake = place.fake

    def sees(self, room: Room = HOME) -> Sequence[Seen]:
        chat = room or self.person.chat
        return [_seen(each) for each in chat.messages if each.author == self._fake.bot["id"]]

    def reads(self) -> Sequence[str]:
        chats = [each for each in self._fake.chats.values() if self.person.id in each.members]
        written = [each.text for chat in chats for each in self.sees(chat)]
        return [*written, *(alert.text for alert in self.person.alerts)]

    async def says(self, text: str, room: Room = HOME) -> Again:
        await self.person.says(text, room)
        return self._once_more()

    async def commands(self, name: str, room: Room = HOME, **options: str) -> Again:
        return await self.says(f"/{name} {' '.join(options.values())}".strip(), room)

    async def presses(self, label: str, room: Room = HOME) -> Again:
        await self.person.presses(label, room)
        return self._once_more()

    async def presses_handle(self, handle: Any, on: Seen, room: Room = HOME) -> Again:
        self._fake.press(self.person, room or self.person.chat, on.source, handle)
        return self._once_more()

    async def answers(self, text: str, room: Room = HOME) -> None:
        asked = self.sees(room)[-1]
        await self.person.says(text, room, reply_to=asked.source if room else None)

    def _once_more(self) -> Again:
        update = self._fake._updates[-1]  # it keeps its id, as after a crash before it was confirmed

        async def again() -> None:
            self._fake.push(update)

        return again


def _seen(shown: Shown) -> Seen:
    buttons = [each for row in shown.rows for each in row]
    handles = tuple(each.data for each in buttons)
    files = ((shown.file.name, shown.file.content),) if shown.file else ()
    return Seen(shown.text, tuple(each.label for each in buttons), handles, shown.edits, shown, files)
