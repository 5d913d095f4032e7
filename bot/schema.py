"""The database's schema: bringing it up to date, and telling whether it is."""

from collections.abc import Callable, Sequence
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import SQLAlchemyError

from core.database import make_engine
from core.errors import OperatorError

MIGRATIONS = Path(__file__).parent.parent / "migrations"


def alembic_config(url: str) -> Config:
    """Alembic's configuration, for use from code: no ini file is needed."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = url
    return config


def upgrade(url: str) -> None:
    """Bring the database to the newest schema; OperatorError when it cannot be reached."""
    with Reachable(url):
        command.upgrade(alembic_config(url), "head")


def upgrade_on(connection: Connection, revision: str) -> None:
    """Bring the schema to a revision within the transaction of a connection of a `rebuilding_engine`."""
    config = alembic_config("")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def rebuilding_engine(url: str) -> Engine:
    """An engine on which SQLite lets a table be made anew: else dropping the old one empties all that refer to it."""
    engine = make_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda driver, _: driver.execute("PRAGMA foreign_keys=OFF"))
    return engine


def revisions() -> Sequence[str]:
    """Every revision this version knows, the newest first."""
    return [each.revision for each in ScriptDirectory.from_config(alembic_config("")).walk_revisions()]


def check(url: str) -> None:
    """OperatorError that names the command to run, unless the database has the newest schema."""
    if is_missing_file(url):
        raise OperatorError("The database has no tables yet: run `hillcoach db upgrade`.")
    newest, *older = revisions()
    with Reachable(url) as engine, engine.connect() as connection:
        current = revision_of(connection)
    if current != newest:
        if current is not None and current not in older:
            raise OperatorError(f"The database is at {current}, which is newer than this version: update Hillcoach.")
        state = "has no tables yet" if current is None else f"is at {current}, this version needs {newest}"
        raise OperatorError(f"The database {state}: run `hillcoach db upgrade`.")


def revision_of(connection: Connection) -> str | None:
    """The schema of a database, None when it has no tables yet."""
    return MigrationContext.configure(connection).get_current_revision()


def is_missing_file(url: str) -> bool:
    """Whether this is an SQLite file that does not exist: to look at it would create it."""
    prefix = "sqlite:///"
    return url.startswith(prefix) and not Path(url.removeprefix(prefix)).exists()


HINTS = {
    "unable to open database file": "may this user write to the folder it is in?",
    "attempt to write a readonly database": "may this user write to the file and to the folder it is in?",
    "disk I/O error": "is the disk full?",
    "database or disk is full": "make room on the disk.",
}
"""What SQLite says, and what mostly is behind it."""


class Reachable:
    """An engine for the block, with connection troubles told in one sentence (and never the password)."""

    def __init__(self, url: str, make: Callable[[str], Engine] = make_engine) -> None:
        self._url = url
        self._make = make

    def __enter__(self) -> Engine:
        try:
            self._engine = self._make(self._url)
            return self._engine
        except (SQLAlchemyError, ImportError, ValueError):
            raise OperatorError("DATABASE_URL cannot be used: it begins with sqlite:/// or postgresql://.") from None
        except OSError as wrong:
            raise OperatorError(f"The folder of the database cannot be used: {wrong.strerror}.") from None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self._engine.dispose()
        if isinstance(error, SQLAlchemyError):
            reason = str(getattr(error, "orig", error)).strip().splitlines()[0]
            hint = f": {HINTS[reason]}" if reason in HINTS else "."
            raise OperatorError(f"The database cannot be used: {reason}{hint}") from None
