"""How Alembic reaches the database: the same URL as the application, from `DATABASE_URL` or handed in by code."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection

from bot.schema import rebuilding_engine
from bot.settings import read_settings
from bot.tables import Base
from core.database import UtcDateTime


def plain_types(kind: str, thing: Any, _context: Any) -> str | Literal[False]:
    """A migration is a record: it names no type of ours that may change later."""
    return "sa.DateTime()" if kind == "type" and isinstance(thing, UtcDateTime) else False


def run() -> None:
    """Apply the migrations: in the transaction of whoever hands in a connection, else in one transaction each."""
    if connection := context.config.attributes.get("connection"):
        return migrate(connection)
    engine = rebuilding_engine(context.config.attributes.get("url") or read_settings().database_url)
    with engine.connect() as connection:
        migrate(connection)
    return engine.dispose()


def migrate(connection: Connection) -> None:
    """In batches on SQLite: it cannot alter a table in place."""
    context.configure(
        connection=connection, target_metadata=Base.metadata, render_as_batch=True, render_item=plain_types
    )
    with context.begin_transaction():
        context.run_migrations()


run()
