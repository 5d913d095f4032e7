"""What every test may use: the pack, the engine, and the databases the coach runs on."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from bot.understanding import understanding_of
from core.answers.understanding import Understanding
from core.database import normalise_url
from core.knowledge.library import Library, load
from tests.play import Play, database_file
from tests.postgres import start_postgres, stop_postgres


@pytest.fixture(scope="session")
def library() -> Library:
    return load()


@pytest.fixture(scope="session")
def understanding(library: Library) -> Understanding:
    return understanding_of(library)


@pytest.fixture
def play(tmp_path: Path, library: Library, understanding: Understanding) -> Iterator[Play]:
    stage = Play.on(database_file(tmp_path), library, understanding)
    yield stage
    stage.house.database.close()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server of our own on loopback; skipped loudly where there is none, required in CI."""
    url = os.environ.get("HILLCOACH_TEST_POSTGRES")
    if url:
        yield url
        return
    server = start_postgres()
    if server is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs PostgreSQL: install Debian's postgresql package")
        pytest.skip("NO POSTGRESQL HERE: install the postgresql package to run these tests too")
    yield server.url
    stop_postgres(server)


@pytest.fixture
def postgres_url(postgres_server: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """A fresh database on that server."""
    name = f"t{os.getpid()}_{abs(hash(request.node.nodeid)) % 10**9}"
    engine = create_engine(normalise_url(postgres_server), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    yield postgres_server.rsplit("/", 1)[0] + f"/{name}"
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Both databases, equal citizens."""
    if request.param == "sqlite":
        return database_file(tmp_path)
    return str(request.getfixturevalue("postgres_url"))
