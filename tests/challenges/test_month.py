"""A whole challenge on each platform goes as it is written down."""

from pathlib import Path

import pytest

from tests.challenges.month import month_on
from tests.platforms import NETWORKS, PLACES
from tests.play import Play

CLUBS = Path(__file__).parent.parent / "conversations" / "clubs"


@pytest.mark.parametrize("network", NETWORKS)
async def test_a_month_goes_as_it_is_written(network: str, play: Play):
    async with PLACES[network]() as place:
        assert await month_on(place, play) == (CLUBS / f"{network}.md").read_text(encoding="utf-8")
