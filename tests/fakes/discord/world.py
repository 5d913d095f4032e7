"""What there is on the fake Discord: people's accounts, servers, channels, messages, and time."""

import asyncio
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tests.fakes.discord.checks import SELECT, controls
from tests.fakes.witness import Witness

MANAGE_GUILD = 1 << 5
_MARKDOWN = re.compile(r"(?P<link>https?://[^\s()\[\]\\]+)|\\(?P<escaped>[^0-9A-Za-z\s])|\*\*|_|\u200b")

EVERYONE = 2248473465835073  # what Discord gives everyone on a new server

T = TypeVar("T")


class Clock:
    """The fake Discord's own time, in seconds; it moves only when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds


@dataclass(eq=False)
class Account:
    """A person or a bot."""

    id: int
    name: str
    bot: bool = False
    language: str = "en-US"
    closed: bool = False  # takes no private messages


@dataclass(eq=False)
class Message:
    """One message as Discord stores it; `only_for` set means ephemeral, `thinking` a promise not yet kept."""

    id: int
    channel: "Channel"
    author: Account
    content: str = ""
    rows: list[dict[str, Any]] = field(default_factory=list)
    only_for: Account | None = None
    thinking: bool = False
    pings: list[str] = field(default_factory=list)
    edits: int = 0
    nonce: str = ""
    files: list[tuple[str, bytes]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What people read: styles drawn, escapes resolved, nothing invisible."""
        if self.thinking:
            return "(thinking)"
        return _MARKDOWN.sub(lambda found: found["link"] or found["escaped"] or "", self.content)

    @property
    def labels(self) -> list[str]:
        """What can be pressed: buttons and a select's options, in order."""
        pressable: list[str] = []
        for control in controls(self.rows):
            options = control["options"] if control["type"] == SELECT else [control]
            pressable += [option["label"] for option in options]
        return pressable


@dataclass(eq=False)
class Guild:
    """A server: who belongs to it, and who may manage it."""

    id: int
    name: str
    channels: list["Channel"] = field(default_factory=list)
    admins: set[Account] = field(default_factory=set)

    def rights(self, account: Account) -> int:
        """The permission bits of a member."""
        return EVERYONE | (MANAGE_GUILD if account in self.admins else 0)


@dataclass(eq=False)
class Channel:
    """A text channel, a thread (`parent` set) or a private chat (`person` set)."""

    id: int
    name: str
    guild: Guild | None = None
    person: Account | None = None
    parent: "Channel | None" = None
    closed: bool = False  # the bot may not write here
    bot_rights: int = EVERYONE  # what the bot is told it may do here
    log: list[Message] = field(default_factory=list)

    @property
    def messages(self) -> list[Message]:
        """What everybody in the channel sees."""
        return [message for message in self.log if message.only_for is None]

    def seen_by(self, account: Account) -> list[Message]:
        """What this person sees: also what is for their eyes only."""
        return [message for message in self.log if message.only_for in (None, account)]


class World:
    """Everything there is, and a way to wait for it to change."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.witness = Witness()
        self.guilds: list[Guild] = []
        self.accounts: dict[int, Account] = {}
        self.channels: dict[int, Channel] = {}
        self.bot = self.account("Hillcoach", bot=True)
        self._change = asyncio.Event()

    _ids = itertools.count(1_000_000_000_000_000_000)

    def next_id(self) -> int:
        """A new snowflake, larger than all before."""
        return next(self._ids)

    def account(self, name: str, *, bot: bool = False) -> Account:
        """Open an account."""
        account = Account(self.next_id(), name, bot)
        self.accounts[account.id] = account
        return account

    def guild(self, name: str) -> Guild:
        """Found a server."""
        guild = Guild(self.next_id(), name)
        self.guilds.append(guild)
        return guild

    def channel(self, guild: Guild, name: str, parent: Channel | None = None) -> Channel:
        """Open a channel or, with a parent, a thread."""
        channel = Channel(self.next_id(), name, guild=guild, parent=parent)
        guild.channels.append(channel)
        self.channels[channel.id] = channel
        return channel

    def private_chat(self, account: Account) -> Channel:
        """The bot's private chat with this person, opened if need be."""
        for channel in self.channels.values():
            if channel.person is account:
                return channel
        channel = Channel(self.next_id(), "", person=account)
        self.channels[channel.id] = channel
        return channel

    def changed(self) -> None:
        """Wake everybody who waits for something to happen."""
        self._change.set()
        self._change = asyncio.Event()

    async def until(self, seen: Callable[[], T], seconds: float = 5.0) -> T:
        """Wait until `seen()` is true and return it; TimeoutError when that does not happen."""
        async with asyncio.timeout(seconds):
            while not (found := seen()):
                await self._change.wait()
            return found
