"""A piece of a transcript as bubbles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_SAYS = re.compile(r"\*\*(?P<name>\w+)[^*]*:\*\* (?P<words>.+)")
_TAPS = re.compile(r"\*\*(?P<name>\w+)[^*]*\*\* taps _(?P<label>.+)_")
_CHOICE = re.compile(r"\[([^\]]+)\]")
_NOTE = re.compile(r"_[^_]+:_")


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message: `name` is who says it, empty for the coach; `text` is our Markdown subset."""

    name: str
    text: str
    choices: tuple[str, ...] = ()


def bubbles(transcript: Path, begins: str, messages: int) -> list[Bubble]:
    """So many messages, from the first paragraph on that begins like this; ValueError when none does."""
    paragraphs = transcript.read_text(encoding="utf-8").strip().split("\n\n")
    first = next((n for n, each in enumerate(paragraphs) if each.startswith(begins)), None)
    if first is None:
        raise ValueError(f"{transcript.name} has no paragraph that begins with {begins!r}")
    found = [bubble for each in paragraphs[first:] if (bubble := _bubble(each)) is not None]
    return found[:messages]


def _bubble(paragraph: str) -> Bubble | None:
    if says := _SAYS.fullmatch(paragraph):
        return Bubble(says["name"], says["words"])
    if taps := _TAPS.fullmatch(paragraph):
        return Bubble(taps["name"], f"_taps_ {taps['label']}")
    return _said(paragraph) if paragraph.startswith(">") else None


def _said(paragraph: str) -> Bubble:
    pieces = list(_unquoted(paragraph))
    if _NOTE.fullmatch(pieces[0]):
        pieces = pieces[1:]
    choices: tuple[str, ...] = ()
    if len(pieces) > 1 and pieces[-1].startswith("["):
        choices = tuple(_CHOICE.findall(pieces.pop()))
    return Bubble("", "\n\n".join(pieces), choices)


def _unquoted(paragraph: str) -> Iterator[str]:
    lines = (line.removeprefix(">").removeprefix(" ").removesuffix("\\") for line in paragraph.split("\n"))
    yield from "\n".join(lines).split("\n\n")
