"""`hillcoach backup`: one consistent picture of the database, while others write to it."""

import json
import os
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, MetaData, Table, select

from bot import schema
from bot.backup.cells import written
from bot.backup.manifest import NAME, Contents, Manifest, file_of
from bot.version import version
from core.database import snapshot
from core.errors import OperatorError

AT_ONCE = 200  # rows in memory
BOOKKEEPING = "alembic_version"  # the manifest says what it says


def save(url: str, target: Path, now: datetime) -> Manifest:
    """Write everything to a new file; OperatorError when it is there already, or the database has no tables."""
    if schema.is_missing_file(url):
        raise OperatorError("There is nothing to back up: the database has no tables yet.")
    with schema.Reachable(url) as engine, snapshot(engine) as connection:
        revision = schema.revision_of(connection)
        if revision is None:
            raise OperatorError("There is nothing to back up: the database has no tables yet.")
        with _new(target) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            tables = {table.name: _put(archive, connection, table) for table in tables_of(connection)}
            manifest = Manifest(revision, now.isoformat(timespec="seconds"), version(), tables)
            archive.writestr(NAME, manifest.as_json())
    return manifest


def tables_of(connection: Connection) -> Sequence[Table]:
    """The tables as the database has them, each after those it refers to: whatever this version makes of them."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != BOOKKEEPING]


def _put(archive: zipfile.ZipFile, connection: Connection, table: Table) -> Contents:
    rows, digest = 0, sha256()
    with archive.open(file_of(table.name), "w", force_zip64=True) as file:
        for lines, count in _lines(connection, table):
            file.write(lines)
            digest.update(lines)
            rows += count
    return Contents(tuple(table.columns.keys()), rows, digest.hexdigest())


def _lines(connection: Connection, table: Table) -> Iterator[tuple[bytes, int]]:
    """The rows in pieces, with how many there are in each; in the order of the key, so that like is written alike."""
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=AT_ONCE)
    for rows in connection.execute(query).partitions():
        yield b"".join(map(_line, rows)), len(rows)


def _line(row: Sequence[Any]) -> bytes:
    return json.dumps([written(value) for value in row], separators=(",", ":")).encode() + b"\n"


@contextmanager
def _new(target: Path) -> Iterator[BinaryIO]:
    """A file only we can read, which gets its name once it is whole."""
    _refuse_to_replace(target)
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            whole = Path(file.name)
            try:
                yield file  # type: ignore[misc]
                file.flush()
                os.fsync(file.fileno())
                _refuse_to_replace(target)
                whole.rename(target)
            finally:
                whole.unlink(missing_ok=True)
    except OSError as wrong:
        raise OperatorError(f"{target} cannot be written: {wrong.strerror}.") from None


def _refuse_to_replace(target: Path) -> None:
    if target.exists():
        raise OperatorError(f"{target} is there already: name another file, or move it away.")
