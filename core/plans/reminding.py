"""A single push beside the usual hours: later today, or on the day a session was moved to."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.context import Context
from core.delivery import outbox
from core.messages import Address


def remind(ctx: Context, on: date, at: datetime) -> None:
    """Push the session of a day at a moment; asked for again, at the new moment instead."""
    _push(ctx, f"{ctx.person.id}:workout:{on}:later", on, at)


def remind_at_usual_hour(ctx: Context, on: date) -> None:
    """Push the session of a day at the runner's hour, if there is one and it is still ahead."""
    if ctx.person.zone is None or ctx.person.minute_of_day is None:
        return
    wall = datetime.combine(on, time()) + timedelta(minutes=ctx.person.minute_of_day)
    at = wall.replace(tzinfo=ZoneInfo(ctx.person.zone)).astimezone(UTC)
    if at > ctx.now:  # the key is that of a usual push: where one is due on that day too, there is one all the same
        _push(ctx, f"{ctx.person.id}:workout:{on}", on, at)


def _push(ctx: Context, key: str, on: date, at: datetime) -> None:
    person = ctx.person
    home = Address(person.home_platform, person.home_chat)
    outbox.postpone(ctx.session, key, "workout", home, f"{on}", int(at.timestamp()), person.id)
