"""A database that is up to date."""

from pathlib import Path

import pytest

from tests.play import bring_up_to_date, database_file


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = database_file(tmp_path)
    bring_up_to_date(url)
    return url
