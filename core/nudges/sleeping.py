"""The quiet hours that somebody chose."""

from zoneinfo import ZoneInfo

from core.context import PushContext
from core.nudges.rules import QUIET, in_quiet_hours
from core.people.tables import Person


def wakes(ctx: PushContext, person: Person) -> bool:
    """Whether the message comes late and in their quiet hours."""
    begin = QUIET[0] if person.quiet_from is None else person.quiet_from
    end = QUIET[1] if person.quiet_to is None else person.quiet_to
    hour = ctx.now.astimezone(ZoneInfo(person.zone or "UTC")).hour
    return in_quiet_hours(hour, begin, end, ctx.now.timestamp() - ctx.due_at)
