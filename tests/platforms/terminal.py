"""A terminal with somebody in front of it."""

import asyncio
import itertools
import re
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from bot.console.adapter import ROOM, Console
from bot.front import Front
from core.delivery.ports import Messenger
from core.messages import Address
from tests.platforms.place import HOME, Again, Room, Seen, Somebody

T = TypeVar("T")

_CHOICES = re.compile(r"\n\n(?=  1\) )")


class Terminal:
    """The screen and the keyboard; everything written stays."""

    name = "console"
    edits = False
    longest = 1_000_000
    settings: dict[str, str] = {}

    def __init__(self) -> None:
        self.screen: list[str] = []
        self.keyboard: asyncio.Queue[str] = asyncio.Queue()
        self._changed = asyncio.Event()

    async def __aenter__(self) -> "Terminal":
        return self

    async def __aexit__(self, *_: object) -> None:
        """Nothing to close."""

    @asynccontextmanager
    async def coached_by(self, front: Front) -> AsyncIterator[Messenger]:
        console = Console(front, self._lines(), self._write, colour=False)
        running = asyncio.create_task(console.run(greet=False))
        yield console
        self.keyboard.put_nowait("/quit")
        await running

    def person(self, name: str) -> "Typist":
        return Typist(self, name)

    def robot(self, name: str) -> Somebody:
        raise AssertionError("there are no bots in a terminal")

    def club(self, *members: Somebody, captain: Somebody) -> Room:
        raise AssertionError("there are no groups in a terminal")

    def address(self, room: Room) -> Address:
        return ROOM

    def garbage(self) -> Any:
        return "99"

    async def until(self, look: Callable[[], T], seconds: float = 5.0) -> T:
        async with asyncio.timeout(seconds):
            while not (found := look()):
                await self._changed.wait()
            return found

    def pardons(self, reason: str) -> None:
        raise AssertionError("a terminal complains of nothing")

    def forgives(self, reason: str) -> None:
        """A terminal complains of nothing."""

    def _write(self, text: str, end: str = "\n") -> None:
        if text:
            self.screen.append(text)
        self._changed.set()
        self._changed = asyncio.Event()

    async def _lines(self) -> AsyncIterator[str]:
        while True:
            yield await self.keyboard.get() + "\n"


class Typist:
    """Who sits there."""

    def __init__(self, terminal: Terminal, name: str) -> None:
        self.name = name
        self._terminal = terminal

    def sees(self, room: Room = HOME) -> Sequence[Seen]:
        return [_read(each) for each in self._terminal.screen]

    def reads(self) -> Sequence[str]:
        return [each.text for each in self.sees()]

    async def says(self, text: str, room: Room = HOME) -> Again:
        self._terminal.keyboard.put_nowait(text)
        return _never

    async def commands(self, name: str, room: Room = HOME, **options: str) -> Again:
        return await self.says(f"/{name} {' '.join(options.values())}")

    async def presses(self, label: str, room: Room = HOME) -> Again:
        message = next(each for each in reversed(self.sees()) if label in each.choices)
        return await self.presses_handle(message.handles[message.choices.index(label)], message)

    async def presses_handle(self, handle: Any, on: Seen, room: Room = HOME) -> Again:
        return await self.says(handle)

    async def answers(self, text: str, room: Room = HOME) -> None:
        await self.says(text)


def _read(written: str) -> Seen:
    """Split what stands on the screen into text and the numbered choices below it."""
    text, *below = _CHOICES.split(written, maxsplit=1)
    labels = list(_labels(" ".join(below).replace("\n", " ")))
    numbers = tuple(f"{number}" for number, _ in enumerate(labels, start=1))
    return Seen(text.strip("\n"), tuple(labels), numbers, source=written)


def _labels(packed: str) -> Iterator[str]:
    """The choices side by side, taken apart: each ends where the next number begins."""
    for number in itertools.count(1):
        _, found, packed = packed.partition(f"  {number}) ")
        if not found:
            return
        yield packed.partition(f"  {number + 1}) ")[0].strip()


async def _never() -> None:
    raise AssertionError("a terminal delivers nothing twice")
