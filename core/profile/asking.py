"""Which question comes when: the steps of the setup, those that make the plan fit better, and one alone."""

from core.context import Context
from core.messages import Action, Choice, Reply
from core.profile.fitting import FITTING, UNITS
from core.profile.setting_up import SETTING_UP
from core.profile.steps import Step, asks_for, buttons_for
from core.profile.tables import Setup

STEPS = {step.name: step for step in (*SETTING_UP, *FITTING, UNITS)}
FIRST = SETTING_UP[0].name
FIRST_FIT = FITTING[0].name
ALONE = tuple(name for name in STEPS if name not in ("type", "health", "clock"))  # what can be changed by itself
LEADS_TO = {"race": "type", "zone": "clock", "hour": "zone"}  # the zone only where there is none yet


def question(ctx: Context, setup: Setup, *, replace: bool = False) -> Reply:
    """Ask the step this setup is at."""
    step = STEPS[setup.step]
    buttons = buttons_for(step.name, step.options(ctx, setup))
    text = ctx.say(f"setup.{step.name}", **step.values(ctx, setup))
    return Reply(text, (*buttons, *_ways_out(ctx, setup)), asks_for(step.name), replace=replace)


def next_step(setup: Setup) -> str | None:
    """The step after this one that still applies, None at the end."""
    if setup.single:
        return _led_to(setup)
    steps = _sequence(setup)
    here = [step.name for step in steps].index(setup.step)
    return next((step.name for step in steps[here + 1 :] if step.needed(setup)), None)


def previous_step(setup: Setup) -> str | None:
    """The step before this one that applies, None at the beginning."""
    steps = _sequence(setup)
    here = [step.name for step in steps].index(setup.step) if setup.step in {step.name for step in steps} else 0
    return next((step.name for step in reversed(steps[:here]) if step.needed(setup)), None)


def fields_of(setup: Setup) -> tuple[str, ...]:
    """The answers this setup was about: all of a row of steps, or those of one step alone."""
    steps = [STEPS[setup.step]] if setup.single and not setup.fitting else [*FITTING, STEPS[setup.step]]
    return tuple(dict.fromkeys(field for step in steps for field in step.fields))


def _sequence(setup: Setup) -> tuple[Step, ...]:
    return FITTING if setup.fitting else SETTING_UP


def _led_to(setup: Setup) -> str | None:
    name = LEADS_TO.get(setup.step)
    if name is None or (setup.step == "hour" and setup.zone is not None):
        return None
    return name if STEPS[name].needed(setup) else None


def _ways_out(ctx: Context, setup: Setup) -> tuple[Choice, ...]:
    skip = Choice(ctx.say("setup.skip"), Action("setup.skip", (setup.step,)))
    cancel = (Choice(ctx.say("setup.cancel"), Action("setup.cancel")),) if ctx.person.kit is not None else ()
    if setup.single:
        return cancel
    back = Choice(ctx.say("setup.back"), Action("setup.back", (setup.step,)))
    leave = (Choice(ctx.say("setup.enough"), Action("setup.enough")),) if setup.fitting else cancel
    return (skip, *leave) if previous_step(setup) is None else (back, skip, *leave)
