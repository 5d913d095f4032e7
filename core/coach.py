"""The dispatcher: one request in, one reply out, one transaction."""

import logging
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from core.clock import Clock
from core.context import Context
from core.conversation import store as conversation
from core.database import UNAVAILABLE, Database, trouble_of
from core.delivery.homes import move_home
from core.errors import Elsewhere, Refusal
from core.flood import Flood, Verdict
from core.gauges import Handled, Measure, unmeasured
from core.intake import cleaned, reference_of, room_of, words_of
from core.knowledge.knowing import Knowledge
from core.messages import MAX_CHOICES, Action, Choice, Reply, Request
from core.people.store import person_of
from core.registry import Registry
from core.routing import Router

log = logging.getLogger(__name__)

RESUME = "nudges.resume"  # the press that brings our messages back

AccountId = tuple[str, str]  # platform, and id there


@dataclass(slots=True)
class Trace:
    """What is known of a request so far, for the log and whoever counts."""

    outcome: str = ""
    person: int | None = None


class Coach:
    """Answers requests; knows which feature answers what."""

    def __init__(
        self,
        database: Database,
        registry: Registry,
        knowledge: Knowledge,
        clock: Clock,
        *,
        spread: int = 0,
        flood: Flood | None = None,
        coaches: Collection[AccountId] = (),
        measure: Measure = unmeasured,
        monotonic: Callable[[], float] = time.monotonic,
        privacy_page: str = "",
    ) -> None:
        self._database = database
        self._registry = registry
        self._router = Router(registry, measure)
        self._knowledge = knowledge
        self._coaches = coaches
        self._clock = clock
        self._spread = spread
        self._flood = flood  # None: nobody is told that it is too much
        self._measure = measure
        self._monotonic = monotonic
        self._privacy_page = privacy_page

    def learn(self, knowledge: Knowledge) -> None:
        """Answer with this from the next request on; those under way end with what they began with."""
        self._knowledge = knowledge

    def needs_admin(self, request: Request) -> bool:
        """Whether this request is for captains, so that the adapter must look up the sender's rights in the room."""
        if request.private or (self._flood is not None and self._flood.is_full(request)):
            return False
        return self._router.is_for_captains(request)

    def handle(self, request: Request) -> Reply | None:
        """Answer one request, once: the same key again gets the same reply. Never raises."""
        begun, trace = self._monotonic(), Trace()
        reply = self._handle(request, trace)
        outcome = trace.outcome or ("silent" if reply is None else "answered")
        handled = Handled(request.sender.platform, outcome, self._monotonic() - begun, trace.person)
        self._measure(handled)
        ms = round(1000 * handled.seconds, 1)
        log.info("handled", extra={"key": request.key, "person": trace.person, "outcome": outcome, "ms": ms})
        return reply

    def _handle(self, request: Request, trace: Trace) -> Reply | None:
        try:
            if self._is_unheard(request):
                trace.outcome = "unheard"
                return None
            with self._database.transaction() as session:
                if not conversation.claim(session, request.key, self._clock()):
                    trace.outcome = "repeated"
                    return conversation.reply_to(session, request.key)
                ctx = self._context(session, request)
                trace.person = ctx.person.id
                reply = self._answer(ctx)
                conversation.keep_reply(session, request.key, _kept(ctx, reply), _owner(ctx))
            self._finish(ctx)
            return reply
        except Refusal as no:
            trace.outcome = "refused"
            room = no.room if isinstance(no, Elsewhere) else None
            text = self._knowledge.library.texts.say(no.text_key, **no.values)
            return Reply(text, no.choices, no.ask, private=True, rights_in=room)
        except UNAVAILABLE as error:
            trace.outcome = "failed"
            log.error("request failed (%s): key=%s reference=%s", trouble_of(error), request.key, reference_of(request))
            return self._apology(request)
        except Exception:
            trace.outcome = "failed"
            log.exception("request failed: key=%s reference=%s", request.key, reference_of(request))
            return self._apology(request)

    def _finish(self, ctx: Context) -> None:
        """What can only be done once all is stored; it is stored, so nobody need hear when this fails."""
        for work in ctx.afterwards:
            try:
                work(self._database)
            except Exception:
                log.exception("what was to follow a request failed: key=%s", ctx.request.key)

    def _apology(self, request: Request) -> Reply:
        return Reply(self._knowledge.library.texts.say("coach.apology", reference=reference_of(request)), private=True)

    def _is_unheard(self, request: Request) -> bool:
        """Whether somebody sends too much and knows it; Refusal when they do not know it yet. Red flags are heard."""
        if self._flood is None:
            return False
        verdict = self._flood.judge(
            request, lambda: self._knowledge.understanding.red_flag(words_of(cleaned(request))) is not None
        )
        if verdict is Verdict.TOO_MUCH:
            raise Refusal("coach.too_much")
        return verdict is Verdict.UNHEARD

    def _context(self, session: Session, request: Request) -> Context:
        now = self._clock()
        request = cleaned(request)
        person = person_of(session, request.sender, now)
        returned = request.private and not person.reachable
        person.reachable = person.reachable or returned  # whoever writes to us can be written to
        person.paused = person.paused or returned  # until they want our messages again
        person.unanswered = 0
        if returned and request.sender.home:  # on another app, perhaps: that is where they are now
            move_home(session, person, request.sender.platform, request.sender.home)
        known = self._knowledge
        agenda = self._registry.agenda(session, known.library, person, now)
        what = (request, person, session, now, known.library, known.understanding, returned)
        is_coach = (request.sender.platform, request.sender.id) in self._coaches
        return Context(
            *what,
            agenda=agenda,
            spread=self._spread,
            is_coach=is_coach,
            has_coaches=bool(self._coaches),
            holdings=self._registry.holdings,
            privacy_page=self._privacy_page,
        )

    def _answer(self, ctx: Context) -> Reply | None:
        reply = self._router.answer(ctx)
        if reply is not None and ctx.returned and ctx.person.paused and not reply.urgent:
            again = Choice(ctx.say("coach.send_again"), Action(RESUME))
            choices = (*reply.choices[: MAX_CHOICES - 1], again)
            reply = replace(reply, text=f"{ctx.say('coach.back_again')}\n\n{reply.text}", choices=choices)
        if reply is not None and reply.file is not None:
            reply = replace(reply, private=True)  # a file is for one person, always
        if reply is not None and reply.ask is not None:
            conversation.remember_question(ctx.session, ctx.person.id, room_of(ctx.request, reply), reply.ask, ctx.now)
        return reply


def _kept(ctx: Context, reply: Reply | None) -> Reply | None:
    """What a second delivery of the request gets to see."""
    once = reply is not None and (reply.once or reply.file is not None)
    return Reply(ctx.say("coach.shown_once"), private=True) if once else reply


def _owner(ctx: Context) -> int | None:
    """Whose answer it is; nobody's when they had themselves deleted."""
    return ctx.person.id if ctx.person in ctx.session else None
