"""What the machine gives: time zones, room on the disk, and a folder to write to."""

import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from zoneinfo import available_timezones

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.doctor.finding import Finding
from core.database import normalise_url
from core.delivery.zones import edition

FEWEST_ZONES = 400
OLDEST_ZONES = 2  # years; countries change their clocks every year, though seldom yours
LEAST_FREE = 100 * 2**20  # bytes
MENDS_ZONES = "update the machine's package tzdata, or set PYTHONTZPATH to nothing to use the one that came along"


def zones(now: datetime, current: str | None = None) -> Finding:
    """Which time zone data there is, and whether it is too old."""
    current, count = current or edition(), len(available_timezones())
    if count < FEWEST_ZONES:
        return Finding(False, f"The time zone data knows {count} names only: {MENDS_ZONES}.")
    year = re.search(r"\b(2\d{3})[a-z]\b", current)
    if year and now.year - int(year[1]) >= OLDEST_ZONES:
        return Finding(False, f"The time zone data is of {current}, which is old: {MENDS_ZONES}.")
    return Finding(True, f"The time zone data is of {current} and knows {count} names.")


def disk(database_url: str) -> Iterator[Finding]:
    """Whether an SQLite file can be written beside, can grow, and be copied once."""
    file = _file_of(database_url)
    if file is None:
        return
    folder = _nearest(file.parent)
    if reason := _refusal(folder):
        mend = "make room, let this user write there, or set DATABASE_URL to a file elsewhere"
        yield Finding(False, f"The folder of the database, {folder}, cannot be written to ({reason}): {mend}.")
    needed = max(LEAST_FREE, 2 * file.stat().st_size if file.is_file() else 0)
    yield room(shutil.disk_usage(folder).free, needed)


def room(free: int, needed: int) -> Finding:
    """Whether there is as much free as is needed, both in bytes."""
    if free < needed:
        sentence = f"Only {_megabytes(free)} are free beside the database, which needs {_megabytes(needed)}: make room."
        return Finding(False, sentence)
    return Finding(True, f"{_megabytes(free)} are free beside the database.")


def writable(folder: Path) -> Finding:
    """Whether what coaches write in the chat can be put into a folder, which need not be there yet."""
    if not _refusal(_nearest(folder)):
        return Finding(True, "What coaches answer in the chat can be kept.")
    mend = "set HILLCOACH_CONTENT_OVERRIDES to a folder that it may write to"
    return Finding(False, f"What coaches answer in the chat cannot be kept in {folder}: {mend}.")


def _file_of(database_url: str) -> Path | None:
    """The file of an SQLite database; None for a server, or for an address that cannot be right."""
    try:
        address = make_url(normalise_url(database_url))
    except (ArgumentError, ValueError):
        return None
    is_file = address.get_backend_name() == "sqlite" and address.database
    return Path(address.database or "").absolute() if is_file else None


def _nearest(folder: Path) -> Path:
    """The folder, or the first above it that is there."""
    return next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())


def _refusal(folder: Path) -> str:
    """Why nothing can be written to a folder, empty where something can; tried, for rights alone do not tell."""
    try:
        with TemporaryFile(dir=folder) as probe:
            probe.write(bytes(4096))
            probe.flush()
    except OSError as wrong:
        return wrong.strerror or type(wrong).__name__
    return ""


def _megabytes(amount: int) -> str:
    return f"{amount / 2**20:,.0f} MB"
