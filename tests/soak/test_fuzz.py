"""Fifteen hundred updates that are random, or nearly what a platform sends, for each adapter with the coach behind it."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bench.fuzz.adapters import Result, discord, telegram

UPDATES, SEED = 1_500, 7


@pytest.mark.parametrize("feed", [telegram, discord], ids=["telegram", "discord"])
async def test_no_update_brings_an_adapter_down(feed: Callable[[Path, int, int], Awaitable[Result]], tmp_path: Path):
    found = await feed(tmp_path, UPDATES, SEED)
    assert list(found.unhandled.first.values()) == []
    assert (list(found.refused), found.talks) == ([], True)
