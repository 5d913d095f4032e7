"""A file reaches the one who asked, on every platform, and nobody else."""

import io
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.console.adapter import free_name
from core.messages import MAX_FILE, Document, Reply
from tests.fakes.front import ScriptedFront, command
from tests.platforms import NETWORKS, PLACES
from tests.platforms.place import Place, hears
from tests.play import Play

FILE = Document("mine.zip", bytes(range(256)), "application/zip")


@pytest.fixture(params=PLACES)
async def place(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Place]:
    monkeypatch.chdir(tmp_path)
    async with PLACES[request.param]() as made:
        yield made


@pytest.fixture(params=NETWORKS)
async def network(request: pytest.FixtureRequest) -> AsyncIterator[Place]:
    async with PLACES[request.param]() as made:
        yield made


def written(folder: Path) -> list[tuple[str, bytes]]:
    """What the terminal put there."""
    return [(each.name, each.read_bytes()) for each in folder.glob("*.zip")]


async def test_a_file_comes_with_the_answer_byte_for_byte(place: Place, tmp_path: Path):
    anna = place.person("Anna")
    async with place.coached_by(ScriptedFront(lambda request: Reply("Here", file=FILE))):
        await anna.says("show")
        found = await place.until(lambda: [file for seen in anna.sees() for file in seen.files] + written(tmp_path))
        assert found == [("mine.zip", FILE.content)]


async def test_in_a_group_only_the_asker_gets_it(network: Place):
    anna, ben = network.person("Anna"), network.person("Ben")
    club = network.club(anna, ben, captain=ben)
    front = ScriptedFront(lambda request: Reply("Here", private=True, file=FILE), commands=(command("export"),))
    async with network.coached_by(front):
        await anna.commands("export", club)
        await network.until(lambda: [each for each in (*anna.sees(), *anna.sees(club)) if each.files])
        assert [each for each in (*ben.sees(), *ben.sees(club)) if each.files or "Here" in each.text] == []


async def test_the_real_export_opens(network: Place, play: Play):
    anna = network.person("Anna")
    async with network.coached_by(play.house):
        await anna.commands("export")
        found = await network.until(lambda: [file for seen in anna.sees() for file in seen.files])
    with zipfile.ZipFile(io.BytesIO(found[0][1])) as archive:
        assert archive.testzip() is None
        assert "everything.json" in archive.namelist()


async def test_a_press_that_hands_out_a_file_leaves_the_question_where_it_is(network: Place, play: Play):
    anna = network.person("Anna")
    async with network.coached_by(play.house):
        await anna.commands("delete")
        await hears(network, anna, "Delete everything?")
        await anna.presses("Give me my data")
        await network.until(lambda: [file for seen in anna.sees() for file in seen.files])
        assert anna.sees()[0].text.startswith("Delete everything?")


def test_in_the_terminal_no_file_is_written_over(tmp_path: Path):
    assert free_name(tmp_path, "mine.zip") == "mine.zip"
    for name in ("mine.zip", "mine-2.zip"):
        (tmp_path / name).touch()
    assert free_name(tmp_path, "mine.zip") == "mine-3.zip"


def test_a_file_that_no_platform_takes_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="bytes"):
        Reply("Here", file=Document("big", bytes(MAX_FILE + 1), "text/plain"))
