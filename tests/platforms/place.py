"""What a platform is to the people on it, told the same way for all three, so that one suite can be run on each."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from bot.front import Front
from core.delivery.ports import Messenger
from core.messages import Address

T = TypeVar("T")
Room = Any  # a chat as the platform's fake knows it
Again = Callable[[], Awaitable[None]]  # lets the platform deliver the same thing once more

HOME: Room = None  # the private chat with the bot


@dataclass(frozen=True, slots=True)
class Seen:
    """A message of the bot as somebody sees it now; `handles` are what a press on each label sends."""

    text: str
    labels: tuple[str, ...] = ()
    handles: tuple[Any, ...] = ()
    edits: int = 0
    source: Any = None
    files: tuple[tuple[str, bytes], ...] = ()

    @property
    def choices(self) -> tuple[str, ...]:
        """The labels without the one that opens a form."""
        return self.labels[: len(self.handles)]


class Somebody(Protocol):
    """A person in front of the real client's other end."""

    name: str

    def sees(self, room: Room = HOME) -> Sequence[Seen]:
        """The bot's messages in a chat, in order, as this person sees them now."""
        ...

    def reads(self) -> Sequence[str]:
        """Every word of the bot this person can read anywhere: chats, rooms, and what popped up after a press."""
        ...

    async def says(self, text: str, room: Room = HOME) -> Again:
        """Write something."""
        ...

    async def commands(self, name: str, room: Room = HOME, **options: str) -> Again:
        """Type a command the way the platform lets people."""
        ...

    async def presses(self, label: str, room: Room = HOME) -> Again:
        """Press a button of the latest message that has it."""
        ...

    async def presses_handle(self, handle: Any, on: Seen, room: Room = HOME) -> Again:
        """Press whatever sends this."""
        ...

    async def answers(self, text: str, room: Room = HOME) -> None:
        """Type the answer to the question asked last."""
        ...


class Place(Protocol):
    """One platform: a strict fake server with the bot in it, or a terminal."""

    name: str
    edits: bool  # whether a message that was shown can be changed
    longest: int  # of one message, in characters
    settings: dict[str, str]  # for a process that is to run here

    def coached_by(self, front: Front) -> AbstractAsyncContextManager[Messenger]:
        """The real client, listening, with this coach behind it; gives its way out."""
        ...

    def person(self, name: str) -> Somebody:
        """Somebody new, who has talked to the bot before."""
        ...

    def robot(self, name: str) -> Somebody:
        """Another bot."""
        ...

    def club(self, *members: Somebody, captain: Somebody) -> Room:
        """A room with people in it; to be opened before the bot listens."""
        ...

    def address(self, room: Room) -> Address:
        """How the coach calls a room or a person's private chat."""
        ...

    def garbage(self) -> Any:
        """A handle that is none of ours."""
        ...

    def pardons(self, reason: str) -> None:
        """Forget the complaint with this reason, which the test is about; there has to be one."""
        ...

    def forgives(self, reason: str) -> None:
        """Forget every complaint with this reason: the real platform minds as little."""
        ...

    async def until(self, look: Callable[[], T], seconds: float = 5.0) -> T:
        """Wait until `look()` is true and return what it gave; TimeoutError when that does not happen."""
        ...


async def hears(place: Place, person: Somebody, beginning: str, room: Room = HOME, seconds: float = 5.0) -> Seen:
    """Wait until the latest message in a room begins so; AssertionError shows what stands there instead."""

    def latest() -> Seen | None:
        seen = person.sees(room)
        return seen[-1] if seen and seen[-1].text.startswith(beginning) else None

    try:
        found = await place.until(latest, seconds)
    except TimeoutError:
        assert [each.text for each in person.sees(room)][-1:] == [beginning], person.reads()
        raise
    assert found is not None
    return found


async def is_told(place: Place, person: Somebody, beginning: str, seconds: float = 5.0) -> str:
    """Wait until something a person can read, anywhere, begins so; returns it."""

    def read() -> str | None:
        return next((each for each in reversed(person.reads()) if each.startswith(beginning)), None)

    try:
        found = await place.until(read, seconds)
    except TimeoutError:
        assert list(person.reads()) == [beginning]
        raise
    assert found is not None
    return found
