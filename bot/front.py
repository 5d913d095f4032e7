"""What a platform adapter needs of the coach, and nothing more."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from core.messages import Reply, Request, RoomNews


@dataclass(frozen=True, slots=True)
class PublishedParameter:
    """An argument of a command, with its help in the reader's words."""

    name: str
    help: str
    required: bool


@dataclass(frozen=True, slots=True)
class PublishedCommand:
    """A command as menus show it: `help` is plain text of at most 100 characters."""

    name: str
    help: str
    parameters: tuple[PublishedParameter, ...]
    admin: bool
    group: bool
    coach: bool = False


class Front(Protocol):
    """The coach as the adapters see it."""

    def commands(self) -> Sequence[PublishedCommand]:
        """Every command, in the order menus show them."""
        ...

    def needs_admin(self, request: Request) -> bool:
        """Whether the adapter must find out `request.admin` before handing the request over."""
        ...

    def say(self, key: str, **values: object) -> str:
        """A sentence of the text catalogue, for what only an adapter says (`platform.*` keys)."""
        ...

    async def handle(self, request: Request) -> Reply | None:
        """Answer a request; None when there is nothing to say."""
        ...

    async def noticed(self, news: RoomNews) -> None:
        """Take note of what happened to rooms."""
        ...
