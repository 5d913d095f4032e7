"""Being left alone and being met again: /pause, /resume, with or without a day."""

from typing import Annotated

from core.context import Context
from core.events import Handoff
from core.messages import Action, Choice, Reply
from core.nudges.declared import feature
from core.nudges.rhythm import reschedule


@feature.command("pause")
def pause(ctx: Context, until: Annotated[str, "pause.arg.until"] = "") -> Reply | Handoff:
    """Push nothing until told otherwise, or until a day: then the plan is asked what that means for it."""
    if until.strip():
        return Handoff("change", f"quiet {until.strip()}")
    return leave_me_alone(ctx)


@feature.command("resume")
def resume(ctx: Context, day: Annotated[str, "resume.arg.day"] = "") -> Reply | Handoff:
    """Push again, at once or from a day on."""
    if day.strip():
        return Handoff("change", f"back {day.strip()}")
    return come_back(ctx)


@feature.press("nudges.resume")
def come_back(ctx: Context) -> Reply:
    """The same from a button."""
    ctx.person.paused, ctx.person.quiet_until = False, None
    ctx.person.reachable = True
    reschedule(ctx)
    ready = ctx.person.zone is not None and ctx.person.minute_of_day is not None
    choice = Choice(ctx.say("plan.button_today"), Action("plan.show", ("today",)))
    return Reply(ctx.say("resume.done" if ready else "resume.no_hour"), (choice,))


@feature.press("nudges.pause")
def leave_me_alone(ctx: Context) -> Reply:
    """The same from a button."""
    ctx.person.paused = True
    reschedule(ctx)
    return Reply(ctx.say("pause.done"), (Choice(ctx.say("pause.with_date"), Action("away.ask", ("quiet",))),))
