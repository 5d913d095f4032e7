"""`hillcoach` as an operator starts it: the installed command, in a folder and an environment of its own."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.play import database_file

COMMAND = Path(sys.executable).with_name("hillcoach")
PATIENCE = 60.0  # seconds for a start or an end; it takes one or two, on a machine that has nothing else to do


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """Nothing of ours: no token, no proxy, no `.env`; a strict UTF-8 such as desktops have."""
    bare = {"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONIOENCODING": "utf-8:strict"}
    return bare | {"DATABASE_URL": database_file(folder)} | settings


def hillcoach(folder: Path, *arguments: str, typed: bytes = b"", **settings: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end; `typed` is its standard input."""
    done = subprocess.run(
        [COMMAND, *arguments],
        input=typed,
        capture_output=True,
        cwd=folder,
        env=environment(folder, **settings),
        timeout=PATIENCE,
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def bare_python(folder: Path, program: str) -> str:
    """What a Python program prints that has no environment at all."""
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, env={}, capture_output=True, timeout=PATIENCE)
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return done.stdout.decode()


@dataclass
class Running:
    """A process that stays: `async with Running(folder, {...}, "run")`, gone at the end of the block."""

    folder: Path
    settings: dict[str, str]
    arguments: Sequence[str] = ("run",)
    log: list[str] = field(default_factory=list)

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            COMMAND,
            *self.arguments,
            cwd=self.folder,
            env=environment(self.folder, **self.settings),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self._changed = asyncio.Event()
        self._reader = asyncio.create_task(self._read())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()
        await self._reader
        if error is not None:
            print("\n".join(self.log))  # noqa: T201  (pytest shows it beside the failure)

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    async def listens(self) -> None:
        """Wait until it has started, or ended."""
        async with asyncio.timeout(PATIENCE):
            while not (self._reader.done() or any(" running: " in line for line in self.log)):
                await self._changed.wait()

    async def logs(self, words: str) -> None:
        """Wait until it has said so, or ended."""
        async with asyncio.timeout(PATIENCE):
            while not (self._reader.done() or any(words in line for line in self.log)):
                await self._changed.wait()

    async def stop(self) -> int:
        """Tell it politely to stop; returns its exit status."""
        self._process.send_signal(signal.SIGTERM)
        return await self.ends()

    async def kill(self) -> None:
        """Pull the plug."""
        self._process.kill()
        await self.ends()

    async def ends(self) -> int:
        """Wait until it is gone; returns its exit status."""
        async with asyncio.timeout(PATIENCE):
            status = await self._process.wait()
            await self._reader
        return status

    async def _read(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            self.log.append(line.decode().rstrip())
            self._changed.set()
            self._changed = asyncio.Event()
