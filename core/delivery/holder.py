"""Which process this is, and whether another one of this machine has ended: so a restart need not wait for a lease."""

import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

PROC = Path("/proc")
DEAD = ("Z", "X")


def this_process() -> str:
    """A name that no other process has or will have, for the row of the lease."""
    started = _started(os.getpid())
    return f"{_machine()} {os.getpid()} {started}" if started else uuid4().hex


def has_ended(holder: str) -> bool:
    """Whether the process of that name ran on this machine and is gone; False when nobody can tell."""
    machine, _, process = holder.rpartition(" ")[0].rpartition(" ")
    if not machine or machine != _machine():
        return False
    return _started(int(process)) != holder.rpartition(" ")[2]


def _machine() -> str:
    """This run of the machine, and this space of process numbers on it; empty where there is no /proc."""
    with suppress(OSError):
        boot = (PROC / "sys/kernel/random/boot_id").read_text().strip()
        return f"{boot}/{(PROC / 'self/ns/pid').readlink()}"
    return ""


def _started(process: int) -> str:
    """When a process started, in the kernel's ticks; empty when there is none, or only what its parent has to clear."""
    with suppress(OSError):
        fields = (PROC / f"{process}/stat").read_text().rpartition(")")[2].split()
        return "" if fields[0] in DEAD else fields[19]
    return ""
