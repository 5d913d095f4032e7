"""The inbox in the real process: a coach answers in the chat, and nobody restarts anything."""

import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from tests.inbox.test_asking import TELL
from tests.inbox.writing import GELS, MORE, SHORT, WORDINGS
from tests.platforms import Telegram
from tests.platforms.place import Place, Somebody, hears
from tests.play import bring_up_to_date, database_file
from tests.processes import Running

SOON = 30.0  # seconds, on a busy machine


async def test_a_coach_answers_in_the_chat_and_whoever_asked_hears_of_it(small_pack: Path, tmp_path: Path):
    bring_up_to_date(database_file(tmp_path))
    pack = shutil.copytree(small_pack, tmp_path / "pack")
    async with Telegram() as place:
        anna, ben, clara = (place.person(name) for name in ("Anna", "Ben", "Clara"))
        ours = {"HILLCOACH_KNOWLEDGE": f"{pack}", "HILLCOACH_COACHES": f"telegram:{clara.person.id}"}
        async with Running(tmp_path, place.settings | ours) as process:
            await process.listens()
            await anna.says(GELS[0])
            await place.until(lambda: anna.sees(), SOON)
            await anna.presses(TELL)
            await hears(place, anna, "I will.", seconds=SOON)
            await _answers(place, clara)
            await process.logs("is in the pack; people told: 1")
            await hears(place, clara, "How many gels do I need? is in", seconds=SOON)
            await ben.says("how many gels should I take in a marathon?")
            await hears(place, ben, SHORT[:40], seconds=SOON)
            _let_the_answer_go(tmp_path)
            await hears(place, anna, "You asked me something I had no answer to.", seconds=SOON)
            assert await process.stop() == 0
    assert [path.name for path in (pack / "faq").glob("how-*.md")] == ["how-many-gels-do-i-need.md"]


async def _answers(place: Place, clara: Somebody) -> None:
    """Write an answer to the only question, and approve it."""
    await clara.commands("inbox")
    await hears(place, clara, "Questions without a good answer: 1", seconds=SOON)
    await clara.presses(GELS[0])
    await hears(place, clara, "Asked: 1, waiting: 1", seconds=SOON)
    await clara.presses("Write the answer")
    for question, typed in (
        ("Write the short answer", SHORT),
        ("Now the longer answer", MORE),
        ("Which question does it answer?", "How many gels do I need?"),
        ("It was asked like this", WORDINGS),
    ):
        await hears(place, clara, question, seconds=SOON)
        await clara.says(typed)
    await hears(place, clara, "Which sources hold it?", seconds=SOON)
    await clara.presses("No source: my own judgement")
    await hears(place, clara, "This is what runners will see:", seconds=SOON)
    await clara.presses("Approve")


def _let_the_answer_go(folder: Path) -> None:
    """Nobody waits for two minutes here."""
    now = int(datetime.now(UTC).timestamp())
    with sqlite3.connect(folder / "coach.db", timeout=10) as database:
        change = "UPDATE outgoing SET ready_at = ?, due_at = ? WHERE kind = 'coach_answer'"
        assert database.execute(change, (now, now)).rowcount == 1
