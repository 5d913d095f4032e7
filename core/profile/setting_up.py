"""The steps of the setup: race, days, kit, health, hour and zone."""

from collections.abc import Iterable
from datetime import date

from core.context import Context
from core.errors import Refusal
from core.messages import Choice, Reply
from core.profile.rules.race import next_months, race_problem, weekend_days
from core.profile.steps import Options, Step, Values, asks_for, buttons_for, first_of, named, one_of, understood, which
from core.profile.tables import Setup
from core.reading.clock import clock_text, days_text, read_days, read_time
from core.reading.dates import MONTHS, date_text, missing_day, read_dates
from core.reading.zones import find_zones, is_zone, likely_zones, local_clock, zones_at

RACE_TYPES = ("5-10k", "xc", "half", "marathon", "ultra", "triathlon")
KITS = ("none", "dumbbells", "gym")
DAY_PRESETS = (0b0001001, 0b0010010, 0b0100100, 0b0010101, 0b0000100)  # Mon Thu, Tue Fri, Wed Sat, Mon Wed Fri, Wed
HOURS = (390, 420, 750, 1080)
CLOCK = ("minute_of_day", "zone")
COURSE = ("distance_km", "ascent_m", "descent_m", "steep_descents")

_TYPE_WORDS = {"hm": "half", "half marathon": "half", "full": "marathon", "10k": "5-10k", "5k": "5-10k"}
_TYPE_WORDS |= {"cross country": "xc", "cross-country": "xc", "trail": "ultra", "tri": "triathlon"}
_KIT_WORDS = {"nothing": "none", "no": "none", "bands": "dumbbells", "band": "dumbbells", "weights": "dumbbells"}
_HEALTH_WORDS = {"no": "clear", "none": "clear", "none of these": "clear", "yes": "ask", "cleared": "cleared"}
_YES = ("yes", "y", "yep", "yeah", "yes it is", "right", "correct", "ok")


def month_question(ctx: Context, month: date, back: Choice) -> Reply:
    """The second half of picking a race date: a weekend of the month, or any day typed."""
    days = weekend_days(month.year, month.month, ctx.today)
    buttons = buttons_for("race", ((f"{day:%a} {day.day} {day:%b}", f"{day}") for day in days))
    text = ctx.say("setup.race_day", month=f"{month:%B}")
    return Reply(text, (*buttons, back), asks_for("race"), replace=True)


def _race_options(ctx: Context, setup: Setup) -> Options:
    for month in next_months(ctx.today):
        yield f"{MONTHS[month.month - 1].capitalize()} {month.year}", f"{month:%Y-%m}"
    yield ctx.say("setup.no_race"), "none"


def _store_race(ctx: Context, setup: Setup, value: str) -> None:
    race = None if value.casefold() in ("none", "no race", "no race yet") else _race_day(ctx, value)
    if not setup.single and race != setup.race_date:
        _forget_course(setup)
    setup.race_date = race


def _race_day(ctx: Context, text: str) -> date:
    """The one day a text means that will do as a race; refuses the rest, with its readings as buttons."""
    days = read_dates(text, ctx.today)
    near = missing_day(text, ctx.today)
    if not days and near:
        raise which("setup.race_missing_day", "race", _day_options(near), text=text[:40])
    if not days:
        raise Refusal("setup.race_unread", text=text[:40])
    if len(days) > 1:
        raise which("setup.race_which", "race", _day_options(days), text=text[:40])
    if problem := race_problem(days[0], ctx.today):
        raise understood(problem, date=f"{days[0]:%d %B %Y}")
    return days[0]


def _day_options(days: tuple[date, ...]) -> Options:
    return ((date_text(day), f"{day}") for day in days)


def _race_remark(ctx: Context, setup: Setup) -> str:
    """With so little time left that nothing new helps: what there will be instead."""
    layouts = ctx.library.plan_rules.layouts
    enough = min(row.weeks for row in layouts if not row.activation)
    if setup.race_date is None or ((setup.race_date - ctx.today).days + 1) // 7 >= enough:
        return ""
    return ctx.say("setup.race_soon", date=date_text(setup.race_date))


