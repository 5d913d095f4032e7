"""An update keeps what people have: from every schema there ever was, with data in it, on both databases."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Boolean, Connection, Date, DateTime, Table, insert, select

from bot import schema
from bot.backup.saving import tables_of
from core.database import make_engine, snapshot

HEAD, *OLDER = schema.revisions()
ROWS = 3
Rows = Mapping[str, Sequence[Mapping[str, Any]]]
SPECIAL = {"zone": "Europe/Berlin", "state": "sent", "kind": "workout", "rules": '{"target": 1, "cap": 2}'}


def of_its_type(table: Table, name: str, number: int) -> Any:
    """A value that is right for the column, and another one in every row."""
    column = table.columns[name]
    if column.foreign_keys or name == "id":
        return number
    if isinstance(column.type, DateTime):
        return datetime(2026, 11, number, 7, 30)
    if isinstance(column.type, Date):
        return date(2026, 11, number)
    if isinstance(column.type, Boolean):
        return number % 2 == 0
    if column.type.python_type is str:
        return SPECIAL.get(name) or f"{name} {number}"
    return column.type.python_type(number)


def fill(connection: Connection) -> None:
    """A few rows in every table, each referring to its like in the others."""
    for table in tables_of(connection):
        names = [column.name for column in table.columns]
        rows = [{name: of_its_type(table, name, number) for name in names} for number in range(1, ROWS + 1)]
        connection.execute(insert(table), rows)


def rows_of(url: str) -> Rows:
    """Everything, by table; rows in the order of what they say."""
    engine = make_engine(url)
    with snapshot(engine) as connection:
        found = {table.name: connection.execute(select(table)).mappings().all() for table in tables_of(connection)}
    engine.dispose()
    return found


def lost(before: Rows, after: Rows) -> Iterator[str]:
    """Tables and columns that hold less than they did."""
    for name, rows in before.items():
        kept = after.get(name, [])
        if len(kept) != len(rows):
            yield f"{name}: {len(kept)} of {len(rows)} rows"
            continue
        for column in set(rows[0]) & set(kept[0]):
            if sorted(map(repr, (row[column] for row in rows))) != sorted(map(repr, (row[column] for row in kept))):
                yield f"{name}.{column}: {[row[column] for row in kept]}"


@pytest.mark.parametrize("revision", sorted(OLDER))
def test_nothing_is_lost_on_the_way_to_this_version(database_url: str, revision: str):
    command.upgrade(schema.alembic_config(database_url), revision)
    engine = make_engine(database_url)
    with engine.begin() as connection:
        fill(connection)
    engine.dispose()
    before = rows_of(database_url)
    schema.upgrade(database_url)
    schema.check(database_url)
    assert list(lost(before, rows_of(database_url))) == []
