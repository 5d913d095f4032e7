"""The values of a row as JSON, and back: the same from SQLite and from PostgreSQL."""

from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeAlias

from sqlalchemy.types import TypeEngine

Cell: TypeAlias = str | int | float | bool | None


def written(value: Any) -> Cell:
    """A value as JSON knows it: dates in ISO 8601, bytes in base64."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return b64encode(value).decode()
    if value is None or isinstance(value, str | int | float):  # bool is an int
        return value
    raise TypeError(f"no way to write a {type(value).__name__}")


def reader_of(kind: TypeEngine[Any]) -> Callable[[Cell], Any]:
    """What turns a cell into a value of a column of this type; it raises ValueError or TypeError on anything else."""
    wanted = kind.python_type
    if wanted in _FROM_TEXT:
        return _or_none(_FROM_TEXT[wanted])
    return _or_none(lambda cell: _checked(cell, (int, float) if wanted is float else (wanted,)))


def _or_none(read: Callable[[Any], Any]) -> Callable[[Cell], Any]:
    return lambda cell: None if cell is None else read(cell)


def _checked(cell: Any, kinds: tuple[type, ...]) -> Any:
    if type(cell) not in kinds:
        raise TypeError(f"a {type(cell).__name__} where a {kinds[0].__name__} belongs")
    return cell


_FROM_TEXT: dict[type, Callable[[Any], Any]] = {
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    bytes: b64decode,
}
