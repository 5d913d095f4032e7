"""Whether the content of a pack fits the platforms when it is drawn as people see it."""

from collections.abc import Iterator
from pathlib import Path

from bot.discord.render import MAX_CONTENT, contents
from bot.knowledge.stage import Preview, Stage, previews
from bot.markup import plain
from bot.telegram.render import MAX_UNITS
from core.knowledge.library import Library
from core.knowledge.problems import Finding
from core.messages import Reply

SPLIT = frozenset({"faq.more", "faq.sources"})  # asked for by a tap: on Discord these may be two messages


def undrawable(library: Library, root: Path, shown_on: Stage) -> Iterator[Finding]:
    """Answers, cards and safety answers that are no single message, by how many characters."""
    for preview in previews(library, root):
        try:
            reply = shown_on.show(preview.action)
        except ValueError as wrong:
            yield Finding(preview.place, f"{preview.what} cannot be sent: {wrong}")
            continue
        for platform, over in _overflows(preview, reply):
            what = (
                f"{preview.what} is {over} characters too long for one {platform} message, sources included: shorten it"
            )
            yield Finding(preview.place, what)


def _overflows(preview: Preview, reply: Reply) -> Iterator[tuple[str, int]]:
    telegram = len(plain(reply.text).encode("utf-16-le")) // 2 - MAX_UNITS
    discord = 0 if preview.action.name in SPLIT else _discord_length(reply.text) - MAX_CONTENT
    yield from ((name, over) for name, over in (("Telegram", telegram), ("Discord", discord)) if over > 0)


def _discord_length(markup: str) -> int:
    """Characters as Discord counts them, escapes and markers included, and the blank lines at which it is cut."""
    pieces = contents(markup)
    return sum(map(len, pieces)) + 2 * (len(pieces) - 1)
