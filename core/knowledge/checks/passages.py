"""Every text of a pack that people read, sentence by sentence."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten
from typing import Any

from core.knowledge.places import BODY, MORE, Place, Step, bare
from core.knowledge.problems import Problems
from core.knowledge.reading import read_markdown, read_yaml

QUOTED = 90  # characters
UNREAD = frozenset({"background.yaml", "claims.yaml"})
TYPED = frozenset(
    {
        "aliases", "citation", "examples", "exercise_phrasings", "feature_phrasings", "follow_ups", "foreign_words",
        "groups", "language", "lexicon", "links", "phrasings", "remarks", "signs", "urgent_signs",
    }
)  # fmt: skip
"""What people type, or what others wrote."""

_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and where it begins."""

    place: Place
    text: str

    def sentences(self) -> list[str]:
        """Its sentences without markup; a heading or a point of a list ends with its line."""
        lines = (bare(line.strip().removeprefix("- ")) for line in self.text.splitlines())
        return [sentence for line in lines for sentence in _SENTENCE_END.split(line) if sentence]


def passages(root: Path) -> Iterator[Passage]:
    """Every text that people read, in the order of the files; none of files that cannot be read."""
    for path in sorted(root.rglob("*.md")):
        yield from _of_markdown(root, path)
    for path in sorted(root.rglob("*.yaml")):
        document = read_yaml(path, Problems(root)) if path.name not in UNREAD else None
        yield from _of_data(path, document.data if document else {}, ())


def short(sentence: str) -> str:
    """A sentence as a report quotes it: the beginning of a long one."""
    return repr(shorten(sentence, QUOTED, placeholder=" …"))


def _of_markdown(root: Path, path: Path) -> Iterator[Passage]:
    read = read_markdown(path, Problems(root))
    if read is None:
        return
    document, body = read
    yield from _of_data(path, document.data, ())
    short, more, rest = body.partition(f"\n{MORE}\n")
    if not more:
        yield Passage(Place(path, (BODY[2],)), short)
        return
    yield Passage(Place(path, (BODY[0],)), short)
    yield Passage(Place(path, (BODY[1],)), rest)


def _of_data(path: Path, data: Any, at: tuple[Step, ...]) -> Iterator[Passage]:
    if isinstance(data, str) and " " in data:
        yield Passage(Place(path, at), data)
    elif isinstance(data, Mapping):
        for key, value in data.items():
            if key not in TYPED:
                yield from _of_data(path, value, (*at, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _of_data(path, value, (*at, number))
