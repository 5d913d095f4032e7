"""The steps of the setup: how each asks, and how it reads a button's value or a typed word."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from core.context import Context
from core.errors import Refusal
from core.messages import Action, Ask, Choice, Reply
from core.profile.rules import (
    DAYS,
    MONTHS,
    clock_text,
    day_indexes,
    next_months,
    race_problem,
    read_date,
    read_days,
    read_time,
    weekend_days,
)
from core.profile.tables import Setup
from core.profile.zones import find_zones, is_zone, likely_zones, local_clock

RACE_TYPES = ("5-10k", "xc", "half", "marathon", "ultra", "triathlon")
KITS = ("none", "dumbbells", "gym")
DAY_PRESETS = (0b0001001, 0b0010010, 0b0100100, 0b0010101, 0b0000100)  # Mon Thu, Tue Fri, Wed Sat, Mon Wed Fri, Wed
HOURS = (390, 420, 750, 1080)
DEFAULT_DAYS = DAY_PRESETS[0]

Options = Iterator[tuple[str, str]]  # label, value


@dataclass(frozen=True, slots=True)
class Step:
    """One question of the setup. `store` reads a value into the setup, or refuses it; `skip` leaves a default."""

    name: str
    options: Callable[[Context, Setup], Options]
    store: Callable[[Context, Setup, str], None]
    skip: Callable[[Setup], None]
    needed: Callable[[Setup], bool] = lambda _: True


def question(ctx: Context, setup: Setup) -> Reply:
    """Ask the step this setup is at."""
    step = STEPS[setup.step]
    buttons = tuple(Choice(label, Action("setup.set", (step.name, value))) for label, value in step.options(ctx, setup))
    return Reply(_words(ctx, setup), (*buttons, *_ways_out(ctx, setup)), ask=Ask(Action("setup.typed", (step.name,))))


def month_question(ctx: Context, setup: Setup, month: date) -> Reply:
    """The second half of picking a race date: a weekend of the month, or any day typed."""
    days = weekend_days(month.year, month.month, ctx.today)
    buttons = tuple(Choice(f"{day:%a} {day.day} {day:%b}", Action("setup.set", ("race", f"{day}"))) for day in days)
    back = Choice(ctx.say("setup.back"), Action("setup.show"))
    text = ctx.say("setup.race_day", month=f"{month:%B}")
    return Reply(text, (*buttons, back), ask=Ask(Action("setup.typed", ("race",))), replace=True)


def next_step(setup: Setup) -> str | None:
    """The step after this one that still applies, None at the end."""
    names = list(STEPS)
    later = names[names.index(setup.step) + 1 :]
    return next((name for name in later if STEPS[name].needed(setup)), None)


def previous_step(setup: Setup) -> str | None:
    """The step before this one that applies, None at the beginning."""
    names = list(STEPS)
    earlier = names[: names.index(setup.step)]
    return next((name for name in reversed(earlier) if STEPS[name].needed(setup)), None)


def days_text(mask: int) -> str:
    """Mon, Thu for 0b1001."""
    return ", ".join(DAYS[day].capitalize() for day in day_indexes(mask))


def _words(ctx: Context, setup: Setup) -> str:
    values: dict[str, object] = {}
    if setup.step == "clock" and setup.zone:
        local = local_clock(setup.zone, ctx.now)
        values = {"clock": f"{local:%H:%M}", "day": f"{local:%A}", "zone": setup.zone}
    return ctx.say(f"setup.{setup.step}", **values)


def _ways_out(ctx: Context, setup: Setup) -> tuple[Choice, ...]:
    skip = Choice(ctx.say("setup.skip"), Action("setup.skip", (setup.step,)))
    cancel = (Choice(ctx.say("setup.cancel"), Action("setup.cancel")),) if ctx.person.kit is not None else ()
    if setup.single:
        return cancel
    if previous_step(setup) is None:
        return (skip, *cancel)
    return (Choice(ctx.say("setup.back"), Action("setup.back", (setup.step,))), skip, *cancel)


def _race_options(ctx: Context, setup: Setup) -> Options:
    for month in next_months(ctx.today):
        yield f"{MONTHS[month.month - 1].capitalize()} {month.year}", f"{month:%Y-%m}"
    yield ctx.say("setup.no_race"), "none"


def _store_race(ctx: Context, setup: Setup, value: str) -> None:
    if value == "none":
        setup.race_date = None
        return
    race = read_date(value, ctx.today)
    if race is None:
        raise Refusal("setup.race_unread", text=value[:40])
    if problem := race_problem(race, ctx.today):
        raise Refusal(problem, date=f"{race:%d %B %Y}")
    setup.race_date = race


def _store_type(ctx: Context, setup: Setup, value: str) -> None:
    aliases = {"hm": "half", "half marathon": "half", "full": "marathon", "10k": "5-10k", "5k": "5-10k"}
    aliases |= {"cross country": "xc", "trail": "ultra", "tri": "triathlon"}
    setup.race_type = _one_of(RACE_TYPES, aliases.get(value.casefold(), value.casefold()), "setup.type_unread")


def _store_days(ctx: Context, setup: Setup, value: str) -> None:
    pressed = ctx.request.text is None and value.isdecimal() and len(value) <= 3
    mask = int(value) if pressed else read_days(value)
    if mask is None or not 0 < mask < 128:
        raise Refusal("setup.days_unread")
    setup.weekdays = mask


def _store_kit(ctx: Context, setup: Setup, value: str) -> None:
    aliases = {"nothing": "none", "no": "none", "bands": "dumbbells", "band": "dumbbells", "weights": "dumbbells"}
    setup.kit = _one_of(KITS, aliases.get(value.casefold(), value.casefold()), "setup.kit_unread")


def _store_health(ctx: Context, setup: Setup, value: str) -> None:
    aliases = {"no": "clear", "none": "clear", "none of these": "clear", "yes": "ask"}
    setup.cleared = _one_of(("clear", "ask"), aliases.get(value.casefold(), value), "setup.health_unread") == "clear"


def _store_hour(ctx: Context, setup: Setup, value: str) -> None:
    minute = read_time(value)
    if minute is None:
        raise Refusal("setup.hour_unread", text=value[:40])
    setup.minute_of_day = minute


def _store_zone(ctx: Context, setup: Setup, value: str) -> None:
    zones = (value,) if is_zone(value) else find_zones(value)
    if not zones:
        raise Refusal("setup.zone_unread", text=value[:40])
    setup.zone = zones[0]


def _store_clock(ctx: Context, setup: Setup, value: str) -> None:
    word = value.casefold().rstrip("!. ")
    if word in ("no", "n", "nope", "wrong"):
        setup.step = "hour"  # so that the next question is the zone again
        setup.zone = None
    elif word not in ("yes", "y", "yep", "yeah", "yes it is", "right", "correct", "ok"):
        raise Refusal("setup.clock_unread")


def _one_of(known: tuple[str, ...], value: str, problem: str) -> str:
    if value not in known:
        raise Refusal(problem)
    return value


def _named(prefix: str, values: tuple[str, ...]) -> Callable[[Context, Setup], Options]:
    return lambda ctx, setup: ((ctx.say(f"{prefix}.{value}"), value) for value in values)


def _zone_options(ctx: Context, setup: Setup) -> Options:
    for zone in likely_zones(ctx.request.sender.locale):
        yield zone.rpartition("/")[2].replace("_", " "), zone


def _keep_or(**defaults: object) -> Callable[[Setup], None]:
    """Skipping keeps what is set already; a default fills what is not."""

    def store(setup: Setup) -> None:
        for name, default in defaults.items():
            if getattr(setup, name) is None:
                setattr(setup, name, default)

    return store


def _clear_zone(setup: Setup) -> None:
    setup.zone = None  # a clock nobody confirmed schedules nothing


STEPS = {
    step.name: step
    for step in (
        Step("race", _race_options, _store_race, _keep_or(race_date=None)),
        Step(
            "type", _named("race_type", RACE_TYPES), _store_type, _keep_or(race_type=None), lambda s: bool(s.race_date)
        ),
        Step(
            "days",
            lambda c, s: ((days_text(m), str(m)) for m in DAY_PRESETS),
            _store_days,
            _keep_or(weekdays=DEFAULT_DAYS),
        ),
        Step("kit", _named("kit", KITS), _store_kit, _keep_or(kit="none")),
        Step("health", _named("health", ("clear", "ask")), _store_health, _keep_or(cleared=None)),
        Step(
            "hour",
            lambda c, s: ((clock_text(m), clock_text(m).replace(":", ".")) for m in HOURS),
            _store_hour,
            _keep_or(minute_of_day=None),
        ),
        Step("zone", _zone_options, _store_zone, _keep_or(zone=None)),
        Step("clock", _named("clock", ("yes", "no")), _store_clock, _clear_zone, lambda s: bool(s.zone)),
    )
}
