"""Putting the coach together: the one place that knows every part."""

import time
from collections.abc import Sequence
from uuid import uuid4

from sqlalchemy.orm import Session

from bot.front import PublishedCommand, PublishedParameter
from core.answers.engine import Engine
from core.answers.language import DATA
from core.answers.understanding import Understanding
from core.challenges.feature import feature as challenges
from core.clock import Clock, system_clock
from core.coach import Coach
from core.context import PushContext
from core.database import Database
from core.delivery.pace import pace_for
from core.delivery.ports import Messenger
from core.delivery.sender import Pump, move_chat
from core.delivery.tables import Outgoing
from core.faq.feature import feature as faq
from core.feature import Command
from core.knowledge.library import Library
from core.messages import Address, Reply, Request
from core.nudges.feature import feature as nudges
from core.nudges.rules import next_due
from core.people.tables import Person
from core.plans.feature import feature as plans
from core.profile.feature import feature as profile
from core.registry import Registry

FITTED = DATA / "hills.npz"  # the engine fitted on the pack that ships; any other pack is fitted at start
FEATURES = (profile, plans, faq, challenges, nudges)


class House:
    """The coach with everything it needs, as adapters see it (`bot.front.Front`)."""

    def __init__(self, database: Database, library: Library, understanding: Understanding, clock: Clock) -> None:
        self.database = database
        self.library = library
        self.registry = Registry(FEATURES)
        self.clock = clock
        self.coach = Coach(database, self.registry, library, understanding, clock)

    def commands(self) -> Sequence[PublishedCommand]:
        """Every command, in the order menus show them."""
        return [self._published(command) for command in self.registry.commands.values()]

    def needs_admin(self, request: Request) -> bool:
        """Whether the sender's rights in the room must be looked up first."""
        return self.coach.needs_admin(request)

    def say(self, key: str, **values: object) -> str:
        """A sentence of the text catalogue."""
        return self.library.texts.say(key, **values)

    async def handle(self, request: Request) -> Reply | None:
        """Answer a request in a database thread."""
        return await self.database.run(self.coach.handle, request)

    def pump(self, messenger: Messenger) -> Pump:
        """What sends this platform's pushes."""
        pace = pace_for(messenger.platform, time.monotonic)
        kinds = self.registry.kinds
        return Pump(self.database, messenger, kinds, self.draw, next_due, pace, self.move, self.clock, uuid4().hex)

    def move(self, session: Session, old: Address, chat: str) -> None:
        """A chat has a new id: everything addressed to it follows."""
        for mover in (move_chat, *self.registry.movers):
            mover(session, old, chat)

    def draw(self, session: Session, row: Outgoing) -> Reply | None:
        """What a message says, decided at the moment of sending; None when it is no longer wanted."""
        person = session.get(Person, row.person_id) if row.person_id is not None else None
        address = Address(row.platform, row.chat, row.thread)
        ctx = PushContext(person, address, session, self.clock(), self.library, row.ref)
        reply: Reply | None = self.registry.kinds[row.kind].render(ctx)
        return reply

    def _published(self, command: Command) -> PublishedCommand:
        parameters = tuple(
            PublishedParameter(each.name, self.say(each.help), each.required) for each in command.parameters
        )
        return PublishedCommand(command.name, self.say(command.help), parameters, command.admin, command.group)


def understanding_of(library: Library) -> Understanding:
    """The question engine and the red flags of a pack."""
    info = library.info
    engine = Engine.ready(FITTED, library.phrasings(), library.background, info.lexicon, info.tuning)
    return Understanding(engine, library.safety.red_flags(), frozenset(library.info.feature_phrasings))


def build_house(database_url: str, library: Library, clock: Clock = system_clock) -> House:
    """The coach on a database whose schema is up to date."""
    return House(Database(database_url), library, understanding_of(library), clock)
