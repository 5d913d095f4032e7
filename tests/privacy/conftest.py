from collections.abc import Iterator

import pytest

from core.answers.understanding import Understanding
from core.knowledge.library import Library
from tests.play import Play


@pytest.fixture
def both(database_url: str, library: Library, understanding: Understanding) -> Iterator[Play]:
    """The stage on SQLite and on PostgreSQL."""
    stage = Play.on(database_url, library, understanding)
    yield stage
    stage.house.database.close()
