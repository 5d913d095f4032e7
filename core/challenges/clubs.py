"""A captain sets a club up: its name, its zone with a look at the clock, the digest's day and hour."""

from datetime import datetime

from core.challenges import roster, store
from core.challenges.closing import schedule
from core.challenges.declared import feature
from core.challenges.here import club_here, retry
from core.challenges.rooms import meet
from core.challenges.rules.names import harmless
from core.challenges.tables import Club
from core.context import Context
from core.errors import Refusal
from core.messages import Action, Ask, Choice, Reply
from core.reading.zones import find_zones, is_zone, likely_zones, local_clock
from core.texts import Markup

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOURS = (7, 9, 12, 17, 18, 19, 20)
DEFAULT_WEEKDAY, DEFAULT_HOUR = 6, 18  # Sunday evening


@feature.command("club", group=True)
def club(ctx: Context) -> Reply:
    """Show how this club is set up, or offer to set it up."""
    if ctx.request.private:
        link = ctx.request.invitation
        return Reply(ctx.say("club.invite", link=Markup(link)) if link else ctx.say("club.private"))
    meet(ctx)
    found = roster.club_in(ctx.session, ctx.request.room)
    if found is None:
        return _preflight(ctx)
    return _card(ctx, found)


@feature.press("club.setup", admin=True)
def set_up(ctx: Context) -> Reply:
    """Make this room a club's, as far as the bot may write here."""
    if ctx.request.lacks or ctx.request.private:
        return _preflight(ctx)
    if roster.club_in(ctx.session, ctx.request.room) is None:
        _found(ctx)
    found = club_here(ctx)
    captain = harmless(ctx.request.sender.name) or ctx.say("challenge.nameless")
    roster.enlist(ctx.session, found.id, ctx.person.id, captain, appointed=True)
    return _next(ctx, found)


@feature.press("club.zone", admin=True)
def zone(ctx: Context) -> Reply:
    """Ask where the club is."""
    club_here(ctx)
    return _ask_zone(ctx)


@feature.press("club.city", admin=True)
def city(ctx: Context) -> Reply:
    """Take a typed city."""
    club_here(ctx)
    zones = find_zones(ctx.text)
    if not zones:
        raise retry(Refusal("club.no_zone", text=ctx.text[:40]), Ask(Action("club.city")))
    if len(zones) == 1:
        return at(ctx, zones[0])
    return Reply(ctx.say("club.which_zone"), _zones(zones), replace=True)


@feature.press("club.at", admin=True)
def at(ctx: Context, name: str) -> Reply:
    """Take a zone, and let the captain look at a clock."""
    found = club_here(ctx)
    if not is_zone(name):
        raise Refusal("coach.old_button")
    if store.open_in(ctx.session, ctx.request.room):
        raise Refusal("club.zone_fixed")  # days must not move under a challenge
    found.zone, found.confirmed = name, False
    ctx.session.flush()
    return _next(ctx, found)


@feature.press("club.clock", admin=True)
def clock(ctx: Context) -> Reply:
    """The clock is right: the club is set up."""
    found = club_here(ctx)
    if not found.zone:
        return _ask_zone(ctx)
    found.confirmed = True
    return _card(ctx, found)


@feature.press("club.name", admin=True)
def name(ctx: Context) -> Reply:
    """Ask for the club's name."""
    club_here(ctx)
    return Reply(ctx.say("club.name_ask"), ask=Ask(Action("club.named")))


@feature.press("club.named", admin=True)
def named(ctx: Context) -> Reply:
    """Take the club's name."""
    found, wanted = club_here(ctx), harmless(ctx.text)
    if not wanted:
        raise retry(Refusal("challenge.no_name"), Ask(Action("club.named")))
    found.name = wanted
    return _card(ctx, found)


@feature.press("club.digest", admin=True)
def digest(ctx: Context) -> Reply:
    """Ask for the digest's day."""
    club_here(ctx)
    choices = tuple(Choice(ctx.say(f"club.on_{day}"), Action("club.day", (day,))) for day in WEEKDAYS)
    return Reply(ctx.say("club.digest_day"), choices, replace=True)


