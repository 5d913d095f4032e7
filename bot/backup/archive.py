"""A backup that is being read: believed only after every checksum agreed."""

import json
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.backup.manifest import NAME, Manifest, OtherFormat, file_of, manifest_of
from core.errors import OperatorError

CHUNK = 1 << 20  # bytes
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError, ValueError, TypeError)


class Archive:
    """A whole backup; `manifest` says what is in it."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self.manifest: Manifest = manifest_of(file.read(NAME))

    def rows(self, table: str) -> Iterator[Sequence[Any]]:
        """The rows of a table as they were written, one at a time."""
        with self._file.open(file_of(table)) as lines:
            yield from map(json.loads, lines)

    def check(self) -> None:
        """ValueError unless every table is as the manifest says."""
        for name, contents in self.manifest.tables.items():
            digest, rows = sha256(), 0
            with self._file.open(file_of(name)) as file:
                while chunk := file.read(CHUNK):
                    digest.update(chunk)
                    rows += chunk.count(b"\n")
            if (digest.hexdigest(), rows) != (contents.sha256, contents.rows):
                raise ValueError(name)

    def close(self) -> None:
        """Read no more."""
        self._file.close()


def opened(path: Path) -> Archive:
    """A backup, looked through from end to end; OperatorError when it is none, is damaged, or of a later version."""
    try:
        archive = Archive(zipfile.ZipFile(path))
        archive.check()
    except OSError as wrong:
        raise OperatorError(f"{path} cannot be read: {wrong.strerror}.") from None
    except OtherFormat:
        raise OperatorError(f"{path} was made by a newer version: update Hillcoach.") from None
    except DAMAGED:
        raise OperatorError(f"{path} is no backup of Hillcoach, or is damaged.") from None
    return archive
