"""A copy of the pack that ships, to be broken."""

import shutil
from pathlib import Path

import pytest

from core.knowledge.library import HILLS


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HILLS, tmp_path / "pack"))
