"""The soak in its shortest form: the real process is killed, starved and lied to, and nobody notices much."""

from pathlib import Path

from bench.soak.judge import findings
from bench.soak.stage import soak
from bench.soak.timetable import Scenario, timetable

SHORT = Scenario(
    seconds=14, runners=12, kills=2, patience=25, outage=1.5, push_every=4, think=(1, 3), faults_a_second=1.5
)


async def test_kills_faults_and_a_failing_database_lose_nothing_and_double_nothing(tmp_path: Path):
    seen = await soak(SHORT, tmp_path)
    assert [each for each in findings(seen) if each.good is False] == [], "\n".join(seen.lives[-1].log)


def test_a_soak_can_be_run_again():
    assert timetable(SHORT) == timetable(SHORT)
    assert timetable(SHORT) != timetable(Scenario(seconds=14, seed=2))
