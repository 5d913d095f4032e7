"""The migrations build exactly the schema the code expects, on both databases, and can be taken back."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from bot import schema
from bot.tables import Base
from core.database import make_engine
from core.errors import OperatorError


def test_migrations_build_the_schema_of_the_code(database_url: str):
    schema.upgrade(database_url)
    engine = make_engine(database_url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()


def test_migrations_can_be_taken_back(database_url: str):
    schema.upgrade(database_url)
    command.downgrade(schema.alembic_config(database_url), "base")
    engine = make_engine(database_url)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()


def test_a_database_behind_its_migrations_is_told_the_command(database_url: str):
    with pytest.raises(OperatorError, match=r"^The database has no tables yet: run `hillcoach db upgrade`\.$"):
        schema.check(database_url)
    schema.upgrade(database_url)
    schema.check(database_url)


def test_a_database_that_cannot_be_reached_is_one_sentence_without_the_password():
    with pytest.raises(OperatorError) as told:
        schema.check("postgresql://coach:s3cret@127.0.0.1:1/none")
    assert "s3cret" not in str(told.value)
    assert str(told.value).startswith("The database cannot be used:")


def test_an_sqlite_file_that_cannot_be_opened_is_told_with_what_mostly_is_behind_it(tmp_path: Path):
    with pytest.raises(OperatorError) as told:
        schema.check(f"sqlite:///{tmp_path}")
    reason, hint = "unable to open database file", "may this user write to the folder it is in?"
    assert str(told.value) == f"The database cannot be used: {reason}: {hint}"
