"""Real senders as processes of their own, real clients, a slow server on loopback: killed and frozen in mid-burst.

`python -m bench.pushes` does the same a hundred times over, and prints the figures.
"""

from pathlib import Path

from bench.pushes.freeze import freeze
from bench.pushes.kills import slaughter
from core.delivery.pace import FEWEST_OUT

LEASE = 3  # seconds


async def test_after_three_kills_nothing_is_lost_and_little_comes_twice(tmp_path: Path):
    found = await slaughter(tmp_path, 3, "telegram", "resend", 80)
    assert (found.lost, found.unsure) == (0, 0)
    assert found.most_after_a_kill <= FEWEST_OUT


async def test_a_killed_sender_repeats_nothing_that_must_not_be_repeated(tmp_path: Path):
    found = await slaughter(tmp_path, 1, "telegram", "drop", 40)
    assert (found.lost, found.twice) == (0, 0)
    assert found.unsure <= FEWEST_OUT


async def test_on_discord_a_nonce_makes_a_repeat_no_repeat(tmp_path: Path):
    found = await slaughter(tmp_path, 1, "discord", "resend", 50)
    assert (found.lost, found.twice, found.unsure) == (0, 0, 0)


async def test_a_standby_takes_over_from_a_frozen_sender_which_then_spoils_nothing(database_url: str, tmp_path: Path):
    found = await freeze(tmp_path, database_url, LEASE, 60)
    assert found.lost == 0
    assert found.twice <= FEWEST_OUT
    assert found.gap <= LEASE + 3  # one second is what a quiet machine needs


async def test_undisturbed_everybody_gets_one_on_postgresql_too(tmp_path: Path, postgres_url: str):
    found = await slaughter(tmp_path, 0, "telegram", "resend", 20, postgres_url)
    assert (found.lost, found.twice, found.unsure) == (0, 0, 0)
