"""`python -m tools.pictures`: draw the pictures of the README anew, from the conversations as they are now."""

from collections.abc import Iterator
from pathlib import Path

from tools.pictures.drawing import drawn
from tools.pictures.excerpt import bubbles

ROOT = Path(__file__).parents[2]
CONVERSATIONS, PICTURES = ROOT / "tests" / "conversations", ROOT / "docs" / "pictures"
EXCERPTS = {  # picture: transcript, how the first paragraph begins, messages, title
    "a-question": ("asking", "**Ben:** how often", 2, "A runner asks how often to do calf raises"),
    "a-session": ("a-day", "> _Sent to Anna:_", 3, "The session of the day, and it is put off until nine"),
    "a-board": (
        "challenge",
        "**Ben, in the group:** /log 60",
        3,
        "A member logs, and the board of the challenge changes",
    ),
}


def pictures() -> Iterator[tuple[Path, str]]:
    """Every picture: its file and what belongs in it."""
    for name, (transcript, begins, messages, title) in EXCERPTS.items():
        found = bubbles(CONVERSATIONS / f"{transcript}.md", begins, messages)
        yield PICTURES / f"{name}.svg", drawn(found, title)


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    for path, picture in pictures():
        path.write_text(picture, encoding="utf-8")
        print(path.relative_to(ROOT))
