"""Conversations as Markdown: what people do is read, played against the real coach, and written down with its answers.

A transcript is paragraphs. Some of them do something; tests/conversations/README.md shows how they are written. Block
quotes are the coach's and are always written anew; everything else is for the reader and stays as it is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bot.wiring import House
from core.answers.understanding import Understanding
from core.database import Database
from core.knowledge.library import Library
from core.messages import Action, Address, Reply
from tests.play import PLATFORM, Play, Player, database_file

GROUP = Address(PLATFORM, "the group")
RESTART = "_The coach restarts._"
_BEFORE = re.compile(r"_Before: \[.+]\((?P<file>[\w-]+\.md)\)_")
_MOMENT = re.compile(r"_[A-Z][a-z]+day (?P<date>\d{1,2} [A-Z][a-z]+ \d{4}), (?P<time>\d\d:\d\d) UTC_")
_DEED = re.compile(
    r"\*\*(?P<name>\w+)(?P<captain>, captain)?(?P<group>, in the group)?"
    r"(?::\*\* (?P<words>.+)|,?\*\* taps _(?P<label>.+)_)"
)
_LOOKS_LIKE_A_DEED = re.compile(r"\*\*\w+\W|_.*_\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shown:
    """A message on somebody's screen. `only` is the one person who sees it, `note` says how it came there."""

    handle: str
    chat: Address
    reply: Reply
    only: str = ""
    note: str = ""

    def markdown(self) -> str:
        """The message as a block quote, its choices in the last line."""
        choices = " ".join(f"[{choice.label}]" for choice in self.reply.choices)
        pieces = (self.note and f"_{self.note}_", _hard_breaks(self.reply.text), choices)
        lines = "\n\n".join(piece for piece in pieces if piece).split("\n")
        return "\n".join(f"> {line}".rstrip() for line in lines)


@dataclass
class Stage:
    """The coach, everybody who talks to it, and what stands on their screens."""

    folder: Path  # of the transcripts
    url: str
    understanding: Understanding
    play: Play
    screen: list[Shown] = field(default_factory=list)

    @classmethod
    def on(cls, folder: Path, scratch: Path, library: Library, understanding: Understanding) -> "Stage":
        url = database_file(scratch)
        return cls(folder, url, understanding, Play.on(url, library, understanding))

    def close(self) -> None:
        self.play.house.database.close()

    def written(self, transcript: str) -> str:
        """The transcript with the answers the coach gives now."""
        return "\n\n".join(self._paragraphs(transcript)) + "\n"

    def _paragraphs(self, transcript: str) -> Iterator[str]:
        for paragraph in transcript.strip().split("\n\n"):
            if not paragraph.startswith(">"):
                yield paragraph if not _MOMENT.fullmatch(paragraph) else _moment_text(_moment(paragraph))
                yield from (shown.markdown() for shown in self._does(paragraph.strip()))

    def _does(self, paragraph: str) -> Sequence[Shown]:
        """Whatever the paragraph tells; what appears on the screens because of it."""
        if paragraph == RESTART:
            return self._restart()
        if before := _BEFORE.fullmatch(paragraph):
            self.written((self.folder / before["file"]).read_text(encoding="utf-8"))
            return ()
        if _MOMENT.fullmatch(paragraph):
            return self._pushed(_moment(paragraph))
        if deed := _DEED.fullmatch(paragraph):
            return (*self._answered(deed), *self._pushed(self.play.now[0]))
        if _LOOKS_LIKE_A_DEED.match(paragraph):
            raise ValueError(f"nobody can play this: {paragraph}")
        return ()

    def _restart(self) -> Sequence[Shown]:
        old = self.play.house
        old.database.close()
        self.play.house = House(Database(self.url), old.library, self.understanding, old.clock)
        return ()

    def _answered(self, deed: re.Match[str]) -> Sequence[Shown]:
        player = self.play.person(deed["name"])
        if deed["group"]:
            player = player.inside(GROUP.chat, admin=bool(deed["captain"]))
        if deed["words"]:
            player.says(deed["words"])
            return self._shown(player, None)
        message, action = self._button(player, deed["label"])
        player.press(action)
        return self._shown(player, message)

    def _button(self, player: Player, label: str) -> tuple[Shown, Action]:
        """The newest button of that name the player can see."""
        for message in reversed(self.screen):
            if message.chat == _chat(player) and message.only in ("", player.sender.name):
                for choice in message.reply.choices:
                    if choice.label == label:
                        return message, choice.action
        raise LookupError(f"{player.sender.name} sees no button {label!r}")

    def _shown(self, player: Player, pressed: Shown | None) -> Sequence[Shown]:
        reply = player.seen
        if reply is None:
            return ()
        only = player.sender.name if reply.private and player.room else ""
        handle = f"reply {len(self.screen)}"
        if only:
            return self._put(Shown(handle, _chat(player), reply, only, f"Only {only} sees this:"))
        if pressed and reply.replace and not pressed.only:
            return self._put(Shown(pressed.handle, pressed.chat, reply, note="The message changes:"))
        return self._put(Shown(handle, _chat(player), reply))

    def _pushed(self, moment: datetime) -> Sequence[Shown]:
        """What the coach sends unasked by then."""
        first = len(self.play.post.delivered) + 1
        shown: list[Shown] = []
        for number, delivery in enumerate(self.play.at(moment), start=first):
            chat = delivery.address
            where = "in the group" if chat == GROUP else f"to {chat.chat.removeprefix('home of ')}"
            note = "The board changes:" if delivery.edits else f"Sent {where}:"
            shown += self._put(Shown(delivery.edits or f"m{number}", chat, delivery.reply, note=note))
        return shown

    def _put(self, message: Shown) -> Sequence[Shown]:
        self.screen = [each for each in self.screen if each.handle != message.handle] + [message]
        return (message,)


def _chat(player: Player) -> Address:
    return player.room or Address(PLATFORM, player.sender.home)


def _moment(paragraph: str) -> datetime:
    found = _MOMENT.fullmatch(paragraph)
    assert found is not None
    return datetime.strptime(f"{found['date']} {found['time']}", "%d %B %Y %H:%M").replace(tzinfo=UTC)


def _moment_text(moment: datetime) -> str:
    return f"_{moment:%A} {moment.day} {moment:%B %Y, %H:%M} UTC_"


def _hard_breaks(text: str) -> str:
    """A chat shows every line break; Markdown needs a backslash for those inside a paragraph."""
    return re.sub(r"(?<=.) *\n(?!\n|- |\d+\. )", r"\\\n", text.strip())
