"""The keys of sealed columns: whether they fit the database, and changing them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Engine, String, Table, inspect, select, tuple_, type_coerce

from bot.tables import Base
from core.database import make_engine
from core.errors import OperatorError
from core.people.tables import Account
from core.sealing import MARK, SealedId, SealedText, Sealing

BATCH = 500  # rows a transaction: others go on meanwhile


@dataclass(frozen=True, slots=True)
class Sealed:
    """How many values of sealed columns are stored in which way."""

    newest: int = 0
    older: int = 0
    plain: int = 0


def check_keys(url: str, sealing: Sealing) -> None:
    """OperatorError when none of the keys opens the first or the last account; `hillcoach keys check` looks at all."""
    engine = make_engine(url, sealing)
    try:
        with engine.connect() as connection:
            for order in (Account.id, Account.id.desc()):
                connection.scalar(select(Account.external_id).order_by(order).limit(1))
    finally:
        engine.dispose()


def state_of(url: str, sealing: Sealing) -> Sealed:
    """How the first and the last value of each column are stored, which tells how far the newest key has got."""
    engine = make_engine(url, sealing)
    try:
        with engine.connect() as connection:
            kinds = [
                _kind(sealing, column, stored)
                for table, column in _sealed_columns(connection)
                for stored in _ends(connection, table, column)
            ]
    finally:
        engine.dispose()
    return Sealed(*(kinds.count(kind) for kind in ("newest", "older", "plain")))


def count_sealed(url: str, sealing: Sealing) -> Sealed:
    """How far the newest key has got."""
    found = {"newest": 0, "older": 0, "plain": 0}
    engine = make_engine(url, sealing)
    try:
        with engine.connect() as connection:
            for _, column in _sealed_columns(connection):
                for stored in connection.scalars(select(_raw(column)).where(_raw(column) != "")):
                    found[_kind(sealing, column, stored)] += 1
    finally:
        engine.dispose()
    return Sealed(**found)


def rotate(url: str, sealing: Sealing) -> int:
    """Seal everything with the newest key, while others are at work; returns how many values were changed."""
    if not sealing.is_on:
        raise OperatorError("HILLCOACH_SECRET_KEYS is not set: `hillcoach keys new` makes a key.")
    check_keys(url, sealing)
    engine = make_engine(url, sealing)
    try:
        with engine.connect() as connection:
            columns = list(_sealed_columns(connection))
        return sum(_rotate_column(engine, table, column, sealing) for table, column in columns)
    finally:
        engine.dispose()


def _rotate_column(engine: Engine, table: Table, column: Column[Any], sealing: Sealing) -> int:
    """Go through one column in the order of its key, a batch a transaction; what others write meanwhile stays."""
    keys = [_raw(each) for each in table.primary_key.columns]
    page = select(*keys, _raw(column)).order_by(*keys).limit(BATCH)
    further, changed = page, 0
    while True:
        with engine.begin() as connection:
            rows = connection.execute(further).all()
            for *key, stored in rows:
                if stored and not _is_newest(sealing, column, stored):
                    same = [each == value for each, value in zip((*keys, _raw(column)), (*key, stored), strict=True)]
                    fresh = {column.name: _opened(sealing, column, stored)}
                    changed += connection.execute(table.update().where(*same).values(fresh)).rowcount
        if len(rows) < BATCH:
            return changed
        further = page.where(tuple_(*keys) > tuple_(*rows[-1][:-1]))


def _sealed_columns(connection: Connection) -> Iterator[tuple[Table, Column[Any]]]:
    """Every sealed column of the tables that are there."""
    there = set(inspect(connection).get_table_names())
    for table in Base.metadata.sorted_tables:
        for column in table.columns if table.name in there else ():
            if isinstance(column.type, SealedId | SealedText):
                yield table, column


def _ends(connection: Connection, table: Table, column: Column[Any]) -> Iterator[str]:
    """The first and the last value that is not empty, as they are stored."""
    keys = list(table.primary_key.columns)
    for order in (keys, [each.desc() for each in keys]):
        yield from connection.scalars(select(_raw(column)).where(_raw(column) != "").order_by(*order).limit(1))


def _raw(column: Column[Any]) -> Any:
    """The column as it is stored."""
    return type_coerce(column, String) if isinstance(column.type, SealedId | SealedText) else column


def _opened(sealing: Sealing, column: Column[Any], stored: str) -> str:
    return sealing.open_id(stored) if isinstance(column.type, SealedId) else sealing.open_text(stored)


def _kind(sealing: Sealing, column: Column[Any], stored: str) -> str:
    if not stored.startswith(MARK):
        return "plain"
    return "newest" if _is_newest(sealing, column, stored) else "older"


def _is_newest(sealing: Sealing, column: Column[Any], stored: str) -> bool:
    if not stored.startswith(MARK):
        return False
    if isinstance(column.type, SealedId):
        return stored == sealing.seal_id(sealing.open_id(stored))
    return sealing.is_newest(stored)
