"""The dispatcher: one request in, one reply out, one transaction."""

import inspect
import logging
import unicodedata
from dataclasses import replace
from hashlib import blake2s
from typing import Any

from sqlalchemy.orm import Session

from core.answers.understanding import Understanding
from core.clock import Clock
from core.context import Context
from core.conversation import store as conversation
from core.database import Database
from core.errors import Refusal
from core.events import Handoff
from core.feature import Command, Press
from core.knowledge.library import Library
from core.messages import MAX_CHOICES, MAX_INPUT, Action, Address, Choice, Reply, Request
from core.people.store import person_of
from core.registry import Registry

log = logging.getLogger(__name__)

SAFETY = "faq.safety"  # the press that gives a safety answer
QUESTION = "faq.question"  # the press that answers a typed question
RESUME = "nudges.resume"  # the press that brings our messages back
LOCATED = "setup.here"  # the press that a shared location leads to


class Coach:
    """Answers requests; knows which feature answers what."""

    def __init__(
        self,
        database: Database,
        registry: Registry,
        library: Library,
        understanding: Understanding,
        clock: Clock,
        spread: int = 0,
    ) -> None:
        self._database = database
        self._registry = registry
        self._library = library
        self._understanding = understanding
        self._clock = clock
        self._spread = spread

    def needs_admin(self, request: Request) -> bool:
        """Whether this request is for captains, so that the adapter must look up the sender's rights in the room."""
        if request.private:
            return False
        if request.action is not None:
            press = self._registry.presses.get(request.action.name)
            return press is not None and press.admin
        command = self._registry.commands.get(request.command or "")
        may_answer_a_captains_question = request.text is not None
        return may_answer_a_captains_question or (command is not None and command.admin)

    def handle(self, request: Request) -> Reply | None:
        """Answer one request, once: the same key again gets the same reply. Never raises."""
        try:
            with self._database.transaction() as session:
                if not conversation.claim(session, request.key, self._clock()):
                    return conversation.reply_to(session, request.key)
                reply = self._answer(self._context(session, request))
                conversation.keep_reply(session, request.key, reply)
                return reply
        except Refusal as no:
            return Reply(self._library.texts.say(no.text_key, **no.values), no.choices, no.ask, private=True)
        except Exception:
            reference = blake2s(request.key.encode(), digest_size=3).hexdigest()
            log.exception("request failed: key=%s reference=%s", request.key, reference)
            return Reply(self._library.texts.say("coach.apology", reference=reference), private=True)

    def _context(self, session: Session, request: Request) -> Context:
        now = self._clock()
        request = cleaned(request)
        person = person_of(session, request.sender, now)
        returned = request.private and not person.reachable
        person.reachable = person.reachable or returned  # whoever writes to us can be written to
        person.paused = person.paused or returned  # until they want our messages again
        person.unanswered = 0
        agenda = self._registry.agenda(session, self._library, person, now)
        what = (request, person, session, now, self._library, self._understanding, returned)
        return Context(*what, agenda=agenda, spread=self._spread)

    def _answer(self, ctx: Context) -> Reply | None:
        reply = self._settle(ctx, self._route(ctx))
        if reply is not None and ctx.returned and ctx.person.paused and not reply.urgent:
            again = Choice(ctx.say("coach.send_again"), Action(RESUME))
            choices = (*reply.choices[: MAX_CHOICES - 1], again)
            reply = replace(reply, text=f"{ctx.say('coach.back_again')}\n\n{reply.text}", choices=choices)
        if reply is not None and reply.ask is not None:
            conversation.remember_question(ctx.session, ctx.person.id, _room_of(ctx.request, reply), reply.ask, ctx.now)
        return reply

    def _route(self, ctx: Context) -> Any:
        """Who answers: a red flag comes first, then the button, the command, the open question, the question box."""
        request = ctx.request
        if (row := self._understanding.red_flag(_words(request))) is not None:
            return self._press(ctx, Action(SAFETY, (row,)))
        if request.action is not None:
            conversation.forget_question(ctx.session, ctx.person.id, request.room)
            return self._press(ctx, request.action)
        if request.location is not None:
            return self._press(ctx, Action(LOCATED))
        if request.command is not None:
            return self._command(ctx, request.command, request.args)
        asked = conversation.open_question(ctx.session, ctx.person.id, request.room, ctx.now)
        return self._typed(ctx) if asked is None else self._typed_answer(ctx, asked)

    def _typed(self, ctx: Context) -> Any:
        """A text nobody asked for: a statement that a feature understands, else a question."""
        heard = self._heard(ctx)
        return self._press(ctx, Action(QUESTION)) if heard is None else heard

    def _heard(self, ctx: Context) -> Any:
        """What the first feature that understands a statement has to say to it; None in a group, or if none does."""
        for reads, handler in self._registry.hearers if ctx.request.private else ():
            told = reads(ctx.text, ctx.today)
            answer = handler(ctx, told) if told is not None else None
            if answer is not None:
                return answer
        return None

    def _typed_answer(self, ctx: Context, asked: Action) -> Any:
        """Give a text to the question that is open; what is no answer to it but makes sense by itself is answered."""
        try:
            with ctx.session.begin_nested():
                conversation.forget_question(ctx.session, ctx.person.id, ctx.request.room)
                return self._press(ctx, asked)
        except Refusal as no:
            heard = None if no.understood else self._heard(ctx)
            if heard is None and (no.understood or not self._understanding.is_clear(ctx.text)):
                raise
            return self._press(ctx, Action(QUESTION)) if heard is None else heard

    def _press(self, ctx: Context, action: Action) -> Any:
        press = self._registry.presses.get(action.name)
        if press is None or not _fits(press, action):
            raise Refusal("coach.old_button")
        self._check_rights(ctx, press)
        return press.handler(ctx, *action.args)

    def _command(self, ctx: Context, name: str, args: Any) -> Any:
        command = self._registry.commands.get(name)
        if command is None:
            raise Refusal("coach.unknown_command", command=name[:40])
        self._check_rights(ctx, command)
        reply = command.handler(ctx, **bound(command, args))
        if isinstance(reply, Reply) and not ctx.request.private and not command.group:
            return replace(reply, private=True)
        return reply

    def _check_rights(self, ctx: Context, target: Command | Press) -> None:
        allowed = ctx.request.private or ctx.request.admin
        if target.admin and not (allowed or any(vouches(ctx) for vouches in self._registry.vouchers)):
            raise Refusal("coach.captains_only")

    def _settle(self, ctx: Context, result: Any) -> Reply | None:
        """Run the events a handler emitted, then whoever it handed over to."""
        self._tell(ctx)
        further: tuple[Choice, ...] = ()
        while isinstance(result, Handoff):
            further += result.choices
            result = self._command(ctx, result.command, result.args)
            self._tell(ctx)
        return replace(result, choices=result.choices + further) if isinstance(result, Reply) else None

    def _tell(self, ctx: Context) -> None:
        while ctx.events:
            event = ctx.events.pop(0)
            for listener in self._registry.listeners.get(type(event), ()):
                listener(ctx, event)


