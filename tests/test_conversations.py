"""Every conversation in tests/conversations goes as it is written there. `python -m tests.transcribe` writes it anew."""

from pathlib import Path

import pytest

from core.answers.understanding import Understanding
from core.knowledge.library import Library
from tests.transcribe import CONVERSATIONS, TRANSCRIPTS, transcribed
from tests.transcript import Stage


@pytest.fixture
def stage(tmp_path: Path, library: Library, understanding: Understanding):
    stage = Stage.on(CONVERSATIONS, tmp_path, library, understanding)
    yield stage
    stage.close()


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_conversation_goes_as_it_is_written(path: Path, library: Library, understanding: Understanding):
    assert transcribed(path, library, understanding) == path.read_text(encoding="utf-8")


def test_every_answer_in_a_conversation_is_the_coachs_own(stage: Stage):
    written = stage.written("# Pausing\n\n**Anna:** /pause\n\n> Anything at all.\n")
    assert written == (
        "# Pausing\n\n**Anna:** /pause\n\n> I'll be quiet. Your plan stays as it is: /today any time, "
        "/resume when you want my messages back.\n>\n> [Until a day]\n"
    )


def test_a_weekday_that_does_not_fit_its_date_is_put_right(stage: Stage):
    assert stage.written("_Friday 23 November 2026, 07:00 UTC_") == "_Monday 23 November 2026, 07:00 UTC_\n"


def test_nobody_can_tap_a_button_they_do_not_see(stage: Stage):
    with pytest.raises(LookupError, match="Ben sees no button 'Skip'"):
        stage.written("**Anna:** /start\n\n**Ben** taps _Skip_")
