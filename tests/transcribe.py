"""`python -m tests.transcribe [FILE …]`: write the coach's answers in the conversations anew.

Without a file all of them, and the months of whole clubs, which are played over the real clients.
"""

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.understanding import understanding_of
from core.answers.understanding import Understanding
from core.knowledge.library import Library, load
from tests.challenges.month import month_on
from tests.platforms import NETWORKS, PLACES
from tests.play import Play, database_file
from tests.transcript import Stage

CONVERSATIONS = Path(__file__).parent / "conversations"
TRANSCRIPTS = sorted(path for path in CONVERSATIONS.glob("*.md") if path.name != "README.md")


def transcribed(path: Path, library: Library, understanding: Understanding) -> str:
    """The conversation of a file as it goes now, from an empty database."""
    with TemporaryDirectory() as scratch:
        stage = Stage.on(path.parent, Path(scratch), library, understanding)
        try:
            return stage.written(path.read_text(encoding="utf-8"))
        finally:
            stage.close()


async def month(network: str, library: Library, understanding: Understanding) -> str:
    """A whole challenge on a platform as it goes now."""
    with TemporaryDirectory() as scratch:
        play = Play.on(database_file(Path(scratch)), library, understanding)
        try:
            async with PLACES[network]() as place:
                return await month_on(place, play)
        finally:
            play.house.database.close()


def main(names: list[str]) -> None:
    library = load()
    understanding = understanding_of(library)
    for path in [Path(name) for name in names] or TRANSCRIPTS:
        path.write_text(transcribed(path, library, understanding), encoding="utf-8")
    for network in () if names else NETWORKS:
        written = asyncio.run(month(network, library, understanding))
        (CONVERSATIONS / "clubs" / f"{network}.md").write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
