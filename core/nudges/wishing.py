"""What somebody wants to hear unasked, from /settings and from the messages themselves."""

from dataclasses import replace

from core.context import Context
from core.errors import Refusal
from core.messages import Action, Choice, Reply
from core.nudges.declared import feature
from core.nudges.rhythm import reschedule
from core.nudges.rules import QUIET

WISHES = {"evening": "evening_nudge", "week": "week_ahead"}
QUIET_HOURS = ((22, 6), (21, 7), (21, 8), (20, 8))


@feature.press("nudges.show")
def show(ctx: Context) -> Reply:
    """Which messages come, and when none does."""
    person = ctx.person
    states = {name: _is_on(ctx, name) for name in WISHES}
    words = {name: ctx.say(f"wishes.{'on' if on else 'off'}") for name, on in states.items()}
    text = ctx.say("wishes.text", quiet=_hours(person.quiet_from, person.quiet_to), **words)
    switches = (
        Choice(ctx.say(f"wishes.{name}_{'off' if on else 'on'}"), Action("nudges.set", (name, "off" if on else "on")))
        for name, on in states.items()
    )
    return Reply(text, (*switches, Choice(ctx.say("wishes.change_quiet"), Action("nudges.quiet"))))


@feature.press("nudges.set")
def switch(ctx: Context, name: str, state: str) -> Reply:
    """Switch one kind of message on or off."""
    if name not in WISHES or state not in ("on", "off"):
        raise Refusal("coach.old_button")
    setattr(ctx.person, WISHES[name], state == "on")
    reschedule(ctx)
    shown = show(ctx)
    return Reply(f"{ctx.say(f'wishes.now_{name}_{state}')}\n\n{shown.text}", shown.choices)


@feature.press("nudges.quiet")
def ask_quiet(ctx: Context, hours: str = "") -> Reply:
    """Choose the quiet hours."""
    if not hours:
        buttons = (Choice(_hours(*pair), Action("nudges.quiet", (f"{pair[0]}-{pair[1]}",))) for pair in QUIET_HOURS)
        return Reply(ctx.say("wishes.ask_quiet"), tuple(buttons))
    chosen = {f"{first}-{last}": (first, last) for first, last in QUIET_HOURS}
    if hours not in chosen:
        raise Refusal("coach.old_button")
    ctx.person.quiet_from, ctx.person.quiet_to = chosen[hours]
    reschedule(ctx)
    return replace(show(ctx), replace=True)


@feature.press("nudges.keep")
def keep(ctx: Context) -> Reply:
    """The messages are still wanted, as often as before."""
    choice = Choice(ctx.say("plan.button_today"), Action("plan.show", ("today",)))
    return Reply(ctx.say("nudges.kept"), (choice,))


def _is_on(ctx: Context, name: str) -> bool:
    return bool(ctx.person.evening_nudge) if name == "evening" else ctx.person.week_ahead is not False


def _hours(first: int | None, last: int | None) -> str:
    return f"{QUIET[0] if first is None else first}:00 to {QUIET[1] if last is None else last}:00"
