"""People who say, press and see: the coach on a real database, with a clock we hold and a post office we can read."""

import asyncio
import atexit
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

from bot import schema
from bot.markup import plain
from bot.wiring import House
from core.answers.understanding import Understanding
from core.database import Database
from core.delivery.outcomes import Outcome, Sent
from core.delivery.ports import Delivery
from core.delivery.sender import Pump
from core.flood import Flood
from core.knowledge.library import Library
from core.messages import Action, Address, Reply, Request, Sender

SUNDAY = datetime(2026, 11, 22, 7, 42, tzinfo=UTC)
PLATFORM = "stage"


@cache
def template() -> Path:
    """An empty SQLite database with all tables, migrated once a process."""
    folder = Path(mkdtemp())
    atexit.register(shutil.rmtree, folder)
    schema.upgrade(database_file(folder))
    return folder / "coach.db"


def bring_up_to_date(url: str) -> None:
    """Give a new database its tables: on SQLite as a copy, which is ten times as fast as the migrations."""
    file = Path(url.removeprefix("sqlite:///"))
    if url.startswith("sqlite:///") and not file.exists():
        shutil.copy(template(), file)
    else:
        schema.upgrade(url)


class PostOffice:
    """Where pushes arrive: the transport, replaced; `refuses` answers with an outcome instead of delivering."""

    platform = PLATFORM

    def __init__(self) -> None:
        self.delivered: list[Delivery] = []
        self.refuses: list[Outcome] = []

    async def deliver(self, delivery: Delivery) -> Outcome:
        if self.refuses:
            return self.refuses.pop(0)
        self.delivered.append(delivery)
        return Sent(delivery.edits or f"m{len(self.delivered)}")


@dataclass
class Play:
    """A stage: the coach, a clock, and everybody on it."""

    house: House
    now: list[datetime]
    post: PostOffice = field(default_factory=PostOffice)
    keys: count = field(default_factory=count)
    rights: dict[tuple[str, Address], tuple[bool, bool]] = field(default_factory=dict)  # admin and member, in rooms

    @classmethod
    def on(
        cls, url: str, library: Library, understanding: Understanding, at: datetime = SUNDAY, *, limited: bool = False
    ) -> "Play":
        """A stage at a moment; `limited`: people can ask so much a minute, as on the platforms."""
        now = [at]
        bring_up_to_date(url)
        flood = Flood(lambda: now[0].timestamp()) if limited else None
        return cls(House(Database(url), library, understanding, lambda: now[0], flood=flood), now)

    def person(self, name: str, locale: str = "en") -> "Player":
        return Player(self, Sender(PLATFORM, name.casefold(), name, locale, home=f"home of {name}"))

    def pump(self) -> Pump:
        """A fresh sender, as after a restart; it waits for no pace."""
        ticks = count(step=60)
        return self.house.pump(self.post, rate=1000, monotonic=lambda: float(next(ticks)))

    def at(self, moment: datetime) -> Sequence[Delivery]:
        """Let it be a moment; returns what was pushed then."""
        self.now[0] = moment
        before = len(self.post.delivered)
        asyncio.run(self.pump().tick())
        return self.post.delivered[before:]

    def after(self, **delta: float) -> Sequence[Delivery]:
        return self.at(self.now[0] + timedelta(**delta))


@dataclass
class Player:
    """Somebody who uses the coach, in private or in a room."""

    play: Play
    sender: Sender
    seen: Reply | None = None
    room: Address | None = None
    admin: bool = False
    member: bool = True
    lacks: tuple[str, ...] = ()

    def inside(self, room: str, *, admin: bool = False) -> "Player":
        """The same person in a group."""
        return Player(self.play, self.sender, None, Address(PLATFORM, room), admin)

    def says(self, text: str, key: str | None = None) -> str:
        """Type a text or a command; returns the answer as plain text."""
        if text.startswith("/"):
            command, _, args = text[1:].partition(" ")
            return self._does(self._request(key, command=command, args=args))
        return self._does(self._request(key, text=text))

    def answers(self, text: str, key: str | None = None) -> str:
        """Type the answer to the last question where it is read: a private one in the own chat."""
        alone = self.seen is not None and self.seen.private
        where = replace(self, room=None) if alone else self
        told = where.says(text, key)
        self.seen = where.seen
        return told

    def presses(self, label: str, key: str | None = None) -> str:
        """Press a button of the last answer."""
        assert self.seen is not None
        found = {choice.label: choice.action for choice in self.seen.choices}
        assert label in found, f"no button {label!r} among {list(found)}"
        return self.press(found[label], key)

    def press(self, action: Action, key: str | None = None) -> str:
        """Press a button kept from any message."""
        return self._does(self._request(key, action=action))

    @property
    def buttons(self) -> list[str]:
        return [choice.label for choice in self.seen.choices] if self.seen else []

    def _request(self, key: str | None, **what: object) -> Request:
        home = Address(self.sender.platform, self.sender.home)
        key = key or f"key {next(self.play.keys)}"
        room, private = self.room or home, self.room is None
        return Request(self.sender, room, private, key, admin=self.admin, member=self.member, lacks=self.lacks, **what)  # type: ignore[arg-type]

    def _does(self, request: Request) -> str:
        rights = self.play.rights
        if self.room is not None:
            rights[self.sender.id, self.room] = (self.admin, self.member)
        self.seen = self.play.house.coach.handle(request)
        if self.seen and self.seen.rights_in:
            room = self.seen.rights_in
            admin, member = rights.get((self.sender.id, room), (False, False))
            self.seen = self.play.house.coach.handle(replace(request, admin=admin, member=member, rights_in=room))
        return plain(self.seen.text) if self.seen else ""


def database_file(folder: Path) -> str:
    """A fresh SQLite database: a file, since that is what runs in earnest."""
    return f"sqlite:///{folder / 'coach.db'}"
