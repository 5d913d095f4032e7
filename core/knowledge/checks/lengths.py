"""Texts and names that platforms take only up to a length; whole answers are measured where they are drawn."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from core.knowledge.checks.files import card_file, challenge_file, topic_file
from core.knowledge.checks.sentences import shipped_texts
from core.knowledge.places import Place
from core.knowledge.problems import Finding
from core.messages import MAX_LABEL

if TYPE_CHECKING:
    from core.knowledge.library import Library

MAX_HELP = 100  # a command's or an argument's description on Discord
MAX_FORM_TITLE = 45  # of a form on Discord
SHORT = 40  # characters: what ships with as few may stand on a button, so no pack may make it longer than a button
_MOST = (("*.help", MAX_HELP), ("*.arg.*", MAX_HELP), ("platform.type_answer", MAX_FORM_TITLE))
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")


def too_long(library: "Library", root: Path) -> Iterator[Finding]:
    """Buttons, commands and ids that a platform would refuse."""
    shipped = shipped_texts()
    for key in library.texts:
        most = _most(key, shipped.get(key, ""))
        over = len(library.texts.sentence(key)) - most if most is not None else 0
        if over > 0:
            what = f"{key}: is too long by {over} characters: platforms take {most} there"
            yield Finding(Place(root / "texts" / "en.yaml", (key,)), what)
    yield from _unsendable_ids(library, root)


def _most(key: str, shipped: str) -> int | None:
    named = next((most for pattern, most in _MOST if fnmatchcase(key, pattern)), None)
    return named or (MAX_LABEL if 0 < len(shipped) <= SHORT and "{" not in shipped else None)


def _unsendable_ids(library: "Library", root: Path) -> Iterator[Finding]:
    """Ids travel in buttons: plain letters, digits and hyphens take one byte each and need no escaping."""
    named = (
        *((topic_file(root, name), name) for name in library.topics),
        *((card_file(root, name), name) for name in library.exercises),
        *((challenge_file(root, name), name) for name in library.challenges),
    )
    for path, name in named:
        if not _ID.fullmatch(name):
            yield Finding(Place(path, ("id",)), f"id: {name!r} must be of letters a to z, digits and hyphens only")
