"""Discord: the project's fake server, and people at their desks."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from bot.discord.adapter import DiscordAdapter
from bot.front import Front
from core.delivery.ports import Messenger
from core.messages import Address
from tests.fakes.discord import FakeDiscord
from tests.fakes.discord.checks import SELECT, controls
from tests.fakes.discord.interactions import COMPONENT
from tests.fakes.discord.people import Person
from tests.fakes.discord.world import Channel, Message
from tests.platforms.place import HOME, Again, Room, Seen, Somebody

T = TypeVar("T")


class Discord:
    """A Discord that fails the test when the bot breaks one of its rules."""

    name = "discord"
    edits = True
    longest = 2000

    def __init__(self) -> None:
        self.fake = FakeDiscord()

    async def __aenter__(self) -> "Discord":
        await self.fake.__aenter__()
        self.settings = {
            "DISCORD_TOKEN": self.fake.token,
            "DISCORD_API_BASE": self.fake.api_base,
            "DISCORD_GATEWAY_URL": self.fake.gateway.url,
        }
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.fake.__aexit__()
        assert self.fake.complaints == [], self.fake.complaints

    @asynccontextmanager
    async def coached_by(self, front: Front) -> AsyncIterator[Messenger]:
        async with DiscordAdapter(self.fake.token, front, api_base=self.fake.api_base) as adapter:
            await self.until(lambda: self.fake.gateway.connected)
            yield adapter.messenger

    def person(self, name: str) -> "DeskUser":
        return DeskUser(self, self.fake.person(name))

    def robot(self, name: str) -> "DeskUser":
        robot = self.person(name)
        robot.person.account.bot = True
        return robot

    def club(self, *members: Somebody, captain: Somebody) -> Channel:
        assert isinstance(captain, DeskUser)
        return self.fake.channel(self.fake.server("Club", admin=captain.person), "training")

    def address(self, room: Room) -> Address:
        channel = room.person.chat if isinstance(room, DeskUser) else room
        return Address("discord", str(channel.id))

    def garbage(self) -> dict[str, Any]:
        return {"custom_id": "~" * 100, "component_type": 2}

    def pardons(self, reason: str) -> None:
        [pardoned] = [each for each in self.fake.complaints if reason in each]
        self.fake.complaints.remove(pardoned)

    def forgives(self, reason: str) -> None:
        self.fake.complaints = [each for each in self.fake.complaints if reason not in each]

    async def until(self, look: Callable[[], T], seconds: float = 5.0) -> T:
        return await self.fake.world.until(look, seconds)


class DeskUser:
    """Somebody on Discord."""

    def __init__(self, place: Discord, person: Person) -> None:
        self.name = person.name
        self.person = person
        self._fake = place.fake

    def sees(self, room: Room = HOME) -> Sequence[Seen]:
        channel = room or self.person.chat
        return [_seen(each) for each in channel.seen_by(self.person.account) if each.author is self._fake.world.bot]

    def reads(self) -> Sequence[str]:
        rooms = [each for each in self._fake.world.channels.values() if each.guild or each is self.person.chat]
        return [each.text for room in rooms for each in self.sees(room)]

    async def says(self, text: str, room: Room = HOME) -> Again:
        said = await self.person.says(text, room)
        return lambda: self.person.repeats(said)

    async def commands(self, name: str, room: Room = HOME, **options: str) -> Again:
        made = await self.person.commands(name, room, **options)
        return lambda: self.person.does_again(made)

    async def presses(self, label: str, room: Room = HOME) -> Again:
        made = await self.person.presses(label, room)
        return lambda: self.person.does_again(made)

    async def presses_handle(self, handle: Any, on: Seen, room: Room = HOME) -> Again:
        made = await self.person.does(COMPONENT, handle, room or self.person.chat, on.source)
        return lambda: self.person.does_again(made)

    async def answers(self, text: str, room: Room = HOME) -> None:
        asking = next(each for each in reversed(self.sees(room)) if len(each.labels) > len(each.handles))
        made = await self.person.presses(asking.labels[-1], room, on=asking.source)
        await self._fake.world.until(lambda: made.modal)
        await self.person.types(text)


def _seen(message: Message) -> Seen:
    handles: list[dict[str, Any]] = []
    for control in controls(message.rows):
        sent = {"custom_id": control["custom_id"], "component_type": control["type"]}
        if control["type"] == SELECT:
            handles += [sent | {"values": [option["value"]]} for option in control["options"]]
        elif not control["custom_id"].startswith("ask~"):  # that one opens the form
            handles.append(sent)
    return Seen(message.text, tuple(message.labels), tuple(handles), message.edits, message, tuple(message.files))
