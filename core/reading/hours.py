"""When an answer that nobody waits for by the minute may come. Pure."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

QUIET = (22, 6)  # local hours, unless somebody chose others


def awake_from(now: datetime, zone: str, quiet: tuple[int | None, int | None], quiet_until: date | None) -> datetime:
    """The first moment from `now` on that is in no quiet hour and on no quiet day of a person."""
    local = now.astimezone(ZoneInfo(zone))
    if quiet_until is not None and local.date() <= quiet_until:
        local = datetime.combine(quiet_until + timedelta(days=1), time(), ZoneInfo(zone))
    begin = QUIET[0] if quiet[0] is None else quiet[0]
    end = QUIET[1] if quiet[1] is None else quiet[1]
    if local.hour < end:
        return datetime.combine(local.date(), time(end), ZoneInfo(zone))
    if local.hour >= begin:
        return datetime.combine(local.date() + timedelta(days=1), time(end), ZoneInfo(zone))
    return local
