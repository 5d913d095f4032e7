"""While a coach runs: what coaches approved goes into the pack, and a changed pack is taken without a restart."""

import asyncio
import logging
from contextlib import suppress

from bot.shelf import Shelf
from bot.wiring import House
from core.clock import Clock
from core.database import UNAVAILABLE, trouble_of
from core.errors import ContentError, OperatorError
from core.inbox.drafts import LEASE, claim_approved, is_filing, renew, topic_of
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
        holding = asyncio.create_task(self._hold(draft.id))
        try:
            knowledge = await asyncio.to_thread(self._put, draft, self._house.clock)
        except OperatorError as problem:
            log.warning("draft %s was not put into the pack", draft.id)
            await self._house.database.run(self._refuse, draft.id, f"{problem}")
            return
        finally:
            holding.cancel()
        self._house.learn(knowledge)
        self._known = self._seen = await asyncio.to_thread(self._shelf.signature)
        told = await self._house.database.run(self._publish_done, draft.id)
        log.info("draft %s is in the pack; people told: %s", draft.id, told)

    async def _hold(self, draft_id: int) -> None:
        """Let the others see that the check goes on; whoever is killed is followed within the lease."""
        while True:
            await asyncio.sleep(LEASE.total_seconds() / 4)
            with suppress(*UNAVAILABLE):
                await self._house.database.run(self._renew, draft_id)

    async def _reread(self) -> None:
        self._known = self._seen
        try:
            self._house.learn(await asyncio.to_thread(self._shelf.read))
        except ContentError as problem:
            log.error("the changed content pack cannot be used, what was known stays:\n%s", problem)
        else:
            log.info("the changed content pack is in use")

    def _put(self, draft: Draft, clock: Clock) -> Knowledge:
        today = clock().date()
        if is_filing(draft):
            return self._shelf.file(draft.topic, draft.wordings, today)
        entry = markdown(topic_of(draft, today))
        knowledge = self._shelf.tried(entry, today)
        self._shelf.put(entry)
        return knowledge

    def _claim(self) -> Draft | None:
        with self._house.database.transaction() as session:
            return claim_approved(session, self._house.clock())

    def _renew(self, draft_id: int) -> None:
        with self._house.database.transaction() as session:
            renew(session, draft_id, self._house.clock())

    def _publish_done(self, draft_id: int) -> int:
        with self._house.database.transaction() as session:
            draft = session.get_one(Draft, draft_id)
            # whoever froze for longer than the lease lasts finds that another process was faster
            return tell_published(session, draft, self._house.clock()) if draft.state == "checking" else 0

    def _refuse(self, draft_id: int, problems: str) -> None:
        with self._house.database.transaction() as session:
            tell_refused(session, session.get_one(Draft, draft_id), problems, self._house.clock())