def _store_type(ctx: Context, setup: Setup, value: str) -> None:
    word = value.casefold()
    kind = one_of(RACE_TYPES, _TYPE_WORDS.get(word, word), "setup.type_unread")
    if kind != setup.race_type:
        _forget_course(setup)
    setup.race_type = kind


def _forget_course(setup: Setup) -> None:
    """The figures were another race's."""
    for field in COURSE:
        setattr(setup, field, None)


def _store_days(ctx: Context, setup: Setup, value: str) -> None:
    pressed = ctx.request.text is None and value.isdecimal() and len(value) <= 3
    mask = int(value) if pressed else read_days(value)
    if mask is None or not 0 <= mask < 128:
        raise Refusal("setup.days_unread")
    if mask == 0:
        raise Refusal("setup.days_none")
    setup.weekdays = mask


def _store_kit(ctx: Context, setup: Setup, value: str) -> None:
    word = value.casefold()
    setup.kit = one_of(KITS, _KIT_WORDS.get(word, word), "setup.kit_unread")


def _store_health(ctx: Context, setup: Setup, value: str) -> None:
    """`cleared`: a doctor has said yes; jumps stay out, since the injury may be what was meant."""
    word = _HEALTH_WORDS.get(value.casefold(), value)
    answer = one_of(("clear", "cleared", "ask"), word, "setup.health_unread")
    setup.cleared, setup.no_jumps = answer != "ask", answer != "clear"


def _store_hour(ctx: Context, setup: Setup, value: str) -> None:
    minute = read_time(value)
    if minute is None:
        raise Refusal("setup.hour_unread", text=value[:40])
    setup.minute_of_day = minute


def _zone_options(ctx: Context, setup: Setup) -> Options:
    return _named_zones(likely_zones(ctx.request.sender.locale))


def _named_zones(zones: Iterable[str]) -> Options:
    return ((zone.rpartition("/")[2].replace("_", " "), zone) for zone in zones)


def _store_zone(ctx: Context, setup: Setup, value: str) -> None:
    zones = (value,) if is_zone(value) and "/" in value else find_zones(value) or zones_at(value, ctx.now)
    if not zones:
        raise Refusal("setup.zone_unread", text=value[:40])
    if len(zones) > 1:
        raise which("setup.zone_which", "zone", _named_zones(zones), text=value[:40])
    setup.zone = zones[0]


def _clear_zone(setup: Setup) -> None:
    setup.zone = None  # a clock nobody confirmed schedules nothing


def _clock_values(ctx: Context, setup: Setup) -> Values:
    local = local_clock(setup.zone or "UTC", ctx.now)
    return {"clock": f"{local:%H:%M}", "day": f"{local:%A}", "zone": setup.zone}


def _store_clock(ctx: Context, setup: Setup, value: str) -> None:
    word = value.casefold().rstrip("!. ")
    if word in ("no", "n", "nope", "wrong"):
        setup.step = "hour"  # so that the next question is the zone again
        setup.zone = None
    elif word not in _YES:
        raise Refusal("setup.clock_unread")


def _day_presets(ctx: Context, setup: Setup) -> Options:
    return ((days_text(mask), f"{mask}") for mask in DAY_PRESETS)


def _hour_options(ctx: Context, setup: Setup) -> Options:
    return ((clock_text(minute), clock_text(minute).replace(":", ".")) for minute in HOURS)


def _races(setup: Setup) -> bool:
    return setup.race_date is not None


def _has_zone(setup: Setup) -> bool:
    return bool(setup.zone)


SETTING_UP = (
    Step("race", _race_options, _store_race, ("race_date", "race_type", *COURSE), remark=_race_remark),
    Step("type", named("race_type", RACE_TYPES), _store_type, ("race_date", "race_type", *COURSE), needed=_races),
    Step("days", _day_presets, _store_days, ("weekdays",), skip=first_of(weekdays=DAY_PRESETS[0])),
    Step("kit", named("kit", KITS), _store_kit, ("kit",), skip=first_of(kit="none")),
    Step("health", named("health", ("clear", "ask", "cleared")), _store_health),
    Step("hour", _hour_options, _store_hour, ("minute_of_day",)),
    Step("zone", _zone_options, _store_zone, CLOCK),
    Step("clock", named("clock", ("yes", "no")), _store_clock, CLOCK, _clear_zone, _has_zone, _clock_values),
)
