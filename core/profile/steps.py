"""How a step of the setup asks, and how it reads a button's value or a typed word."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.context import Context
from core.errors import Refusal
from core.messages import Action, Ask, Choice
from core.profile.tables import Setup

Options = Iterable[tuple[str, str]]  # label, value
Values = dict[str, object]


def always(_: Setup) -> bool:
    """The step applies to everybody."""
    return True


def as_it_is(_: Setup) -> None:
    """Skipping changes nothing."""


def no_values(_: Context, __: Setup) -> Values:
    """The sentence has no blanks."""
    return {}


@dataclass(frozen=True, slots=True)
class Step:
    """One question. `store` reads a value into the setup, or refuses it; `skip` leaves a default.

    `fields` are the columns it answers; `values` fill the blanks of its sentence; `remark` is said before what follows.
    """

    name: str
    options: Callable[[Context, Setup], Options]
    store: Callable[[Context, Setup, str], None]
    fields: tuple[str, ...] = ()
    skip: Callable[[Setup], None] = as_it_is
    needed: Callable[[Setup], bool] = always
    values: Callable[[Context, Setup], Values] = no_values
    remark: Callable[[Context, Setup], str] = lambda _, __: ""


def buttons_for(step: str, options: Options) -> tuple[Choice, ...]:
    """A button for each option, which gives its value to the step."""
    return tuple(Choice(label, Action("setup.set", (step, value))) for label, value in options)


def asks_for(step: str) -> Ask:
    """What is typed next goes to the step."""
    return Ask(Action("setup.typed", (step,)))


def understood(text_key: str, **values: object) -> Refusal:
    """A no to an answer that was read, so that nobody takes it for a question."""
    no = Refusal(text_key, **values)
    no.understood = True
    return no


def which(text_key: str, step: str, options: Options, **values: object) -> Refusal:
    """A "which of these do you mean": the readings of what was typed, as buttons."""
    unsure = understood(text_key, **values)
    unsure.choices, unsure.ask = buttons_for(step, options), asks_for(step)
    return unsure


def one_of(known: Iterable[str], value: str, problem: str) -> str:
    """The value if it is known; else a refusal."""
    if value not in known:
        raise Refusal(problem)
    return value


def named(prefix: str, values: Iterable[str]) -> Callable[[Context, Setup], Options]:
    """Options whose labels stand in the text catalogue."""
    return lambda ctx, _: ((ctx.say(f"{prefix}.{value}"), value) for value in values)


def first_of(**defaults: object) -> Callable[[Setup], None]:
    """Skipping keeps what is set already; a default fills what is not."""

    def fill(setup: Setup) -> None:
        for name, default in defaults.items():
            if getattr(setup, name) is None:
                setattr(setup, name, default)

    return fill
