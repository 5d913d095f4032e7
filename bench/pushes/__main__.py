"""`python -m bench.pushes` prints the table in about six minutes; `--full` takes the full sizes, and about an hour."""

import argparse
import asyncio
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine, text

from bench.pushes import burst, contention, even, freeze, kills, peers, questions, workers
from core.database import normalise_url
from tests.postgres import start_postgres, stop_postgres

Rows = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything; `seconds` of the even burst."""

    runners: int
    due: int
    jobs: int
    seconds: float
    kills: int
    pushes: int
    asked: int
    crowd: int


SHORT = Size(100_000, 10_000, 3_000, 15, 5, 300, 100, 1_500)
FULL = Size(1_000_000, 100_000, 20_000, 60, 100, 5_000, 400, 10_000)


def main() -> None:
    """Print the table, row by row."""
    logging.disable(logging.ERROR)  # connections break when their owner is killed
    parser = argparse.ArgumentParser(prog="python -m bench.pushes", description=__doc__)
    parser.add_argument("rows", nargs="*", help=f"which of: {', '.join(ROWS)}; all when none is named")
    parser.add_argument("--full", action="store_true", help="the full sizes")
    asked = parser.parse_args()
    print("| what | measured |\n| --- | --- |")
    for name in asked.rows or ROWS:
        with TemporaryDirectory() as folder:
            for what, figure in ROWS[name](Path(folder), FULL if asked.full else SHORT):
                print(f"| {what} | {figure} |", flush=True)


def _peers(folder: Path, size: Size) -> Rows:
    for tuned in (True, False):
        rate, ran, stall = asyncio.run(peers.one_job_each(folder, size.jobs, tuned=tuned))
        how = "tuned" if tuned else "with its default settings"
        yield (
            f"one APScheduler job for each of {size.jobs:,} runners, {how}",
            f"{rate:,.0f}/s; {size.jobs - ran:,} never pushed; longest stall {stall * 1000:,.0f} ms",
        )


def _postgres(folder: Path, size: Size) -> Rows:
    server = start_postgres()
    if server is None:
        yield "PostgreSQL", "not installed here"
        return
    try:
        with create_engine(normalise_url(server.url), isolation_level="AUTOCOMMIT").connect() as connection:
            for name in ("pushes", "standby"):
                connection.execute(text(f"CREATE DATABASE {name}"))
        base = server.url.rsplit("/", 1)[0]
        yield from workers.measure(f"{base}/pushes", size.due)
        found = asyncio.run(freeze.freeze(folder, f"{base}/standby", freeze.LEASE, 600))
        yield (
            f"a standby takes over from a sender that was stopped (SIGSTOP); the lease is {freeze.LEASE} s",
            f"after {found.gap:.1f} s; {found.lost} lost, {found.twice} twice",
        )
    finally:
        stop_postgres(server)


ROWS: dict[str, Callable[[Path, Size], Rows]] = {
    "burst": lambda folder, size: burst.measure(folder, size.runners, size.due),
    "peers": _peers,
    "even": lambda folder, size: even.measure(folder, size.seconds),
    "kills": lambda folder, size: kills.rows(folder, size.kills, size.pushes),
    "contention": lambda folder, size: contention.measure(folder, size.due),
    "postgres": _postgres,
    "questions": lambda folder, size: chain(asyncio.run(questions.measure(folder, size.crowd, size.asked))),
}

if __name__ == "__main__":
    main()
