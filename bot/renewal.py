"""While a coach runs: what coaches approved goes into the pack, and a changed pack is taken without a restart."""

import asyncio
import logging

from bot.shelf import Shelf
from bot.wiring import House
from core.clock import Clock
from core.database import UNAVAILABLE, trouble_of
from core.errors import ContentError, OperatorError
from core.inbox.drafts import claim_approved, topic_of
from core.inbox.publishing import tell_published, tell_refused
from core.inbox.rules.entry import markdown
from core.inbox.tables import Draft
from core.knowledge.knowing import Knowledge

SECONDS_BETWEEN_LOOKS = 5

log = logging.getLogger(__name__)


class Renewal:
    """Keeps what a house knows at what stands on the shelf. Reading, checking and fitting run in threads."""

    def __init__(self, house: House, shelf: Shelf) -> None:
        self._house, self._shelf = house, shelf
        self._known = self._seen = shelf.signature()

    async def run(self) -> None:
        """Look every few seconds until cancelled; what goes wrong is logged, and looked at again."""
        while True:
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
            try:
                await self.look()
            except UNAVAILABLE as error:
                log.error("the content pack could not be looked at (%s); trying again", trouble_of(error))
            except Exception:
                log.exception("the content pack could not be looked at; trying again")

    async def look(self) -> None:
        """Publish what is approved, else read what has changed and lies still since the last look."""
        draft = await self._house.database.run(self._claim)
        if draft is not None:
            await self._publish(draft)
            return
        seen = await asyncio.to_thread(self._shelf.signature)
        lies_still, self._seen = seen == self._seen, seen
        if lies_still and seen != self._known:
            await self._reread()

    async def _publish(self, draft: Draft) -> None:
        try:
            knowledge = await asyncio.to_thread(self._put, draft, self._house.clock)
        except OperatorError as problem:
            log.warning("draft %s was not put into the pack", draft.id)
            await self._house.database.run(self._refuse, draft.id, f"{problem}")
            return
        self._house.learn(knowledge)
        self._known = self._seen = await asyncio.to_thread(self._shelf.signature)
        told = await self._house.database.run(self._publish_done, draft.id)
        log.info("draft %s is in the pack; people told: %s", draft.id, told)

    async def _reread(self) -> None:
        self._known = self._seen
        try:
            self._house.learn(await asyncio.to_thread(self._shelf.read))
        except ContentError as problem:
            log.error("the changed content pack cannot be used, what was known stays:\n%s", problem)
        else:
            log.info("the changed content pack is in use")

    def _put(self, draft: Draft, clock: Clock) -> Knowledge:
        entry = markdown(topic_of(draft, clock().date()))
        knowledge = self._shelf.tried(entry, clock().date())
        self._shelf.put(entry)
        return knowledge

    def _claim(self) -> Draft | None:
        with self._house.database.transaction() as session:
            return claim_approved(session, self._house.clock())

    def _publish_done(self, draft_id: int) -> int:
        with self._house.database.transaction() as session:
            return tell_published(session, session.get_one(Draft, draft_id), self._house.clock())

    def _refuse(self, draft_id: int, problems: str) -> None:
        with self._house.database.transaction() as session:
            tell_refused(session, session.get_one(Draft, draft_id), problems, self._house.clock())
