"""What people can say to set themselves up: /start, /setup, /settings, /help."""

from datetime import date
from typing import Annotated

from core.context import Context
from core.errors import Refusal
from core.events import Handoff, RhythmChanged, SetupFinished
from core.feature import Feature
from core.messages import Action, Choice, Reply
from core.profile import store
from core.profile.rules import clock_text, next_months, race_problem
from core.profile.steps import STEPS, days_text, month_question, next_step, previous_step, question
from core.profile.tables import Setup

feature = Feature("profile")

FIRST = "race"
SINGLE = ("days", "kit", "hour", "zone")  # what /settings can change alone


@feature.command("start")
def start(ctx: Context, payload: Annotated[str, "start.arg.payload"] = "") -> Reply | Handoff:
    """Greet, and begin or resume the setup; somebody who is set up sees their plan."""
    if not ctx.request.private:
        return Reply(ctx.say("start.in_group"))
    if store.setup_of(ctx.session, ctx.person) is None and ctx.person.kit is not None:
        return Handoff("today")
    first = _resume(ctx)
    return Reply(f"{ctx.say('start.welcome')}\n\n{first.text}", first.choices, first.ask)


@feature.command("help", group=True)
def show_help(ctx: Context) -> Reply:
    """What the coach can do, and every command."""
    return Reply(ctx.say("help.text" if ctx.request.private else "help.in_group"))


@feature.command("privacy")
def privacy(ctx: Context) -> Reply:
    """What is stored of a person."""
    return Reply(ctx.say("privacy.text"))


@feature.command("setup")
def set_up(ctx: Context) -> Reply:
    """Begin the setup, or go on where it was left."""
    return _resume(ctx)


@feature.command("settings")
def settings(ctx: Context) -> Reply:
    """What is set, each with a button to change it."""
    person = ctx.person
    unset = ctx.say("settings.unset")
    values = {
        "days": days_text(person.weekdays) if person.weekdays else unset,
        "kit": ctx.say(f"kit.{person.kit}") if person.kit else unset,
        "hour": clock_text(person.minute_of_day) if person.minute_of_day is not None else unset,
        "zone": person.zone or unset,
    }
    buttons = tuple(Choice(ctx.say(f"settings.change_{name}"), Action("setup.edit", (name,))) for name in SINGLE)
    return Reply(
        ctx.say("settings.text", **values), (*buttons, Choice(ctx.say("settings.race"), Action("setup.again")))
    )


@feature.press("setup.edit")
def edit(ctx: Context, step: str) -> Reply:
    """Change one setting."""
    if step not in SINGLE:
        raise Refusal("coach.old_button")
    return question(ctx, store.begin_setup(ctx.session, ctx.person, step, single=True))


@feature.press("setup.again")
def again(ctx: Context) -> Reply:
    """Go through the whole setup anew, as for another race."""
    return question(ctx, store.begin_setup(ctx.session, ctx.person, FIRST))


@feature.press("setup.show")
def show(ctx: Context) -> Reply:
    """Ask the current step again."""
    return _asked(ctx, _current(ctx))


@feature.press("setup.set")
def choose(ctx: Context, step: str, value: str) -> Reply | Handoff:
    """Take a button's value; a button of another step asks the current one again."""
    setup = _current(ctx)
    if step != setup.step:
        return _asked(ctx, setup)
    if step == "race" and (month := _month(value, ctx.today)):
        return month_question(ctx, setup, month)
    return _take(ctx, setup, value)


@feature.press("setup.typed")
def typed(ctx: Context, step: str) -> Reply | Handoff:
    """Take a typed value for the step that asked for it."""
    setup = _current(ctx)
    if step != setup.step:
        return _asked(ctx, setup)
    word = ctx.text.strip().casefold()
    if word in ("back", "skip"):
        return back(ctx, step) if word == "back" else skip(ctx, step)
    try:
        return _take(ctx, setup, " ".join(ctx.text.split()))
    except Refusal as no:
        again = question(ctx, setup)
        no.choices, no.ask = again.choices, again.ask
        raise


@feature.press("setup.skip")
def skip(ctx: Context, step: str) -> Reply | Handoff:
    """Leave a step at its default."""
    setup = _current(ctx)
    if step != setup.step:
        return _asked(ctx, setup)
    STEPS[step].skip(setup)
    return _go_on(ctx, setup)


@feature.press("setup.back")
def back(ctx: Context, step: str) -> Reply:
    """Take the last answer back."""
    setup = _current(ctx)
    if step == setup.step:
        setup.step = previous_step(setup) or setup.step
    return _asked(ctx, setup)


@feature.press("setup.cancel")
def cancel(ctx: Context) -> Reply:
    """Leave everything as it was."""
    setup = _current(ctx)
    if setup.resume_at is None:
        store.end_setup(ctx.session, setup)
    else:
        store.resume_setup(setup)
    return Reply(ctx.say("setup.cancelled"), replace=True)


def _resume(ctx: Context) -> Reply:
    setup = store.setup_of(ctx.session, ctx.person) or store.begin_setup(ctx.session, ctx.person, FIRST)
    if setup.single:
        store.resume_setup(setup)
    return question(ctx, setup)


def _current(ctx: Context) -> Setup:
    setup = store.setup_of(ctx.session, ctx.person)
    if setup is None:
        raise Refusal("setup.over")
    return setup


def _asked(ctx: Context, setup: Setup) -> Reply:
    asked = question(ctx, setup)
    return Reply(asked.text, asked.choices, asked.ask, replace=ctx.request.text is None)


def _month(value: str, today: date) -> date | None:
    return next((month for month in next_months(today) if f"{month:%Y-%m}" == value), None)


def _take(ctx: Context, setup: Setup, value: str) -> Reply | Handoff:
    STEPS[setup.step].store(ctx, setup, value)
    return _go_on(ctx, setup)


def _go_on(ctx: Context, setup: Setup) -> Reply | Handoff:
    upcoming = next_step(setup)
    leads_on = upcoming == "clock" or (upcoming == "zone" and setup.zone is None)
    if upcoming is not None and (leads_on or not setup.single):
        setup.step = upcoming
        return _asked(ctx, setup)
    return _finish(ctx, setup)


def _finish(ctx: Context, setup: Setup) -> Reply | Handoff:
    if not setup.single and setup.race_date is not None and (problem := race_problem(setup.race_date, ctx.today)):
        late, setup.step, setup.race_date = setup.race_date, FIRST, None
        asked = question(ctx, setup)
        return Reply(ctx.say(problem, date=f"{late:%d %B %Y}"), asked.choices, asked.ask)
    person, single = ctx.person, setup.single
    person.weekdays, person.kit = setup.weekdays, setup.kit
    person.minute_of_day, person.zone = setup.minute_of_day, setup.zone
    ctx.emit(RhythmChanged())
    if setup.single and setup.resume_at is not None:
        store.resume_setup(setup)
    else:
        store.end_setup(ctx.session, setup)
    if single:
        return Reply(ctx.say("setup.changed"), replace=ctx.request.text is None)
    ctx.emit(SetupFinished(setup.race_date, setup.race_type or "half", setup.kit or "none", setup.cleared))
    return Handoff("today")
