"""A burst against a strict platform: how much of the allowed rate is used, and whether any second holds too much."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

from bench.pushes.kills import due_now
from bench.pushes.stage import database_in, pump_on
from bench.pushes.strict import Ledger, latency, most_in_a_second
from core.clock import system_clock
from core.delivery.outcomes import Later, Outcome, Sent
from core.delivery.pace import BULK_SHARE
from core.delivery.ports import Delivery
from core.delivery.sender import Pump

RATES = (30.0, 50.0, 1000.0)


class Strict:
    """A platform that refuses what is too much, and answers after 60 to 140 ms."""

    platform = "telegram"

    def __init__(self, rate: float) -> None:
        self.ledger = Ledger(limit=most_in_a_second(rate))

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Count it, and let the sender wait."""
        accepted = self.ledger.accepts(delivery.address.chat, delivery.reply.text)
        await asyncio.sleep(latency())
        return Sent("1") if accepted else Later(1, throttled=True)


def measure(folder: Path, seconds: float) -> Iterator[tuple[str, str]]:
    for rate in RATES:
        bulk = rate * BULK_SHARE
        (place := folder / f"{rate:g}").mkdir()
        runners = int(bulk * (seconds + 5))
        database = database_in(place, runners, runners)
        due_now(database)
        strict = Strict(rate)
        asyncio.run(_send(pump_on(database, strict, bulk, system_clock), seconds))
        database.close()
        ledger = strict.ledger
        allowed = most_in_a_second(rate)
        yield (
            f"{rate:g}/s allowed, {bulk:g}/s set, {seconds:g} s",
            f"{ledger.rate() / bulk:.2%} used; most in a second {ledger.peak} of {allowed}; {ledger.refused} × 429",
        )


async def _send(pump: Pump, seconds: float) -> None:
    ticking = asyncio.create_task(pump.tick())
    await asyncio.sleep(seconds)
    pump.stop()
    await ticking


if __name__ == "__main__":
    import sys
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        for what, figure in measure(Path(name), float(sys.argv[1])):
            print(what, "|", figure, flush=True)
