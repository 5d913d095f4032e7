"""The database: SQLite by default, PostgreSQL by URL; one transaction at a time per thread, all of it synchronous."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Connection, DateTime, Dialect, Engine, MetaData, TypeDecorator, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session

from core.sealing import OPEN, Sealing

T = TypeVar("T")
UNAVAILABLE = (OperationalError, InterfaceError)
"""What is raised while the database is locked, its disk is full, or nobody reaches it: no fault of the program."""
POSTGRES_THREADS = 4
IDLE_IN_TRANSACTION = 10  # seconds; no transaction of ours waits for anything but the database

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every mapped class; its metadata is what migrations are checked against."""

    metadata = MetaData(naming_convention=NAMES)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC datetime, stored without its zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive values: they are a bug, not a time."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time must be aware")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


class Database:
    """An engine and the threads that may use it: one for SQLite (it has one writer), a few for PostgreSQL."""

    def __init__(self, url: str, sealing: Sealing = OPEN) -> None:
        self.engine = make_engine(url, sealing)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._threads = ThreadPoolExecutor(1 if self.is_sqlite else POSTGRES_THREADS, thread_name_prefix="database")
        # SQLite lets writers poll for their turn, the latest comers fastest: under load some would wait for ever.
        self._turns = Lock() if self.is_sqlite else nullcontext()

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session whose work is committed at the end, or rolled back if anything is raised."""
        with self._turns, Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    async def run(self, work: Callable[..., T], *args: Any) -> T:
        """Do synchronous work in a database thread, so that the event loop never waits for a disk."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *args)

    def close(self) -> None:
        """Let running work end, then close every connection."""
        self._threads.shutdown(wait=True)
        self.engine.dispose()


def trouble_of(error: DBAPIError) -> str:
    """What the database says is wrong with it, in one line."""
    return str(error.orig).partition("\n")[0]


def insert_into(session: Session, table: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """An INSERT that knows ON CONFLICT, in the dialect of this session."""
    dialect: Dialect = session.get_bind().dialect
    return sqlite.insert(table) if dialect.name == "sqlite" else postgresql.insert(table)


def normalise_url(url: str) -> str:
    """Read the ways people write a database URL: `postgres://` (hosts hand these out) means psycopg 3."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def make_engine(url: str, sealing: Sealing = OPEN) -> Engine:
    """An engine for `url`, with SQLite made safe for several threads and processes, and the keys of its columns."""
    engine = _bare_engine(url)
    engine.dialect.sealing = sealing  # type: ignore[attr-defined]
    return engine


def _bare_engine(url: str) -> Engine:
    address = make_url(normalise_url(url))
    if address.get_backend_name() != "sqlite":
        engine = create_engine(address, pool_pre_ping=True, pool_size=POSTGRES_THREADS, hide_parameters=True)
        event.listen(engine, "connect", _prepare_postgres)
        return engine
    if address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address, hide_parameters=True)  # what people write must not reach a log
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection that sees everything as it is now, to the end of the block, and keeps nobody from writing."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection = connection.execution_options(only_reads=True)
        else:
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            connection.exec_driver_sql("SET idle_in_transaction_session_timeout = 0")  # a slow disk may keep us waiting
        yield connection


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin transactions by itself: we do, below
    # secure_delete: what is deleted is overwritten, so that no page keeps it
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_postgres(connection: Any, _record: Any) -> None:
    # A process that is frozen in the middle of a transaction must not hold its locks for ever.
    connection.execute(f"SET idle_in_transaction_session_timeout = '{IDLE_IN_TRANSACTION}s'")
    connection.commit()


def _begin_immediate(connection: Any) -> None:
    # The default (deferred) loses updates or fails with "database is locked" when readers turn into writers.
    only_reads = connection.get_execution_options().get("only_reads", False)
    connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")
