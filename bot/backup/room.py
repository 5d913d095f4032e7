"""Making room for a backup in a database, and letting it go on counting behind what was put in."""

from collections.abc import Sequence

from sqlalchemy import Connection, Integer, MetaData, Table, func, select, text

from bot import schema
from bot.tables import Base
from core.errors import OperatorError

PATIENCE = 10  # seconds; SQLite's own busy_timeout is as long
OURS = {*Base.metadata.tables, "alembic_version"}
NO_DATA = ("alembic_version", "zone_rules", "sender_lease")  # every database has these, once a coach has run on it


def make_room(connection: Connection, now: int, *, force: bool) -> None:
    """Drop our tables, within the transaction; OperatorError when that would lose something nobody has agreed to."""
    revision = schema.revision_of(connection)
    if revision is not None and revision not in schema.revisions():  # it may have tables that we know nothing of
        raise OperatorError(f"The database is at {revision}, which is newer than this version: use an empty database.")
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
    found = MetaData()
    found.reflect(connection, only=lambda name, _: name in OURS)
    tables = found.sorted_tables
    if not force and any(_holds_rows(connection, each) for each in tables if each.name not in NO_DATA):
        raise OperatorError(
            "The database holds data already. With --force it is deleted, and the backup takes its place."
        )
    _refuse_while_a_coach_runs(connection, tables, now)
    found.drop_all(connection)


def count_on(connection: Connection, table: Table) -> None:
    """Let new rows get numbers that none of the rows put in has; SQLite does so by itself."""
    if connection.dialect.name == "sqlite":
        return
    for column in table.primary_key.columns:
        if isinstance(column.type, Integer) and column.server_default is not None:
            highest = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
            sequence = func.pg_get_serial_sequence(
                connection.dialect.identifier_preparer.quote(table.name), column.name
            )
            connection.execute(select(func.setval(sequence, highest, text("false"))))


def _holds_rows(connection: Connection, table: Table) -> bool:
    return connection.execute(select(table).limit(1)).first() is not None


def _refuse_while_a_coach_runs(connection: Connection, tables: Sequence[Table], now: int) -> None:
    lease = next((each for each in tables if each.name == "sender_lease"), None)
    if lease is not None and connection.scalar(select(lease.c.token).where(lease.c.holder != "", lease.c.until > now)):
        raise OperatorError("A coach runs on this database: stop it first, and wait for a quarter of a minute.")