def cleaned(request: Request) -> Request:
    """The request without characters that are no text: control, surrogate, reordering ones; cut to what is read."""
    args = request.args
    return replace(
        request,
        sender=replace(request.sender, name=_clean(request.sender.name)),
        text=None if request.text is None else _clean(request.text),
        args=_clean(args) if isinstance(args, str) else {name: _clean(value) for name, value in args.items()},
    )


def _clean(text: str) -> str:
    kept = (each for each in text[:MAX_INPUT] if each in "\n\t\u200d" or unicodedata.category(each)[0] != "C")
    return "".join(kept)


def bound(command: Command, args: Any) -> dict[str, str]:
    """Fit arguments to a command's parameters: by name, or a typed line whose last parameter takes the rest of it."""
    names = [parameter.name for parameter in command.parameters]
    if isinstance(args, str):
        pieces = args.split(maxsplit=max(len(names) - 1, 0))
        given = dict(zip(names, pieces, strict=False))
    else:
        given = {name: value for name, value in args.items() if name in names}
    if any(each.required and not given.get(each.name) for each in command.parameters):
        usage = " ".join(f"<{name}>" for name in names)
        raise Refusal("coach.usage", command=command.name, usage=usage)
    return given


def _room_of(request: Request, reply: Reply) -> Address:
    """Where a reply is read: a private one to a group's request in the asker's own chat."""
    if reply.private and not request.private:
        return Address(request.sender.platform, request.sender.home)
    return request.room


def _fits(press: Press, action: Action) -> bool:
    try:
        inspect.signature(press.handler).bind(None, *action.args)
    except TypeError:
        return False
    return True


def _words(request: Request) -> str:
    """Everything a person typed in this request: all of it is looked through for red flags."""
    args = request.args if isinstance(request.args, str) else " ".join(request.args.values())
    return f"{request.text or ''} {args}"[:MAX_INPUT]
