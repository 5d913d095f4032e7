"""`hillcoach restore`: a backup becomes the database, all of it or nothing."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert

from bot import schema
from bot.backup.archive import Archive, opened
from bot.backup.cells import Cell, reader_of
from bot.backup.manifest import Manifest
from bot.backup.room import count_on, make_room
from bot.backup.saving import AT_ONCE, tables_of
from core.errors import OperatorError


def load(url: str, source: Path, now: int, *, force: bool) -> Manifest:
    """Read a backup into the database, and bring it to this version's schema; `now` in UTC seconds.

    OperatorError when the backup is damaged or newer than this version, when the database holds something already
    and `force` is not set, or when a coach runs on it. Then nothing has changed.
    """
    with closing(opened(source)) as archive:
        if archive.manifest.revision not in schema.revisions():
            raise OperatorError(f"{source} was made by a newer version: update Hillcoach.")
        with schema.Reachable(url, schema.rebuilding_engine) as engine, engine.begin() as connection:
            make_room(connection, now, force=force)
            schema.upgrade_on(connection, archive.manifest.revision)
            try:
                _fill(connection, archive)
            except (ValueError, TypeError) as wrong:
                raise OperatorError(f"{source} cannot be what a database of ours held: {wrong}.") from None
            schema.upgrade_on(connection, "head")
    return archive.manifest


def _fill(connection: Connection, archive: Archive) -> None:
    """Put every row where it was; ValueError where backup and schema do not fit together."""
    tables = tables_of(connection)
    if {each.name for each in tables} != set(archive.manifest.tables):
        raise ValueError("its tables are others")
    for table in tables:
        readers = _readers(table, archive.manifest.tables[table.name].columns)
        for rows in _batches(_values(each, readers) for each in archive.rows(table.name)):
            connection.execute(insert(table), rows)
        count_on(connection, table)
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise ValueError("some rows refer to others that are missing")


def _readers(table: Table, columns: Sequence[str]) -> dict[str, Callable[[Cell], Any]]:
    if set(columns) != set(table.columns.keys()):
        raise ValueError(f"the columns of {table.name} are others")
    return {name: reader_of(table.columns[name].type) for name in columns}


def _values(row: Sequence[Cell], readers: dict[str, Callable[[Cell], Any]]) -> dict[str, Any]:
    if len(row) != len(readers):
        raise ValueError("a row is too short or too long")
    return {name: read(cell) for (name, read), cell in zip(readers.items(), row, strict=True)}


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while batch := list(islice(rows, AT_ONCE)):
        yield batch
