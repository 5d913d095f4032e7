"""What a backup says of itself: where it comes from, and what must be in it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

NAME = "manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Contents:
    """One table: the columns of each line in order, how many rows, and the SHA-256 of all lines (hex)."""

    columns: tuple[str, ...]
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`revision` is the schema's, `made_at` UTC in ISO 8601, `version` that of Hillcoach."""

    revision: str
    made_at: str
    version: str
    tables: Mapping[str, Contents]

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(each.rows for each in self.tables.values())

    @property
    def size(self) -> str:
        """How much there is, in words."""
        return f"{self.rows:,} rows of {len(self.tables)} tables"

    def as_json(self) -> str:
        """The manifest as a file."""
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1)


class OtherFormat(ValueError):
    """A backup that a later version of this program has made."""


def manifest_of(text: bytes) -> Manifest:
    """Read a manifest; OtherFormat, or else ValueError, KeyError or TypeError, when it is none that we know."""
    told = json.loads(text)
    if told.pop("format") != FORMAT:
        raise OtherFormat
    tables = {
        name: Contents(tuple(map(str, each["columns"])), int(each["rows"]), str(each["sha256"]))
        for name, each in told.pop("tables").items()
    }
    return Manifest(**{name: str(value) for name, value in told.items()}, tables=tables)


def file_of(table: str) -> str:
    """Where a table's rows stand: a JSON array a line."""
    return f"tables/{table}.jsonl"
