"""The process that is killed: its lives, what it logged in each, and how much memory it held."""

import asyncio
import math
import resource
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.processes import Running

LOOK_EVERY = 1.0  # seconds


@dataclass
class Life:
    """From the moment it listened to its end, in monotonic seconds; `memory` in MB."""

    began: float
    ended: float = math.inf
    memory: list[tuple[float, float]] = field(default_factory=list)
    log: list[str] = field(default_factory=list)


class Coach:
    """`hillcoach run` in a folder, started again and again."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        self._folder = folder
        self._settings = settings
        self._looking: asyncio.Task[None] | None = None
        self.lives: list[Life] = []
        self.deaths: list[float] = []

    @property
    def lives_now(self) -> bool:
        """Whether it is up."""
        return bool(self.lives) and self.lives[-1].ended == math.inf

    async def start(self) -> None:
        """Start it, and wait until it says that it runs; RuntimeError with its last words when it does not."""
        self._running = Running(self._folder, self._settings)
        await self._running.__aenter__()
        try:
            await self._running.listens()
        finally:
            if not any(" running: " in line for line in self._running.log):
                await self._running.__aexit__(None, None, None)
                raise RuntimeError("\n".join(["it does not run:", *self._running.log[-20:]]))
        self.lives.append(Life(time.monotonic(), log=self._running.log))
        self._looking = asyncio.create_task(self._look(self.lives[-1]))

    async def kill(self) -> None:
        """SIGKILL."""
        self.deaths.append(time.monotonic())
        await self._running.kill()
        await self._end()

    async def stop(self) -> int:
        """SIGTERM; its exit status."""
        status = await self._running.stop()
        await self._end()
        return status

    def limit_files(self, size: int) -> None:
        """Let every write beyond `size` bytes of any file fail, as on a full disk; -1 for no limit."""
        _, hardest = resource.prlimit(self._running.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self._running.pid, resource.RLIMIT_FSIZE, (hardest if size < 0 else size, hardest))

    async def _end(self) -> None:
        self.lives[-1].ended = time.monotonic()
        if self._looking is not None:
            self._looking.cancel()
        await self._running.__aexit__(None, None, None)

    async def _look(self, life: Life) -> None:
        with suppress(FileNotFoundError, ProcessLookupError):
            while True:
                life.memory.append((time.monotonic(), resident(self._running.pid)))
                await asyncio.sleep(LOOK_EVERY)


def resident(pid: int) -> float:
    """Megabytes of memory a process holds."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    held = [line for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(held[0].split()[1]) / 1024 if held else 0.0
