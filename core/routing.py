"""Who answers a request: a red flag first, then the button, the command, the open question, what a feature hears."""

import inspect
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from core.context import Context
from core.conversation import store as conversation
from core.errors import Refusal
from core.events import Handoff
from core.feature import Command, Press
from core.intake import clean, words_of
from core.messages import Action, Choice, Reply, Request
from core.registry import Registry

SAFETY = "faq.safety"  # the press that gives a safety answer
QUESTION = "faq.question"  # the press that answers a typed question
LOCATED = "setup.here"  # the press that a shared location leads to


class Router:
    """Finds the handler of a request among the features, runs it, and tells its events to the others."""

    def __init__(self, registry: Registry, measure: Callable[[object], None]) -> None:
        self._registry = registry
        self._measure = measure

    def is_for_captains(self, request: Request) -> bool:
        """Whether who answers depends on the sender's rights in the room."""
        if request.action is not None:
            press = self._registry.presses.get(request.action.name)
            return press is not None and press.admin
        command = self._registry.commands.get(request.command or "")
        may_answer_a_captains_question = request.text is not None
        return may_answer_a_captains_question or (command is not None and command.admin)

    def answer(self, ctx: Context) -> Reply | None:
        """The reply of whoever answers, after all that followed from it; Refusal when the answer is no."""
        return self._settle(ctx, self._route(ctx))

    def _route(self, ctx: Context) -> Any:
        """Who answers: a red flag comes first, then the button, the command, the open question, the question box."""
        request = ctx.request
        row = None if self._writes_content(ctx) else ctx.understanding.red_flag(words_of(request))
        if row is not None:
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

    def _writes_content(self, ctx: Context) -> bool:
        """Whether a coach writes a part of an answer: one about warning signs tells of nobody who has them."""
        if not ctx.is_coach or ctx.request.text is None:
            return False
        asked = conversation.open_question(ctx.session, ctx.person.id, ctx.request.room, ctx.now)
        answered = ctx.request.action or asked
        press = self._registry.presses.get(answered.name) if answered is not None else None
        return press is not None and press.coach

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
            if heard is None and (no.understood or not ctx.understanding.is_clear(ctx.text)):
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
        if target.coach and not ctx.is_coach:
            raise Refusal("coach.coaches_only")
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
            self._measure(event)
            for listener in self._registry.listeners.get(type(event), ()):
                listener(ctx, event)


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


def _fits(press: Press, action: Action) -> bool:
    """Whether it has the arguments the handler wants, and they are text that we could have put there."""
    try:
        inspect.signature(press.handler).bind(None, *action.args)
    except TypeError:
        return False
    return all(each == clean(each) for each in action.args)
