"""What a question owes to the ones around it: follow-ups that lean on the last topic, and two questions in one."""

import re
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"(?<=\?)\s+")
_SECOND = re.compile(r"\s*(?:,|\.|;|\?)?\s+(?:and also|also|and another thing|another question)[,:]?\s+", re.IGNORECASE)
LEAST_WORDS = 3  # a shorter piece is no question of its own
LONGEST_FOLLOW_UP = 8  # words


@dataclass(frozen=True, slots=True)
class FollowUps:
    """How people lean on the last answer: content, since it is language.

    `why` asks who says so, `more` asks for more; `starts` open a question that continues the topic.
    """

    why: tuple[str, ...]
    more: tuple[str, ...]
    starts: tuple[str, ...]


def kind_of(text: str, follow_ups: FollowUps) -> str | None:
    """`why`, `more` or `continue` when a text leans on the answer before it, else None."""
    words = _words(text)
    if not words or len(words) > LONGEST_FOLLOW_UP:
        return None
    plain = " ".join(words)
    if plain in follow_ups.why:
        return "why"
    if plain in follow_ups.more:
        return "more"
    opened = any(plain == start or plain.startswith(f"{start} ") for start in follow_ups.starts)
    return "continue" if opened else None


def without_start(text: str, follow_ups: FollowUps) -> str:
    """What a follow-up adds, without its opening: "downhill" of "what about downhill?"."""
    plain = " ".join(_words(text))
    starts = sorted(follow_ups.starts, key=len, reverse=True)
    start = next((start for start in starts if plain == start or plain.startswith(f"{start} ")), "")
    return plain.removeprefix(start).strip()


def questions_in(text: str) -> list[str]:
    """The questions of a message in order; one if it asks only one."""
    pieces = [piece for sentence in _SENTENCE_END.split(text) for piece in _SECOND.split(sentence)]
    asked = [piece.strip() for piece in pieces if len(_words(piece)) >= LEAST_WORDS]
    return asked if len(asked) > 1 else [text]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:'[^\W_]+)?", text.casefold())
