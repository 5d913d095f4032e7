"""The coach as it is on the platforms: with its limits, and behind the real clients."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from core.answers.understanding import Understanding
from core.knowledge.library import Library
from tests.platforms import NETWORKS, PLACES
from tests.platforms.place import Place
from tests.play import Play, database_file
from tests.test_challenge_in_groups import Club, club_on


@pytest.fixture
def limited(tmp_path: Path, library: Library, understanding: Understanding) -> Iterator[Play]:
    """A stage on which people can ask so much a minute; its clock stands still until it is told to go on."""
    stage = Play.on(database_file(tmp_path), library, understanding, limited=True)
    yield stage
    stage.house.database.close()


@pytest.fixture(params=NETWORKS)
async def network(request: pytest.FixtureRequest) -> AsyncIterator[Place]:
    """A platform's fake server, to be joined by its real client."""
    async with PLACES[request.param]() as made:
        yield made


@pytest.fixture
async def club_on_a_platform(network: Place, play: Play) -> AsyncIterator[Club]:
    """A room on a platform, with a captain and two members."""
    async with club_on(network, play) as made:
        yield made
