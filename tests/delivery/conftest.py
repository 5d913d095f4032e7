from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import schema
from core.database import Database
from tests.delivery.stage import Office
from tests.play import database_file


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Both databases, one after the other."""
    schema.upgrade(database_url)
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    url = database_file(tmp_path)
    schema.upgrade(url)
    database = Database(url)
    yield Office(database)
    database.close()
