"""The one message of an evening: a moment before the race, else the session that is open, else the week ahead."""

from collections.abc import Callable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from core.agenda import Agenda, Appointment
from core.context import PushContext, local_date
from core.feature import Repeat
from core.messages import Action, Choice, Reply
from core.nudges.declared import EVENING, feature
from core.nudges.rules import AFTER_WORKOUT, ASK_AFTER, SUNDAY, moment_on
from core.nudges.sleeping import wakes
from core.people.tables import Person
from core.texts import Markup

BUTTONS = ("done", "short", "skip")
A_WEEK = timedelta(days=7)
Saying = Callable[[PushContext, Person, Agenda, date], Reply | None]


@feature.pushes(EVENING, repeat=Repeat.DROP, grace=timedelta(hours=1))
def draw_evening(ctx: PushContext) -> Reply | None:
    """The most important thing there is to say tonight; nothing to somebody who is away or does not answer."""
    person, today = ctx.person, date.fromisoformat(ctx.ref)
    if person is None or person.paused or person.unanswered >= ASK_AFTER:
        return None
    if local_date(person, ctx.now) != today or wakes(ctx, person):
        return None
    agenda = None if person.quiet_until is not None and today <= person.quiet_until else ctx.agenda()
    if agenda is None:
        return None
    return next((reply for says in PRIORITY if (reply := says(ctx, person, agenda, today)) is not None), None)


def countdown(ctx: PushContext, person: Person, agenda: Agenda, today: date) -> Reply | None:
    """What begins or ends on the way to the race."""
    moment = moment_on(agenda.moments, today)
    race = agenda.moments.get("race")
    if moment is None or race is None:
        return None
    return Reply(ctx.say(f"countdown.{moment}", race=_day(race), days=(race - today).days), _ways(ctx, "week", "plan"))


def still_open(ctx: PushContext, person: Person, agenda: Agenda, today: date) -> Reply | None:
    """Today's session, if it is open long after its hour; only for whoever said yes to that."""
    session = agenda.on(today)
    local = ctx.now.astimezone(ZoneInfo(person.zone or "UTC"))
    early = local.hour * 60 + local.minute < (person.minute_of_day or 0) + AFTER_WORKOUT
    if not person.evening_nudge or session is None or not session.open or early:
        return None
    buttons = (Choice(ctx.say(f"session.button_{name}"), Action(f"session.{name}", (ctx.ref,))) for name in BUTTONS)
    off = Choice(ctx.say("nudges.button_no_evening"), Action("nudges.set", ("evening", "off")))
    text = ctx.say("evening.open", slot=ctx.say(f"session.slot_{session.slot}"), minutes=session.minutes)
    return Reply(text, (*buttons, off))


def week_ahead(ctx: PushContext, person: Person, agenda: Agenda, today: date) -> Reply | None:
    """The sessions of the next seven days, on Sunday."""
    week = [each for each in agenda.appointments if today < each.on <= today + A_WEEK]
    if not SUNDAY >> today.weekday() & 1 or person.week_ahead is False or not week:
        return None
    rows = Markup("\n".join(_row(ctx, each) for each in week))
    off = Choice(ctx.say("nudges.button_no_week"), Action("nudges.set", ("week", "off")))
    return Reply(ctx.say("evening.week", rows=rows), (*_ways(ctx, "week", "plan"), off))


PRIORITY: tuple[Saying, ...] = (countdown, still_open, week_ahead)


def _row(ctx: PushContext, each: Appointment) -> str:
    slot = ctx.say(f"session.slot_{each.slot}")
    return ctx.say("evening.row", day=_day(each.on), slot=slot, minutes=each.minutes)


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"


def _ways(ctx: PushContext, *names: str) -> tuple[Choice, ...]:
    return tuple(Choice(ctx.say(f"plan.button_{name}"), Action("plan.show", (name,))) for name in names)
