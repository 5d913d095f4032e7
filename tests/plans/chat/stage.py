"""A runner with a plan of known shape: 29 weeks to a marathon, Monday and Thursday, no kit, a session today."""

from datetime import UTC, datetime

from tests.play import Play, Player
from tests.profile.test_setting_up import set_up

FIRST = datetime(2026, 11, 23, 8, tzinfo=UTC)  # a Monday, the day of the first Session A


def moment(month: int, day: int, hour: int = 8, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def runner(play: Play, *labels: str, name: str = "Anna") -> Player:
    player = play.person(name)
    set_up(player, *labels)
    play.now[0] = FIRST
    return player


def lines(text: str) -> list[str]:
    """The lines that say something."""
    return [line.removeprefix("• ") for line in text.split("\n") if line]


def changes(text: str) -> list[str]:
    """What a proposal would change."""
    return [line.removeprefix("• ") for line in text.split("\n") if line.startswith("• ")]


def exercises(text: str) -> list[str]:
    """The numbered lines of a session."""
    return [line for line in text.split("\n") if line[:1].isdigit()]
