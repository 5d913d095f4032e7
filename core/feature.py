"""How a feature declares what people can say and press, what it listens to and what it may push."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

Handler = Callable[..., Any]
H = TypeVar("H", bound=Handler)


class Repeat(StrEnum):
    """What to do when a delivery may or may not have arrived."""

    RESEND = "resend"  # at least once
    DROP = "drop"  # at most once


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument of a command: `help` is a text key."""

    name: str
    help: str
    required: bool


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person can type; `help` is a text key. Free text reaches it by its name as a topic."""

    name: str
    help: str
    handler: Handler
    parameters: tuple[Parameter, ...]
    admin: bool
    group: bool  # makes sense in a group; personal commands answer there privately
    coach: bool = False  # only for those whom the operator named


@dataclass(frozen=True, slots=True)
class Press:
    """What a button or the answer to a question leads to."""

    name: str
    handler: Handler
    admin: bool
    coach: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of message the coach sends unasked: how late it may be, and what to do in doubt.

    `render(ctx: PushContext) -> Reply | None` is called at the moment of sending; None means it is no longer wanted.
    """

    name: str
    render: Handler
    repeat: Repeat
    grace: timedelta


@dataclass(slots=True)
class Feature:
    """One feature of the coach: its commands, presses, event subscriptions and kinds of pushes."""

    name: str
    commands: dict[str, Command] = field(default_factory=dict)
    presses: dict[str, Press] = field(default_factory=dict)
    listeners: list[tuple[type, Handler]] = field(default_factory=list)
    kinds: dict[str, Kind] = field(default_factory=dict)
    movers: list[Handler] = field(default_factory=list)
    hearers: list[tuple[Handler, Handler]] = field(default_factory=list)
    noticers: list[Handler] = field(default_factory=list)
    vouchers: list[Handler] = field(default_factory=list)
    guards: list[tuple[str, Handler]] = field(default_factory=list)
    keepers: list[Handler] = field(default_factory=list)
    exporters: list[Handler] = field(default_factory=list)
    forgetters: list[Handler] = field(default_factory=list)
    mergers: list[Handler] = field(default_factory=list)
    exported: list[type] = field(default_factory=list)
    merged: list[type] = field(default_factory=list)
    sweepers: list[Handler] = field(default_factory=list)

    def command(self, name: str, *, admin: bool = False, group: bool = False, coach: bool = False) -> Callable[[H], H]:
        """Declare `/name`; its parameters come from the handler's signature, its help text is `<name>.help`."""

        def declare(handler: H) -> H:
            parameters = parameters_of(handler)
            self.commands[name] = Command(name, f"{name}.help", handler, parameters, admin, group, coach)
            return handler

        return declare

    def press(self, name: str, *, admin: bool = False, coach: bool = False) -> Callable[[H], H]:
        """Declare what happens on `Action(name)`: a button, or the typed answer to an `Ask`."""

        def declare(handler: H) -> H:
            self.presses[name] = Press(name, handler, admin, coach)
            return handler

        return declare

    def on(self, event: type) -> Callable[[H], H]:
        """Declare a listener `(ctx, event) -> None`, run in the transaction that emitted the event."""

        def declare(handler: H) -> H:
            self.listeners.append((event, handler))
            return handler

        return declare

    def hears(self, reads: Handler) -> Callable[[H], H]:
        """Declare what follows when somebody types a statement that `reads(text, today)` understands: not None.

        The handler is `(ctx, what was read) -> Reply | Handoff | None`; it comes before the question box, which
        answers when it has nothing to say (None).
        """

        def declare(handler: H) -> H:
            self.hearers.append((reads, handler))
            return handler

        return declare

    def follows_moves(self, mover: H) -> H:
        """Declare who is told that a chat has a new id: `(session, old: Address, chat: str) -> None`."""
        self.movers.append(mover)
        return mover

    def notices(self, noticer: H) -> H:
        """Declare who is told what happens to rooms: `(session, news: RoomNews, now) -> None`."""
        self.noticers.append(noticer)
        return noticer

    def vouches(self, voucher: H) -> H:
        """Declare who else is a captain in the room of a request: `(ctx) -> bool`."""
        self.vouchers.append(voucher)
        return voucher

    def pushes(self, name: str, *, repeat: Repeat, grace: timedelta) -> Callable[[H], H]:
        """Declare a kind of push and the function that draws it when it is about to be sent."""

        def declare(handler: H) -> H:
            self.kinds[name] = Kind(name, handler, repeat, grace)
            return handler

        return declare

    def guards_pushes(self, kind: str) -> Callable[[H], H]:
        """Declare who looks over a kind of push last: `(ctx: PushContext, reply: Reply) -> Reply | None`."""

        def declare(handler: H) -> H:
            self.guards.append((kind, handler))
            return handler

        return declare

    def keeps_agenda(self, keeper: H) -> H:
        """Declare who knows what lies ahead: `(session, person, library, today) -> Agenda | None`."""
        self.keepers.append(keeper)
        return keeper

    def exports(self, *tables: type) -> Callable[[H], H]:
        """Declare what somebody is handed of their rows of these tables: `(session, person) -> Iterable[Sheet]`."""

        def declare(exporter: H) -> H:
            self.exporters.append(exporter)
            self.exported.extend(tables)
            return exporter

        return declare

    def forgets(self, forgetter: H) -> H:
        """Declare what is done before a person goes: `(session, person, now) -> None`.

        Rows with a foreign key to the person go by themselves; this is for what stays, and for what others read.
        """
        self.forgetters.append(forgetter)
        return forgetter

    def merges(self, *tables: type) -> Callable[[H], H]:
        """Declare what becomes of a second person's rows of these tables when two become one.

        The handler is `(ctx, gone: Person) -> None`; `ctx.person` stays. Rows it leaves alone go with `gone`.
        """

        def declare(merger: H) -> H:
            self.mergers.append(merger)
            self.merged.extend(tables)
            return merger

        return declare

    def sweeps(self, sweeper: H) -> H:
        """Declare what is dropped in time: `(session, retention: Retention, now) -> None`, once an hour."""
        self.sweepers.append(sweeper)
        return sweeper


def parameters_of(handler: Handler) -> tuple[Parameter, ...]:
    """Read the parameters after `ctx`: `name: Annotated[str, "text.key"] = default`."""
    hints: Mapping[str, Any] = get_type_hints(handler, include_extras=True)
    signature = list(inspect.signature(handler).parameters.values())[1:]
    return tuple(
        Parameter(each.name, _help_of(hints[each.name]), each.default is inspect.Parameter.empty) for each in signature
    )


def _help_of(hint: Any) -> str:
    if get_origin(hint) is not Annotated:
        raise TypeError(f"a command's parameter is Annotated[str, help key], not {hint}")
    return str(get_args(hint)[1])
