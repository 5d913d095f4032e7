"""What people can say to set themselves up: /start, /setup, /settings, /help."""

from dataclasses import replace
from datetime import date
from typing import Annotated

from core.context import Context
from core.errors import Refusal
from core.events import AnswerGiven, Handoff
from core.messages import Action, Choice, Reply
from core.people.inputs import told_by
from core.profile import handing_out, merging, store
from core.profile.asking import ALONE, FIRST, FIRST_FIT, STEPS, next_step, previous_step, question
from core.profile.declared import feature
from core.profile.finishing import finish, rule_out
from core.profile.places import zone_of_place
from core.profile.rules.race import next_months
from core.profile.setting_up import month_question
from core.profile.settings import settings_buttons, settings_text
from core.profile.tables import Setup

__all__ = ["PARTS", "feature"]

LINK = "l_"  # a start with this and a code links two apps
PARTS = (handing_out, merging)  # what else belongs to this feature


@feature.command("start")
def start(ctx: Context, payload: Annotated[str, "start.arg.payload"] = "") -> Reply | Handoff:
    """Greet, and begin or resume the setup; somebody who is set up sees their plan."""
    if not ctx.request.private:
        return Reply(ctx.say("start.in_group"))
    if payload.startswith(LINK):
        return Handoff("link", payload.removeprefix(LINK))
    if ctx.person.kit is not None and not store.is_setting_up(store.setup_of(ctx.session, ctx.person)):
        return Handoff("today")
    first = _resume(ctx)
    return Reply(f"{ctx.say('start.welcome')}\n\n{first.text}", first.choices, first.ask)


@feature.command("help", group=True)
def show_help(ctx: Context) -> Reply:
    """What the coach can do, and every command."""
    return Reply(ctx.say("help.text" if ctx.request.private else "help.in_group"))


@feature.command("setup")
def set_up(ctx: Context) -> Reply | Handoff:
    """Begin the setup, or go on where it was left; in a group it is the club's."""
    if not ctx.request.private:
        return Handoff("club")
    return _resume(ctx)


@feature.command("settings")
def settings(ctx: Context) -> Reply:
    """What is set, each with a button to change it."""
    return Reply(settings_text(ctx), settings_buttons(ctx))


@feature.press("setup.edit")
def edit(ctx: Context, step: str) -> Reply:
    """Change one setting."""
    if step not in ALONE:
        raise Refusal("coach.old_button")
    setup = store.begin_edit(ctx.session, ctx.person, step)
    if not STEPS[step].needed(setup):
        no = Refusal("setup.race_first")
        no.choices = (Choice(ctx.say("settings.change_race"), Action("setup.edit", (FIRST,))),)
        raise no
    return question(ctx, setup)


@feature.press("setup.fit")
def fit(ctx: Context) -> Reply:
    """Ask what makes the plan fit better, one thing at a time."""
    if ctx.person.kit is None or store.is_setting_up(store.setup_of(ctx.session, ctx.person)):
        return _resume(ctx)
    return question(ctx, store.begin_fitting(ctx.session, ctx.person, FIRST_FIT))


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
    if step == FIRST and (month := _month(value, ctx.today)):
        return month_question(ctx, month, Choice(ctx.say("setup.back"), Action("setup.show")))
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
        no.choices, no.ask = no.choices or again.choices, again.ask
        raise


@feature.press("setup.here")
def here(ctx: Context) -> Reply | Handoff:
    """A shared location answers the question for the zone, or changes it; it is looked at once and not kept."""
    place = ctx.request.location
    if place is None or not ctx.request.private:
        raise Refusal("coach.old_button")
    setup = store.setup_of(ctx.session, ctx.person)
    if setup is None or setup.step not in ("zone", "clock"):
        setup = store.begin_edit(ctx.session, ctx.person, "zone")
    zone = zone_of_place(*place)
    if zone is None:
        no, asked = Refusal("setup.zone_nowhere"), question(ctx, setup)
        no.choices, no.ask = asked.choices, asked.ask
        raise no
    setup.step = "zone"
    reply = _take(ctx, setup, zone)
    if isinstance(reply, Reply):
        return replace(reply, text=f"{ctx.say('setup.zone_located')}\n\n{reply.text}")
    return reply


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


@feature.press("setup.enough")
def enough(ctx: Context) -> Reply | Handoff:
    """Leave the rest of the questions, and use what was answered."""
    setup = _current(ctx)
    if not setup.fitting:
        raise Refusal("coach.old_button")
    return finish(ctx, setup)


@feature.press("setup.cancel")
def cancel(ctx: Context) -> Reply:
    """Leave everything as it was."""
    setup = _current(ctx)
    if setup.resume_at is None or setup.fitting:
        store.end_setup(ctx.session, setup)
    else:
        store.resume_setup(setup)
    return Reply(ctx.say("setup.cancelled"), replace=True)


def _resume(ctx: Context) -> Reply:
    setup = store.setup_of(ctx.session, ctx.person)
    if setup is None or not store.is_setting_up(setup):
        setup = store.begin_setup(ctx.session, ctx.person, FIRST)
    elif setup.single:
        store.resume_setup(setup)
    return question(ctx, setup)


def _current(ctx: Context) -> Setup:
    setup = store.setup_of(ctx.session, ctx.person)
    if setup is None:
        raise Refusal("setup.over")
    return setup


def _asked(ctx: Context, setup: Setup) -> Reply:
    return question(ctx, setup, replace=ctx.request.text is None)


def _month(value: str, today: date) -> date | None:
    return next((month for month in next_months(today) if f"{month:%Y-%m}" == value), None)


def _take(ctx: Context, setup: Setup, value: str) -> Reply | Handoff:
    step = STEPS[setup.step]
    asked = question(ctx, setup)
    step.store(ctx, setup, value)
    if step.name == "age" and setup.age is not None and 0 < setup.age < ctx.library.plan_rules.gates.adult:
        return rule_out(ctx, setup, "setup.too_young")
    if step.name == "injury" and not setup.cleared:
        return rule_out(ctx, setup, "setup.not_cleared")
    ctx.emit(AnswerGiven(told_by(setup), asked))
    return _go_on(ctx, setup, step.remark(ctx, setup))


def _go_on(ctx: Context, setup: Setup, remark: str = "") -> Reply | Handoff:
    upcoming = next_step(setup)
    if upcoming is None:
        return finish(ctx, setup)
    setup.step = upcoming
    asked = _asked(ctx, setup)
    return replace(asked, text=f"{remark}\n\n{asked.text}") if remark else asked
