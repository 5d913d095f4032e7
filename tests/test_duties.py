"""What a process is to do, from its roles and the settings."""

from pathlib import Path

import pytest

from bot.duties import duties_of, platforms_of
from bot.settings import Settings
from core.errors import OperatorError

HOOK = {"webhook_url": "https://coach.example.org", "http_port": 8080}
ROOT = Path(__file__).parent.parent


def settings(**given: object) -> Settings:
    return Settings(_env_file=None, **given)


@pytest.mark.parametrize(
    ("roles", "without_a_hook", "with_a_hook"),
    [
        ((), ["telegram", "discord", "scheduler"], ["web", "discord", "scheduler"]),
        (("worker",), ["telegram", "discord", "scheduler"], ["discord", "scheduler"]),
        (("web",), ["port"], ["web"]),
        (("discord",), ["discord"], ["discord"]),
        (("worker", "web"), ["telegram", "discord", "scheduler", "port"], ["web", "discord", "scheduler"]),
    ],
)
def test_telegram_is_listened_to_once_whether_it_is_asked_or_brings_updates(
    roles: tuple[str, ...], without_a_hook: list[str], with_a_hook: list[str]
):
    assert duties_of(settings(http_port=8080), roles) == without_a_hook
    assert duties_of(settings(**HOOK), roles) == with_a_hook


def test_a_process_that_only_serves_its_port_needs_no_telegram():
    assert platforms_of(settings(http_port=8080, discord_token="a"), ["web"]) == ["discord"]
    with pytest.raises(OperatorError, match="Set TELEGRAM_TOKEN first"):
        platforms_of(settings(**HOOK, discord_token="a"), ["web"])


def test_the_procfile_starts_roles_that_there_are():
    lines = [line for line in (ROOT / "Procfile").read_text().splitlines() if not line.startswith("#")]
    processes = dict(line.split(": ", 1) for line in lines)
    assert {name: line.rpartition("hillcoach ")[2] for name, line in processes.items()} == {
        "release": "db upgrade",
        "web": "run web",
        "worker": "run worker",
    }
