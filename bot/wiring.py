"""Putting the coach together: the one place that knows every part."""

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from uuid import uuid4

from sqlalchemy.orm import Session

from bot.front import PublishedCommand, PublishedParameter
from bot.keeping import AS_IT_COMES, Keeping
from bot.understanding import understanding_of
from core.agenda import nothing_ahead
from core.answers.understanding import Understanding
from core.challenges.feature import feature as challenges
from core.clock import Clock, system_clock
from core.coach import AccountId, Coach
from core.context import PushContext
from core.database import Database
from core.delivery import zones
from core.delivery.coaching import Claimed, Coaching
from core.delivery.holder import has_ended, this_process
from core.delivery.lease import Lease
from core.delivery.outbox import move_chat
from core.delivery.pace import pace_for
from core.delivery.ports import Messenger
from core.delivery.sender import Pump
from core.faq.feature import feature as faq
from core.feature import Command
from core.flood import Flood
from core.gauges import Measure, Waited, unmeasured
from core.inbox.feature import feature as inbox
from core.knowledge.knowing import Knowledge
from core.knowledge.library import Library
from core.linking.feature import feature as linking
from core.messages import Address, Reply, Request, RoomNews
from core.nudges import spreading
from core.nudges.crowds import Crowd, crowds
from core.nudges.feature import feature as nudges
from core.nudges.rules import next_due
from core.people.tables import Person
from core.plans.feature import feature as plans
from core.privacy.feature import feature as privacy
from core.profile.feature import feature as profile
from core.registry import Registry
from core.sweeping import sweeps

FEATURES = (profile, plans, faq, challenges, nudges, privacy, linking, inbox)


class House:
    """The coach with everything it needs, as adapters see it (`bot.front.Front`)."""

    def __init__(
        self,
        database: Database,
        library: Library,
        understanding: Understanding,
        clock: Clock,
        spread: int = 0,
        flood: Flood | None = None,
        coaches: Collection[AccountId] = (),
        measure: Measure = unmeasured,
        keeping: Keeping = AS_IT_COMES,
    ) -> None:
        self.database = database
        self.keeping = keeping
        self.knowledge = Knowledge(library, understanding)
        self.coaches = coaches
        self.registry = Registry(FEATURES)
        self.clock = clock
        self.spread = spread
        self.measure = measure
        self.coach = Coach(
            database,
            self.registry,
            self.knowledge,
            clock,
            spread=spread,
            flood=flood,
            coaches=coaches,
            measure=measure,
            privacy_page=keeping.page,
        )

    @property
    def library(self) -> Library:
        """The pack in use."""
        return self.knowledge.library

    def learn(self, knowledge: Knowledge) -> None:
        """Use another pack from now on, whole and at once."""
        self.knowledge = knowledge
        self.coach.learn(knowledge)

    def commands(self) -> Sequence[PublishedCommand]:
        """Every command, in the order menus show them; those of coaches only where there are any."""
        every = self.registry.commands.values()
        return [self._published(command) for command in every if self.coaches or not command.coach]

    def needs_admin(self, request: Request) -> bool:
        """Whether the sender's rights in the room must be looked up first."""
        return self.coach.needs_admin(request)

    def say(self, key: str, **values: object) -> str:
        """A sentence of the text catalogue."""
        return self.library.texts.say(key, **values)

    async def handle(self, request: Request) -> Reply | None:
        """Answer a request in a database thread."""
        begun = time.monotonic()
        reply = await self.database.run(self.coach.handle, request)
        self.measure(Waited(request.sender.platform, time.monotonic() - begun))
        return reply

    async def noticed(self, news: RoomNews) -> None:
        """Take note of what happened to rooms."""
        await self.database.run(self._notice, news)

    def pump(
        self,
        messenger: Messenger,
        token: str = "",
        rate: float | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> Pump:
        """What sends this platform's pushes: with one token, at most `rate` messages per second for everything."""
        coaching = Coaching(self.registry.kinds, self.draw, next_due, self.move)
        lease = Lease(token or messenger.platform, this_process(), has_ended, time.monotonic)
        pace = pace_for(messenger.platform, monotonic, rate)
        worker = uuid4().hex
        return Pump(self.database, messenger, coaching, pace, lease, self.clock, worker, measure=self.measure)

    async def bring_up_to_date(self) -> None:
        """Bring every due time to this machine's zone rules, and to the spread that the operator set."""
        await zones.follow(self.database, zones.edition(), self.clock, next_due)
        await spreading.follow(self.database, self.spread, self.clock)

    async def crowds(self, rates: Mapping[str, float]) -> Sequence[Crowd]:
        """The hours of the next day that are nearly too full for these rates, in messages per second."""
        return await self.database.run(self._crowds, rates)

    def move(self, session: Session, old: Address, chat: str) -> None:
        """A chat has a new id: everything addressed to it follows."""
        for mover in (move_chat, *self.registry.movers):
            mover(session, old, chat)

    def draw(self, session: Session, message: Claimed) -> Reply | None:
        """What a message says, decided at the moment of sending; None when it is no longer wanted."""
        person = session.get(Person, message.person_id) if message.person_id is not None else None
        now, library = self.clock(), self.library
        agenda = self.registry.agenda(session, library, person, now) if person else nothing_ahead
        what = (message.ref, message.due_at, agenda, self.registry.holdings)
        ctx = PushContext(person, message.address, session, now, library, *what)
        return self.registry.draw(message.kind, ctx)

    def sweeps(self) -> Iterator[Callable[[], None]]:
        """How to drop what has been kept for long enough, piece by piece."""
        return sweeps(self.database, self.clock(), self.keeping.retention, self.registry.sweepers)

    def _crowds(self, rates: Mapping[str, float]) -> Sequence[Crowd]:
        with self.database.transaction() as session:
            return crowds(session, rates, int(self.clock().timestamp()))

    def _notice(self, news: RoomNews) -> None:
        with self.database.transaction() as session:
            for chat in news.chats if news.moved_to else ():
                self.move(session, Address(news.platform, chat), news.moved_to)
            for notices in self.registry.noticers if not news.moved_to else ():
                notices(session, news, self.clock())

    def _published(self, command: Command) -> PublishedCommand:
        parameters = tuple(
            PublishedParameter(each.name, self.say(each.help), each.required) for each in command.parameters
        )
        return PublishedCommand(
            command.name, self.say(command.help), parameters, command.admin, command.group, command.coach
        )


def build_house(
    database_url: str,
    library: Library,
    clock: Clock = system_clock,
    spread: int = 0,
    *,
    limited: bool = True,
    measure: Measure = unmeasured,
    coaches: Collection[AccountId] = (),
    keeping: Keeping = AS_IT_COMES,
) -> House:
    """The coach on a database whose schema is up to date; `limited`: people can ask so much a minute and no more."""
    flood = Flood(time.monotonic) if limited else None
    understanding = understanding_of(library)
    database = Database(database_url, keeping.sealing)
    return House(database, library, understanding, clock, spread, flood, coaches, measure, keeping)
