"""When pushes come: rescheduled whenever a runner's rhythm, plan or wishes change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.context import Context
from core.delivery import outbox
from core.delivery.subscriptions import subscribe, subscription_of, unsubscribe
from core.events import RhythmChanged, SetupFinished
from core.messages import Address
from core.nudges.declared import EVENING, WORKOUT, feature
from core.nudges.rules import days_of_moments, evening_minute, evenings, next_due, spread

BEGUN = ("sending", "sent", "unsure")  # an evening that has had its message


@feature.on(SetupFinished)
@feature.on(RhythmChanged)
def reschedule(ctx: Context, event: RhythmChanged | SetupFinished | None = None) -> None:
    """Push at the runner's hour on their days, once quiet days are over; nothing without a zone or while paused."""
    person = ctx.person
    if person.zone is None or person.minute_of_day is None or not person.weekdays or person.paused:
        for kind in (WORKOUT, EVENING):
            unsubscribe(ctx.session, person.id, kind)
        return
    minute = spread(person.minute_of_day, person.id, ctx.spread)
    _subscribe(ctx, WORKOUT, person.zone, minute, person.weekdays)
    _reschedule_evenings(ctx, person.zone, evening_minute(person.minute_of_day, person.quiet_from))


def _reschedule_evenings(ctx: Context, zone: str, minute: int) -> None:
    """The evenings that come back every week, and those before a race: one message each, whatever it will say."""
    person = ctx.person
    unsubscribe(ctx.session, person.id, EVENING)
    agenda = ctx.agenda()
    if agenda is None:
        return
    wanted = evenings(person.weekdays or 0, nudge=bool(person.evening_nudge), week_ahead=person.week_ahead is not False)
    if wanted:
        _subscribe(ctx, EVENING, zone, minute, wanted)
    for day in days_of_moments(agenda.moments, ctx.today):
        _post_evening(ctx, day, datetime.combine(day, time(minute // 60, minute % 60), ZoneInfo(zone)))


def _post_evening(ctx: Context, day: date, wall: datetime) -> None:
    """A message with the key that the day's subscribed one would have: so there is only ever one."""
    person, at = ctx.person, wall.astimezone(UTC)
    key = f"{person.id}:{EVENING}:{day}"
    if at > ctx.now and outbox.fate_of(ctx.session, key) not in BEGUN:
        home = Address(person.home_platform, person.home_chat)
        outbox.postpone(ctx.session, key, EVENING, home, f"{day}", int(at.timestamp()), person.id)


def _subscribe(ctx: Context, kind: str, zone: str, minute: int, weekdays: int) -> None:
    due = _overdue(ctx, kind, zone, minute, weekdays) or next_due(_not_before(ctx, zone), zone, minute, weekdays)
    subscribe(ctx.session, ctx.person.id, kind, zone, minute, weekdays, due)


def _overdue(ctx: Context, kind: str, zone: str, minute: int, weekdays: int) -> tuple[int, date] | None:
    """What the sender has not come to yet, if it is still wanted at that time: a full hour takes its time."""
    waits = subscription_of(ctx.session, ctx.person.id, kind)
    if waits is None or waits.next_due_at > ctx.now.timestamp():
        return None
    same = (waits.zone, waits.minute_of_day) == (zone, minute) and weekdays >> waits.due_on.weekday() & 1
    return (waits.next_due_at, waits.due_on) if same else None


def _not_before(ctx: Context, zone: str) -> int:
    """UTC seconds after which pushes may come again: now, or the end of the last quiet day."""
    now, quiet = int(ctx.now.timestamp()), ctx.person.quiet_until
    if quiet is None or quiet < ctx.today:
        return now
    morning = datetime.combine(quiet + timedelta(days=1), time(), ZoneInfo(zone))
    return max(now, int(morning.timestamp()) - 1)
