"""A stage with a coach on it: Clara, whom the operator named; and a pack that is small enough to be fitted often."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.shelf import Shelf
from bot.wiring import House
from core.answers.understanding import Understanding
from core.database import Database
from core.knowledge.knowing import Knowledge
from core.knowledge.library import HILLS, Library
from tests.knowledge.packs import quieten
from tests.play import PLATFORM, SUNDAY, Play, bring_up_to_date, database_file

COACHES = frozenset({(PLATFORM, "clara")})
TOPICS = ("calf-frequency", "taper")


@pytest.fixture
def coached(database_url: str, library: Library, understanding: Understanding) -> Iterator[Play]:
    made = coached_on(database_url, library, understanding)
    yield made
    made.house.database.close()


@pytest.fixture
def stage(tmp_path: Path, shelf: Shelf, small: Knowledge) -> Iterator[Play]:
    """A coach whose pack may be changed."""
    made = coached_on(database_file(tmp_path), small.library, small.understanding)
    yield made
    made.house.database.close()


@pytest.fixture
def shelf(small_pack: Path, tmp_path: Path) -> Shelf:
    return Shelf(Path(shutil.copytree(small_pack, tmp_path / "pack")))


@pytest.fixture(scope="session")
def small_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack that ships with two topics, a few questions that are outside, and no examples of warning signs."""
    root = Path(shutil.copytree(HILLS, tmp_path_factory.mktemp("small") / "pack"))
    quieten(root / "safety.yaml")
    for folder in ("questions", "red_flag_examples"):
        shutil.rmtree(root / folder)
    for path in (root / "faq").glob("*.md"):
        path.write_text(re.sub(r"(?m)^next: .*$", "next: []", path.read_text()))
        if path.stem not in TOPICS:
            path.unlink()
    _rewrite(root / "background.yaml", lambda outside: {name: some[:3] for name, some in outside.items()})
    _rewrite(root / "pack.yaml", lambda told: told | {"exercise_phrasings": ["how do I do {alias}"]})
    return root


def _rewrite(path: Path, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    path.write_text(yaml.safe_dump(change(yaml.safe_load(path.read_text())), sort_keys=False))


@pytest.fixture(scope="session")
def small(small_pack: Path) -> Knowledge:
    return Shelf(small_pack).read()


def coached_on(url: str, library: Library, understanding: Understanding) -> Play:
    """A play whose coach is Clara."""
    bring_up_to_date(url)
    now = [SUNDAY]
    return Play(House(Database(url), library, understanding, lambda: now[0], coaches=COACHES), now)
