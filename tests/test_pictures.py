"""The pictures of the README show the conversations as they are."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tools.pictures.__main__ import PICTURES, pictures
from tools.pictures.excerpt import Bubble, bubbles
from tools.pictures.wrapping import width, wrapped


@pytest.mark.parametrize(("path", "picture"), [*pictures()], ids=lambda each: getattr(each, "name", ""))
def test_a_picture_is_drawn_from_the_conversation_as_it_is_now(path: Path, picture: str) -> None:
    assert path.read_text(encoding="utf-8") == picture, "run `make pictures`"


def test_every_picture_there_is_one_that_is_drawn_and_is_shown_in_the_readme() -> None:
    drawn = {path.name for path, _ in pictures()}
    readme = (PICTURES.parents[1] / "README.md").read_text(encoding="utf-8")
    assert {path.name for path in PICTURES.iterdir()} == drawn
    assert all(f"docs/pictures/{name}" in readme for name in drawn)


@pytest.mark.parametrize(("path", "picture"), [*pictures()], ids=lambda each: getattr(each, "name", ""))
def test_a_picture_is_well_formed(path: Path, picture: str) -> None:
    assert ET.fromstring(picture).tag == "{http://www.w3.org/2000/svg}svg"


def test_an_excerpt_knows_who_says_what_and_which_buttons_there_are(tmp_path: Path) -> None:
    transcript = tmp_path / "a.md"
    transcript.write_text("**Ben:** hello\n\n> _Sent to Ben:_\n>\n> Good **morning**\\\n> again\n>\n> [Yes] [No]\n")
    assert bubbles(transcript, "**Ben", 5) == [
        Bubble("Ben", "hello"),
        Bubble("", "Good **morning**\nagain", ("Yes", "No")),
    ]


def test_no_line_is_wider_than_its_room() -> None:
    lines = wrapped("one two **three four** five\n\nsix", 80, 14)
    assert ["".join(span.text for span in line).strip() for line in lines] == [
        "one two",
        "three four",
        "five",
        "",
        "six",
    ]
    assert all(width("".join(span.text for span in line).strip(), 14) <= 80 for line in lines)


def test_markup_in_a_conversation_stays_text_in_a_picture(tmp_path: Path) -> None:
    from tools.pictures.drawing import drawn

    picture = drawn([Bubble("<b>", "a < b & <script>", ("<i>",))], "x < y")
    assert "<script>" not in picture
    assert ET.fromstring(picture) is not None
