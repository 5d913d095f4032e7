"""The usual way to do it: one APScheduler job for every runner, kept in SQLite by APScheduler's own job store."""

import asyncio
import itertools
import logging
import pickle
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from apscheduler.job import Job
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from sqlalchemy import create_engine, event

from bench.pushes.stage import Stalls

PATIENCE = 3.0  # seconds without a push: it has given the others up
_ran = itertools.count()


async def push(_: int) -> None:
    """What every job does: nothing, as the null sender."""
    next(_ran)


async def one_job_each(folder: Path, runners: int, *, tuned: bool) -> tuple[float, int, float]:
    """All are due at once: returns (pushes per second, how many ran at all, longest stall in seconds).

    Tuned: write-ahead log, no grace, coalesced. Else: exactly as it comes.
    """
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    engine = create_engine(f"sqlite:///{folder / f'jobs-{tuned}.db'}")
    if tuned:
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA journal_mode=WAL"))
    defaults: dict[str, Any] = {"misfire_grace_time": None, "coalesce": True} if tuned else {}
    store = SQLAlchemyJobStore(engine=engine)
    scheduler = AsyncIOScheduler(jobstores={"default": store}, job_defaults=defaults, timezone=UTC)
    scheduler.start(paused=True)
    trigger = CronTrigger(hour=7, day_of_week="mon,thu", timezone=ZoneInfo("Europe/Berlin"))
    with engine.begin() as connection:  # one transaction for all of them, else to set it up takes minutes
        rows = [_row(scheduler, trigger, runner, datetime.now(UTC)) for runner in range(runners)]
        connection.execute(store.jobs_t.insert(), rows)
    stalls, before = Stalls(), next(_ran)
    watching = asyncio.create_task(stalls.watch())
    took, ran = await _resumed(scheduler, before, runners)
    watching.cancel()
    scheduler.shutdown(wait=False)
    engine.dispose()
    return ran / took, ran, stalls.longest


def _row(scheduler: AsyncIOScheduler, trigger: CronTrigger, runner: int, due: datetime) -> dict[str, Any]:
    job = Job(
        scheduler,
        id=str(runner),
        func=push,
        args=(runner,),
        kwargs={},
        trigger=trigger,
        name="push",
        executor="default",
        next_run_time=due,
        max_instances=1,
        misfire_grace_time=scheduler._job_defaults["misfire_grace_time"],
        coalesce=scheduler._job_defaults["coalesce"],
    )
    return {"id": job.id, "next_run_time": due.timestamp(), "job_state": pickle.dumps(job.__getstate__())}


async def _resumed(scheduler: AsyncIOScheduler, before: int, runners: int) -> tuple[float, int]:
    """Let it go; seconds until the last push, and how many there were."""
    begun = last = time.perf_counter()
    ran = 0
    scheduler.resume()
    while ran < runners and time.perf_counter() - last < PATIENCE:
        await asyncio.sleep(0.02)
        seen = next(_ran) - before - 1
        before += 1
        if seen > ran:
            ran, last = seen, time.perf_counter()
    return max(last - begun, 0.001), ran
