"""The conversation in a terminal: lines in, replies out, pushes in between."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from shutil import get_terminal_size
from threading import Thread
from typing import Protocol, TextIO
from uuid import uuid4

from bot.console.render import lines_of
from bot.front import Front
from core.delivery.outcomes import Outcome, Sent
from core.delivery.ports import Delivery
from core.messages import MAX_INPUT, Address, Choice, Document, Reply, Request, Sender

ROOM = Address("console", "terminal")
YOU = Sender("console", "you", "You", home="terminal")
PROMPT = "> "
LONGEST_NUMBER = 3  # digits: there are no more choices
HERE = Path()
WIDEST = 100  # characters: longer lines are hard to read


class Write(Protocol):
    """How text reaches the screen: like `print`."""

    def __call__(self, text: str, end: str = "\n") -> None:
        """Show it."""
        ...


class Console:
    """One terminal: an adapter and a messenger in one, since both write to the same screen."""

    platform = "console"

    def __init__(
        self,
        front: Front,
        lines: AsyncIterator[str],
        write: Write,
        *,
        colour: bool = False,
        prompt: str = "",
        folder: Path = HERE,
    ) -> None:
        self._front = front
        self._lines = lines
        self._write = write
        self._colour = colour
        self._prompt = prompt
        self._folder = folder
        self._choices: tuple[Choice, ...] = ()

    async def run(self, *, greet: bool) -> None:
        """Talk until the input ends or the person leaves."""
        if greet:
            await self.take("/start")
        async for line in self._lines:
            if line.strip() in ("/quit", "/exit"):
                return
            if line.strip():
                await self.take(line)

    async def take(self, line: str) -> None:
        """Answer one line."""
        reply = await self._front.handle(self._request(line.strip()[:MAX_INPUT]))
        if reply is not None:
            self._show(reply)

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Show a push in the open terminal."""
        self._show(delivery.reply)
        self._write(self._prompt, end="")
        return Sent()

    def _show(self, reply: Reply) -> None:
        self._choices = reply.choices or self._choices
        width = min(WIDEST, get_terminal_size().columns)
        self._write("\n".join(["", *lines_of(reply, colour=self._colour, width=width), ""]))
        if reply.file is not None:
            self._write(self._saved(reply.file))

    def _saved(self, file: Document) -> str:
        """Put a file where the person is, over no other one; returns what to say about it."""
        name = free_name(self._folder, file.name)
        try:
            (self._folder / name).write_bytes(file.content)
        except OSError as problem:
            return self._front.say("platform.file_failed", name=name, reason=problem.strerror)
        return self._front.say("platform.file_saved", name=name)

    def _request(self, line: str) -> Request:
        """A number is a choice, a slash a command, anything else a text."""
        key = f"console:{uuid4().hex}"
        if len(line) <= LONGEST_NUMBER and line.isdecimal() and 0 < int(line) <= len(self._choices):
            return Request(YOU, ROOM, True, key, action=self._choices[int(line) - 1].action)
        if line.startswith("/"):
            command, _, args = line[1:].partition(" ")
            return Request(YOU, ROOM, True, key, command=command.casefold(), args=args.strip())
        return Request(YOU, ROOM, True, key, text=line)


def free_name(folder: Path, name: str) -> str:
    """The name, or the name with a number, that no file in the folder has."""
    stem, suffix = Path(name).stem, Path(name).suffix
    numbered = (f"{stem}-{number}{suffix}" for number in count(2))
    return next(each for each in chain((f"{stem}{suffix}",), numbered) if not (folder / each).exists())


async def lines_of_input(stream: TextIO, *, prompt: bool) -> AsyncIterator[str]:
    """The lines of a stream, read in a thread so that pushes can appear while nobody types.

    Nobody waits for the thread at the end: Ctrl-C works while it reads.
    """
    lines: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def put(line: str) -> None:
        loop.call_soon_threadsafe(lines.put_nowait, line)

    Thread(target=_read, args=(stream, put), name="keyboard", daemon=True).start()
    while True:
        if prompt:
            sys.stdout.write(PROMPT)
            sys.stdout.flush()
        line = await lines.get()
        if not line:
            return
        yield line


def _read(stream: TextIO, put: Callable[[str], None]) -> None:
    """Hand on every line, and an empty one at the end."""
    with suppress(RuntimeError):  # the loop is closed: nobody listens any more
        try:
            for line in iter(stream.readline, ""):
                put(line)
        finally:
            put("")