@feature.press("club.day", admin=True)
def day(ctx: Context, chosen: str) -> Reply:
    """Take the day, ask for the hour."""
    found = club_here(ctx)
    if chosen not in WEEKDAYS:
        raise Refusal("coach.old_button")
    found.weekday = WEEKDAYS.index(chosen)
    _reschedule(ctx)
    choices = tuple(Choice(f"{hour}:00", Action("club.hour", (f"{hour}",))) for hour in HOURS)
    return Reply(ctx.say("club.digest_hour"), choices, replace=True)


@feature.press("club.hour", admin=True)
def hour(ctx: Context, chosen: str) -> Reply:
    """Take the hour."""
    found = club_here(ctx)
    if chosen not in {f"{hour}" for hour in HOURS}:
        raise Refusal("coach.old_button")
    found.hour = int(chosen)
    _reschedule(ctx)
    return _card(ctx, found)


def _found(ctx: Context) -> None:
    room = ctx.request.room
    name = harmless(ctx.request.room_name) or ctx.say("club.nameless")
    club = {"platform": room.platform, "chat": room.chat, "thread": room.thread, "name": name, "lost": ""}
    club |= {"zone": ctx.person.zone or "", "language": ctx.library.info.language}
    defaults = {"confirmed": False, "weekday": DEFAULT_WEEKDAY, "hour": DEFAULT_HOUR}
    roster.found(ctx.session, {**club, **defaults})


def _reschedule(ctx: Context) -> None:
    ctx.session.flush()
    for each in store.open_in(ctx.session, ctx.request.room):
        if each.closes_at > ctx.now.timestamp():
            schedule(ctx.session, each)


def _preflight(ctx: Context) -> Reply:
    """What the bot may do here, and exactly what it may not."""
    missing = "\n".join(ctx.say("club.lacks", permission=each) for each in ctx.request.lacks)
    key = "club.not_ready" if missing else "club.none_yet"
    label = ctx.say("club.check_again" if missing else "club.set_up")
    text = ctx.say(key, missing=Markup(missing))
    return Reply(text, (Choice(label, Action("club.setup")),), replace=bool(ctx.request.action))


def _next(ctx: Context, found: Club) -> Reply:
    """The next thing to know: the zone, then its clock."""
    if not found.zone:
        return _ask_zone(ctx)
    if found.confirmed:
        return _card(ctx, found)
    choices = (
        Choice(ctx.say("club.clock_yes"), Action("club.clock")),
        Choice(ctx.say("club.clock_no"), Action("club.zone")),
    )
    return Reply(ctx.say("club.clock", clock=_clock(found, ctx.now), zone=found.zone), choices, replace=True)


def _ask_zone(ctx: Context) -> Reply:
    choices = _zones(likely_zones(ctx.request.sender.locale))
    return Reply(ctx.say("club.zone_ask"), choices, Ask(Action("club.city")), replace=True)


def _zones(zones: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(zone.rpartition("/")[2].replace("_", " "), Action("club.at", (zone,))) for zone in zones)


def _card(ctx: Context, found: Club) -> Reply:
    captains = ", ".join(each.name for each in roster.captains(ctx.session, found.id)) or "–"
    text = ctx.say(
        "club.card",
        name=found.name,
        zone=found.zone,
        clock=_clock(found, ctx.now),
        day=ctx.say(f"club.on_{WEEKDAYS[found.weekday]}"),
        hour=f"{found.hour}:00",
        language=ctx.say("club.language"),
        captains=captains,
    )
    deeds = ("name", "zone", "digest", "captains")
    choices = tuple(Choice(ctx.say(f"club.{deed}"), Action(f"club.{deed}")) for deed in deeds)
    return Reply(text, choices, replace=bool(ctx.request.action))


def _clock(found: Club, now: datetime) -> str:
    return f"{local_clock(found.zone or 'UTC', now):%A %H:%M}"
