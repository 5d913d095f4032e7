"""When pushes come: rescheduled whenever a runner's rhythm changes, stopped by /pause, back with /resume."""

from core.context import Context
from core.delivery.subscriptions import subscribe, unsubscribe
from core.events import RhythmChanged
from core.feature import Feature
from core.messages import Reply
from core.nudges.rules import next_due

feature = Feature("nudges")

WORKOUT = "workout"  # the kind of push that plans draws


@feature.on(RhythmChanged)
def reschedule(ctx: Context, event: RhythmChanged | None = None) -> None:
    """Push the workout at the runner's hour on their days; nothing without a confirmed zone."""
    person = ctx.person
    if person.zone is None or person.minute_of_day is None or not person.weekdays or person.paused:
        unsubscribe(ctx.session, person.id, WORKOUT)
        return
    due = next_due(int(ctx.now.timestamp()), person.zone, person.minute_of_day, person.weekdays)
    subscribe(ctx.session, person.id, WORKOUT, person.zone, person.minute_of_day, person.weekdays, due)


@feature.command("pause")
def pause(ctx: Context) -> Reply:
    """Push nothing until told otherwise; the plan stays."""
    ctx.person.paused = True
    reschedule(ctx)
    return Reply(ctx.say("pause.done"))


@feature.command("resume")
def resume(ctx: Context) -> Reply:
    """Push again."""
    ctx.person.paused = False
    ctx.person.reachable = True
    reschedule(ctx)
    ready = ctx.person.zone is not None and ctx.person.minute_of_day is not None
    return Reply(ctx.say("resume.done" if ready else "resume.no_hour"))
