"""The wheel holds all there is to run: it is built, installed elsewhere without the network, and used there."""

import os
import subprocess
import sys
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from sysconfig import get_path

import pytest

from bot.version import version
from tests.processes import environment

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0  # seconds


@dataclass(frozen=True)
class Installed:
    """A virtual environment with the wheel in it, and a folder to work in that knows nothing of the checkout."""

    bin: Path
    folder: Path

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return _run([self.bin / program, *arguments], self.folder, environment(self.folder))


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel, built as for a release; what it depends on is lent by the environment of the tests."""
    made, home, folder = (tmp_path_factory.mktemp(name) for name in ("made", "home", "folder"))
    _run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(made)], ROOT, dict(os.environ))
    [wheel] = made.glob("*.whl")
    venv.create(home, symlinks=True)
    [packages] = home.glob("lib/python*/site-packages")
    (packages / "lent.pth").write_text(get_path("purelib"))
    install = ("install", "-q", "--no-deps", "--no-index", "--disable-pip-version-check", str(wheel))
    _run([sys.executable, "-m", "pip", "--python", str(home / "bin/python"), *install], folder, dict(os.environ))
    return Installed(home / "bin", folder)


def _run(command: Sequence[object], folder: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    words = [str(each) for each in command]
    done = subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def test_nothing_of_it_comes_from_the_checkout(installed: Installed):
    where = "import bot, core, migrations; print(*(each.__path__[0] for each in (bot, core, migrations)))"
    for path in installed.run("python", "-c", where).stdout.split():
        assert Path(path).is_relative_to(installed.bin.parent)


def test_it_says_its_version(installed: Installed):
    assert installed.run("hillcoach", "--version").stdout == f"hillcoach {version()}\n"


def test_it_answers(installed: Installed):
    assert installed.run("hillcoach", "ask", "how often should I do calf raises?").stdout.startswith("**Twice a week")


def test_its_content_has_no_problems(installed: Installed):
    assert installed.run("hillcoach", "knowledge", "check").stdout.endswith("No problems.\n")


def test_it_makes_a_database_and_finds_everything_well(installed: Installed):
    assert installed.run("hillcoach", "db", "upgrade").stdout == "The database is up to date.\n"
    ended = subprocess.run(
        [installed.bin / "hillcoach", "doctor"],
        cwd=installed.folder,
        env=environment(installed.folder),
        capture_output=True,
        text=True,
        check=False,
    )
    to_mend = [line for line in ended.stdout.splitlines() if not line.startswith("ok ")]
    assert to_mend == ["MEND Neither TELEGRAM_TOKEN nor DISCORD_TOKEN is set: set one of them in .env."]
    assert installed.run("hillcoach", "backup", "all.zip").stdout.startswith("all.zip holds 0 rows")


def test_the_wheel_holds_no_leftovers(installed: Installed):
    [packages] = installed.bin.parent.glob("lib/python*/site-packages")
    files = {path.relative_to(packages) for path in packages.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    ours = {each.parts[0] for each in files} - {"lent.pth"}
    assert ours == {"bot", "core", "migrations", f"hillcoach-{version()}.dist-info"}
    assert [each for each in files if each.name in (".env", "hillcoach.db")] == []
