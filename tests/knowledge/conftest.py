"""A copy of the pack that ships, to be broken."""

import shutil
from pathlib import Path

import pytest

from core.knowledge.library import HILLS
from tests.knowledge.packs import quieten


@pytest.fixture(scope="session")
def quiet_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack that ships with one sign for each red flag: compiling all of them is most of reading a pack."""
    root = Path(shutil.copytree(HILLS, tmp_path_factory.mktemp("quiet") / "pack"))
    quieten(root / "safety.yaml")
    return root


@pytest.fixture
def pack(quiet_pack: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(quiet_pack, tmp_path / "pack"))
