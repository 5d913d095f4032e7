from collections.abc import Iterator
from pathlib import Path

import pytest

from core.database import Database
from tests.delivery.stage import Office
from tests.play import bring_up_to_date, database_file


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Both databases, one after the other."""
    bring_up_to_date(database_url)
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    url = database_file(tmp_path)
    bring_up_to_date(url)
    database = Database(url)
    yield Office(database)
    database.close()
