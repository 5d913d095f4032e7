"""What makes an answer complete, one step at a time, and what each step takes."""

import re
from typing import get_args

from core.errors import Refusal
from core.inbox.rules.entry import FEWEST_WORDINGS, MOST_WORDINGS, wordings_in
from core.inbox.tables import Draft
from core.knowledge.library import Library
from core.knowledge.places import MORE
from core.knowledge.problems import meant
from core.knowledge.schema import Confidence

JUDGEMENT = "coach judgement"
LONGEST = {"short": 499, "more": 2000, "title": 60}
NAMES = ("short", "more", "title", "wordings", "sources", "confidence")
LONGEST_WORDING = 300
SURE: tuple[str, ...] = get_args(Confidence)
_BETWEEN = re.compile(r"[\s,;]+")


def missing(draft: Draft) -> str | None:
    """The first step that is still open; None when the answer is complete."""
    open_ones = {
        "short": not draft.short,
        "more": not draft.more,
        "title": not draft.title,
        "wordings": lacking(draft) > 0,
        "sources": draft.sources is None,
        "confidence": not draft.confidence,
    }
    return next((step for step, is_open in open_ones.items() if is_open), None)


def lacking(draft: Draft) -> int:
    """How many ways to ask are still needed."""
    return FEWEST_WORDINGS - len(wordings_in(draft.wordings))


def take(draft: Draft, step: str, text: str, library: Library) -> None:
    """Let the draft hold what was typed or chosen for a step; Refusal when it will not do."""
    match step:
        case "short" | "more":
            setattr(draft, step, _fitting(text.strip(), LONGEST[step]))
        case "title":
            draft.title = _fitting(" ".join(text.split()), LONGEST[step])
        case "wordings":
            draft.wordings = "\n".join(_more_wordings(draft.wordings, text))
        case "sources":
            draft.sources = ",".join(_known_sources(text, library))
            draft.confidence = "" if draft.confidence == JUDGEMENT else draft.confidence
        case "confidence" if text in SURE:
            draft.confidence = text
        case _:
            raise Refusal("coach.old_button")


def _fitting(text: str, most: int) -> str:
    if not text:
        raise Refusal("inbox.nothing")
    if len(text) > most:
        raise Refusal("inbox.too_long", length=len(text), most=most)
    if MORE in text.splitlines():
        raise Refusal("inbox.no_heading")
    return text


def _more_wordings(before: str, text: str) -> list[str]:
    every = wordings_in(f"{before}\n{text}")
    if max(map(len, every), default=0) > LONGEST_WORDING:
        raise Refusal("inbox.wording_too_long")
    return every[:MOST_WORDINGS]


def _known_sources(text: str, library: Library) -> list[str]:
    named = list(dict.fromkeys(each.upper() for each in _BETWEEN.split(text) if each))
    if not named:
        raise Refusal("inbox.nothing")
    for name in named:
        if name not in library.sources:
            raise Refusal("inbox.no_source", name=name[:40], hint=meant(name, library.sources))
    return named
