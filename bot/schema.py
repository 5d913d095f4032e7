"""The database's schema: bringing it up to date, and telling whether it is."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
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


def check(url: str) -> None:
    """OperatorError that names the command to run, unless the database has the newest schema."""
    if _is_missing_file(url):
        raise OperatorError("The database has no tables yet: run `hillcoach db upgrade`.")
    scripts = ScriptDirectory.from_config(alembic_config(url))
    newest = scripts.get_current_head()
    with Reachable(url) as engine, engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current != newest:
        known = {each.revision for each in scripts.walk_revisions()}
        if current is not None and current not in known:
            raise OperatorError(f"The database is at {current}, which is newer than this version: update Hillcoach.")
        state = "has no tables yet" if current is None else f"is at {current}, this version needs {newest}"
        raise OperatorError(f"The database {state}: run `hillcoach db upgrade`.")


def _is_missing_file(url: str) -> bool:
    """Whether this is an SQLite file that does not exist: to look at it would create it."""
    prefix = "sqlite:///"
    return url.startswith(prefix) and not Path(url.removeprefix(prefix)).exists()


class Reachable:
    """An engine for the block, with connection troubles told in one sentence (and never the password)."""

    def __init__(self, url: str) -> None:
        self._url = url

    def __enter__(self) -> Engine:
        try:
            self._engine = make_engine(self._url)
            return self._engine
        except (SQLAlchemyError, ImportError):
            raise OperatorError("DATABASE_URL cannot be used: it begins with sqlite:/// or postgresql://.") from None
        except OSError as wrong:
            raise OperatorError(f"The folder of the database cannot be used: {wrong.strerror}.") from None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self._engine.dispose()
        if isinstance(error, SQLAlchemyError):
            reason = str(getattr(error, "orig", error)).strip().splitlines()[0]
            raise OperatorError(f"The database cannot be used: {reason}.") from None
