"""`python -m bench.fuzz --updates 100000` prints what came of it; its exit status says whether all was handled."""

import argparse
import asyncio
import sys
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.fuzz.adapters import Result, discord, telegram

ADAPTERS: dict[str, Callable[[Path, int, int], Coroutine[Any, Any, Result]]] = {
    "telegram": telegram,
    "discord": discord,
}

IN_MEMORY = Path("/dev/shm")  # noqa: S108  (a folder of our own in it: no disk is tried here)


def main() -> int:
    """Feed both adapters."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("adapters", nargs="*", help=f"which of: {', '.join(ADAPTERS)}; both when none is named")
    parser.add_argument("--updates", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    print("| adapter | updates | unhandled exceptions | replies against the rules | talks afterwards | seconds |")
    print("| --- | ---: | ---: | ---: | --- | ---: |")
    wrong = 0
    for name in asked.adapters or ADAPTERS:
        begun = time.monotonic()
        with TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else None) as folder:
            found = asyncio.run(ADAPTERS[name](Path(folder), asked.updates, asked.seed))
        counts = f"{found.unhandled.found.total()} | {len(found.refused)} | {'yes' if found.talks else 'no'}"
        print(f"| {name} | {found.updates:,} | {counts} | {time.monotonic() - begun:.0f} |", flush=True)
        for sort, times in found.unhandled.found.most_common():
            print(f"{times} × {sort}\n{found.unhandled.first[sort]}", file=sys.stderr)
        for each in sorted(set(found.refused))[:20]:
            print(each, file=sys.stderr)
        wrong += found.unhandled.found.total() + len(found.refused) + (not found.talks)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
