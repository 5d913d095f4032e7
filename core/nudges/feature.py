"""When pushes come: rescheduled whenever a runner's rhythm changes, stopped by /pause, back with /resume."""

from datetime import datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from core.context import Context
from core.delivery.subscriptions import subscribe, unsubscribe
from core.events import Handoff, RhythmChanged
from core.feature import Feature
from core.messages import Action, Choice, Reply
from core.nudges.rules import next_due

feature = Feature("nudges")

WORKOUT = "workout"  # the kind of push that plans draws


@feature.on(RhythmChanged)
def reschedule(ctx: Context, event: RhythmChanged | None = None) -> None:
    """Push the workout at the runner's hour on their days, once quiet days are over; nothing without a zone."""
    person = ctx.person
    if person.zone is None or person.minute_of_day is None or not person.weekdays or person.paused:
        unsubscribe(ctx.session, person.id, WORKOUT)
        return
    due = next_due(_not_before(ctx, person.zone), person.zone, person.minute_of_day, person.weekdays)
    subscribe(ctx.session, person.id, WORKOUT, person.zone, person.minute_of_day, person.weekdays, due)


@feature.command("pause")
def pause(ctx: Context, until: Annotated[str, "pause.arg.until"] = "") -> Reply | Handoff:
    """Push nothing until told otherwise, or until a day: then the plan is asked what that means for it."""
    if until.strip():
        return Handoff("change", f"quiet {until.strip()}")
    ctx.person.paused = True
    reschedule(ctx)
    choice = Choice(ctx.say("pause.with_date"), Action("away.ask"))
    return Reply(ctx.say("pause.done"), (choice,))


@feature.command("resume")
def resume(ctx: Context, day: Annotated[str, "resume.arg.day"] = "") -> Reply | Handoff:
    """Push again, at once or from a day on."""
    if day.strip():
        return Handoff("change", f"back {day.strip()}")
    ctx.person.paused, ctx.person.quiet_until = False, None
    ctx.person.reachable = True
    reschedule(ctx)
    ready = ctx.person.zone is not None and ctx.person.minute_of_day is not None
    choice = Choice(ctx.say("plan.button_today"), Action("plan.show", ("today",)))
    return Reply(ctx.say("resume.done" if ready else "resume.no_hour"), (choice,))


def _not_before(ctx: Context, zone: str) -> int:
    """UTC seconds after which pushes may come again: now, or the end of the last quiet day."""
    now, quiet = int(ctx.now.timestamp()), ctx.person.quiet_until
    if quiet is None or quiet < ctx.today:
        return now
    morning = datetime.combine(quiet + timedelta(days=1), time(), ZoneInfo(zone))
    return max(now, int(morning.timestamp()) - 1)
