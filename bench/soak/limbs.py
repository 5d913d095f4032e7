"""How a runner on a platform acts, sees, and knows that they were answered."""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from tests.fakes.discord.interactions import COMMAND, COMPONENT, QUIET, Interaction
from tests.fakes.telegram.chats import Chat
from tests.platforms.desktop import DeskUser, Discord
from tests.platforms.phone import PhoneUser, Telegram
from tests.platforms.place import Seen

Answered = Callable[[], bool]


class Limbs(Protocol):
    """What a body on a platform can do; every deed gives a way to see whether it was answered."""

    platform: str
    person: int
    chat: int  # the private one

    def sees(self) -> list[Seen]:
        """The coach's messages in the private chat, and in Discord's club those for this person alone."""
        ...

    async def says(self, text: str) -> Answered:
        """Write a text."""
        ...

    async def commands(self, name: str, **options: str) -> Answered:
        """Type a command."""
        ...

    async def presses(self, label: str, on: Seen) -> Answered:
        """Press a button."""
        ...

    async def presses_foreign(self, token: str, on: Seen) -> Answered:
        """Press a button that never was under this message."""
        ...

    async def joins(self) -> Answered:
        """Press "Join" under the club's board."""
        ...

    async def again(self) -> None:
        """Let the platform deliver the last deed once more."""
        ...

    async def swapped(self, *deeds: Callable[[], Awaitable[Answered]]) -> Answered:
        """Do two things at once, of which the platform tells the bot in the wrong order; answered when both are."""
        ...


class Phone:
    """A body on Telegram."""

    platform = "telegram"

    def __init__(self, place: Telegram, name: str, club: Chat) -> None:
        self._user: PhoneUser = place.person(name)
        self._fake = place.fake
        self._club = club
        self.person = self.chat = self._user.person.id

    def sees(self) -> list[Seen]:
        return list(self._user.sees())

    async def says(self, text: str) -> Answered:
        watch = self._watch()
        await self._user.says(text)
        return watch

    async def commands(self, name: str, **options: str) -> Answered:
        watch = self._watch()
        await self._user.commands(name, **options)
        return watch

    async def presses(self, label: str, on: Seen) -> Answered:
        return await self.presses_foreign(on.handles[on.labels.index(label)], on)

    async def presses_foreign(self, token: str, on: Seen) -> Answered:
        watch = self._watch()
        self._fake.press(self._user.person, self._user.person.chat, on.source, token)
        return watch

    async def joins(self) -> Answered:
        watch = self._watch()
        await self._user.presses("Join", self._club)
        return watch

    async def again(self) -> None:
        """In the same batch, as after an answer to the poll that was lost halfway."""
        if self._fake.unconfirmed:
            self._fake.push(self._fake._updates[-1])

    async def swapped(self, *deeds: Callable[[], Awaitable[Answered]]) -> Answered:
        *_, last = [await deed() for deed in deeds]
        if self._fake.unconfirmed >= 2:
            one, two = self._fake._updates[-2:]
            ids = one["update_id"], two["update_id"]
            self._fake._updates[-2:] = [two | {"update_id": ids[0]}, one | {"update_id": ids[1]}]
        return last

    def _watch(self) -> Answered:
        touches = self._fake.witness.touches
        before = touches[self.person]
        return lambda: touches[self.person] > before


class Desk:
    """A body on Discord."""

    platform = "discord"

    def __init__(self, place: Discord, name: str, club: Any) -> None:
        self._user: DeskUser = place.person(name)
        self._fake = place.fake
        self._club = club
        self._last: Callable[[], Awaitable[None]] | None = None
        self._held: list[Callable[[], Awaitable[None]]] | None = None
        self.person = self._user.person.id
        self._room = self._user.person.chat
        self.chat = self._room.id

    def sees(self) -> list[Seen]:
        aside = [each for each in self._user.sees(self._club) if each.source.only_for is not None]
        return [*aside, *self._user.sees()]

    async def says(self, text: str) -> Answered:
        touches = self._fake.world.witness.touches
        before = touches[self.chat]
        self._last = await self._user.says(text)
        return lambda: touches[self.chat] > before

    async def commands(self, name: str, **options: str) -> Answered:
        published = next(each for each in self._fake.rest.commands if each["name"] == name)
        given = [{"name": key, "type": 3, "value": value} for key, value in options.items()]
        return await self._does(COMMAND, {"id": published["id"], "name": name, "type": 1, "options": given})

    async def presses(self, label: str, on: Seen) -> Answered:
        return await self._does(COMPONENT, on.handles[on.labels.index(label)], on)

    async def presses_foreign(self, token: str, on: Seen) -> Answered:
        return await self._does(COMPONENT, {"custom_id": token, "component_type": 2, "id": 2}, on)

    async def joins(self) -> Answered:
        board = next(each for each in reversed(self._user.sees(self._club)) if "Join" in each.labels)
        return await self.presses("Join", board)

    async def again(self) -> None:
        if self._last is not None:
            await self._last()

    async def swapped(self, *deeds: Callable[[], Awaitable[Answered]]) -> Answered:
        self._held = []
        answered = [await deed() for deed in deeds]
        held, self._held = self._held, None
        for deliver in reversed(held):
            await deliver()
        return lambda: all(each() for each in answered)

    async def _does(self, kind: int, data: dict[str, Any], on: Seen | None = None) -> Answered:
        source = on.source if on else None
        channel = source.channel if source else self._room
        before = self._fake.world.witness.touches[channel.id]
        made = self._fake.interactions.open(kind, data, self._user.person.account, channel, source)
        self._last = lambda: self._user.person.does_again(made)
        if self._held is None:
            await self._last()
        else:
            self._held.append(self._last)
        return lambda: self._is_kept(made, before)

    def _is_kept(self, made: Interaction, before: int) -> bool:
        """Whether there is more than a promise, or than the news that something will change."""
        if made.answer == QUIET:
            return self._fake.world.witness.touches[made.channel.id] > before
        return bool(made.answer) and not (made.original is not None and made.original.thinking)
