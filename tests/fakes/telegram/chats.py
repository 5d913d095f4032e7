"""Chats and what stands in them, as people see it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: it carries data for the bot, or leads to a URL."""

    label: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was uploaded."""

    name: str
    content: bytes


@dataclass(slots=True)
class Shown:
    """A message as it stands in a chat now; `html` is the bot's own text with its tags."""

    id: int
    author: int
    text: str
    html: str = ""
    rows: list[list[Button]] = field(default_factory=list)
    hint: str | None = None  # set when the input field opens for a reply
    thread: int = 0
    reply_to: int = 0
    edits: int = 0
    file: File | None = None

    @property
    def labels(self) -> list[str]:
        """What the buttons say, in order."""
        return [button.label for row in self.rows for button in row]

    def button(self, label: str) -> Button:
        """The button that says `label`; LookupError when there is none."""
        for button in (each for row in self.rows for each in row):
            if button.label == label:
                return button
        raise LookupError(f"no button {label!r} among {self.labels}")


@dataclass(slots=True)
class Chat:
    """A chat: private with one person, or a (forum) group with members."""

    id: int
    type: str
    title: str = ""
    members: dict[int, str] = field(default_factory=dict)  # person id: status
    topics: list[int] = field(default_factory=list)
    started: bool = True  # whether the bot may write here: the person has written first
    blocked: bool = False
    messages: list[Shown] = field(default_factory=list)

    def texts_of(self, author: int, thread: int | None = None) -> list[str]:
        """What `author` has said, in order, as it reads now; in one topic, if asked."""
        return [each.text for each in self.messages if each.author == author and thread in (None, each.thread)]

    def find(self, message_id: int) -> Shown | None:
        """The message with that id, unless somebody has deleted it."""
        return next((each for each in self.messages if each.id == message_id), None)

    def described(self) -> dict[str, Any]:
        """The chat as the Bot API describes it."""
        if self.type == "private":
            return {"id": self.id, "type": "private", "first_name": self.title}
        return {"id": self.id, "type": self.type, "title": self.title, "is_forum": bool(self.topics)}
