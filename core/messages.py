"""What goes into the coach and what comes out: plain values, the same on every platform."""

from collections.abc import Mapping
from dataclasses import dataclass

MAX_TOKEN_BYTES = 64  # Telegram's callback_data; Discord's custom_id allows more
MAX_TEXT = 3900  # one Telegram message; Discord draws it in two or three
MAX_CHOICES = 25  # one Discord select menu
MAX_LABEL = 60
MAX_FILE = 10_000_000  # bytes; Discord's limit
MAX_INPUT = 10_000  # longer input is cut before anybody looks at it


@dataclass(frozen=True, slots=True)
class Address:
    """Somewhere a message can be sent: a private chat, a channel, or a thread (topic) inside one."""

    platform: str
    chat: str
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who did it, as the platform sees them: `name` is untrusted text, `home` the id of their private chat."""

    platform: str
    id: str
    name: str
    locale: str = "en"
    home: str = ""


class BadToken(ValueError):
    """The token is not one of ours."""


@dataclass(frozen=True, slots=True)
class Action:
    """What a button means: a handler's name and ids or slugs for it, never state."""

    name: str
    args: tuple[str, ...] = ()

    @property
    def token(self) -> str:
        """The action as text of at most 64 bytes; ValueError when it does not fit."""
        parts = (self.name, *self.args)
        token = ":".join(parts)
        if any(":" in part for part in parts) or len(token.encode()) > MAX_TOKEN_BYTES:
            raise ValueError(f"action does not fit a button: {parts}")
        return token

    @classmethod
    def parse(cls, token: str) -> "Action":
        """Read a token back; it is untrusted, so BadToken when it cannot be one."""
        if not token or len(token.encode(errors="replace")) > MAX_TOKEN_BYTES:
            raise BadToken(token[:MAX_TOKEN_BYTES])
        name, *args = token.split(":")
        return cls(name, tuple(args))


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: what it says and what it does."""

    label: str
    action: Action

    def __post_init__(self) -> None:
        if not 0 < len(self.label) <= MAX_LABEL:
            raise ValueError(f"label must have 1 to {MAX_LABEL} characters: {self.label!r}")


@dataclass(frozen=True, slots=True)
class Ask:
    """A question that may be answered by typing: the next text of this person in this room goes to `action`."""

    action: Action
    hint: str = ""  # shown in the input field, at most 60 characters


@dataclass(frozen=True, slots=True)
class Document:
    """A file: its name, its bytes, and what it is (`application/zip`)."""

    name: str
    content: bytes
    type: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person gets to see: our Markdown subset (bold, italic, lists), choices, perhaps a question.

    `private`: in a group, only the asker may see it; `urgent`: if they cannot be reached alone, better all than nobody.
    `replace`: edit the message whose button was pressed. `file` comes after the text; `once`: neither is kept for a
    second delivery of the same request. `rights_in`: a room in which the asker's rights must be known first; an
    adapter that can look them up hands the request over once more, with them. ValueError when nobody could draw it.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    ask: Ask | None = None
    private: bool = False
    replace: bool = False
    urgent: bool = False
    file: Document | None = None
    once: bool = False
    rights_in: Address | None = None

    def __post_init__(self) -> None:
        if not self.text.strip() or len(self.text) > MAX_TEXT:
            raise ValueError(f"a reply has 1 to {MAX_TEXT} characters, not {len(self.text)}")
        if len(self.choices) > MAX_CHOICES:
            raise ValueError(f"a reply has at most {MAX_CHOICES} choices, not {len(self.choices)}")
        if self.file is not None and len(self.file.content) > MAX_FILE:
            raise ValueError(f"a file has at most {MAX_FILE} bytes, not {len(self.file.content)}")


@dataclass(frozen=True, slots=True)
class Request:
    """One thing a person did: `command`, `action`, `text` or `location` is set; a form fills in `action` and `text`.

    `key` is the same when the platform delivers the same update again. `args` are the command's arguments: one
    line as typed, or values by name. `admin` and `member` are filled in by the adapter when `Coach.needs_admin` asks.
    `lacks` are the bot's missing permissions in the room, as the platform calls them; `invitation` is the link with
    which somebody adds the bot to a group of theirs. `rights_in`: the room that `admin` and `member` are about, where
    they were looked up.
    """

    sender: Sender
    room: Address
    private: bool
    key: str
    command: str | None = None
    args: str | Mapping[str, str] = ""
    action: Action | None = None
    text: str | None = None
    location: tuple[float, float] | None = None  # latitude, longitude in degrees; looked at once, never stored
    room_name: str = ""
    admin: bool = False
    member: bool = True
    lacks: tuple[str, ...] = ()
    invitation: str = ""
    rights_in: Address | None = None


@dataclass(frozen=True, slots=True)
class RoomNews:
    """What happened to rooms: `lost` (removed, deleted, closed; empty: there again), or `moved_to` a new chat id.

    `thread` None: whole chats, with every topic in them.
    """

    platform: str
    chats: tuple[str, ...]
    thread: str | None = None
    lost: str = ""
    moved_to: str = ""
