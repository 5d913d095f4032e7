"""The steps that make a plan fit better: level, running, hard and long days, age, course, steep descents, injury."""

from core.context import Context
from core.errors import Refusal
from core.profile.rules.amounts import read_age, read_months
from core.profile.rules.course import CourseLine, read_course
from core.profile.steps import Options, Step, Values, named, one_of, which
from core.profile.tables import Setup
from core.reading.clock import DAY_NAMES, DAYS, day_indexes, days_text, read_days
from core.units import SYSTEMS, Units, climb_text, distance_text, system_name, units_of

LEVELS = ("beginner", "intermediate", "unsure", "advanced")
HARD_PRESETS = (0b0000010, 0b0000100, 0b0001000, 0b0001010, 0b0010010)  # Tue, Wed, Thu, Tue Thu, Tue Fri
LONG_DAYS = (5, 6)
MONTHS_A_YEAR = 12


def units_for(ctx: Context) -> Units:
    """What this person reads and types."""
    return units_of(ctx.person.units, ctx.request.sender.locale)


def course_text(ctx: Context, course: CourseLine) -> str:
    """42 km, 850 m up, 850 m down, in the person's own units."""
    units = units_for(ctx)
    distance = () if course.distance_km is None else (distance_text(course.distance_km, units),)
    climbs = (("settings.up", course.ascent_m), ("settings.down", course.descent_m))
    known = (ctx.say(key, climb=climb_text(value, units)) for key, value in climbs if value is not None)
    return ", ".join((*distance, *known))


def _level_options(ctx: Context, setup: Setup) -> Options:
    gates = ctx.library.plan_rules.gates
    limits = {"months": gates.intermediate_months, "years": gates.advanced_months // MONTHS_A_YEAR}
    return ((ctx.say(f"lifting.{level}", **limits), level) for level in LEVELS)


def _store_level(ctx: Context, setup: Setup, value: str) -> None:
    """In doubt the lower level; how long alone makes nobody advanced."""
    word = value.casefold()
    months = read_months(word)
    if months is not None:
        word = "beginner" if months < ctx.library.plan_rules.gates.intermediate_months else "intermediate"
    level = one_of(LEVELS, "beginner" if word in ("never", "none", "no") else word, "setup.level_unread")
    setup.level = "intermediate" if level == "unsure" else level


def _store_running(ctx: Context, setup: Setup, value: str) -> None:
    word = value.casefold()
    if (months := read_months(word)) is not None:
        word = "new" if months < ctx.library.plan_rules.gates.running_months else "settled"
    words = {"yes": "settled", "no": "new"}
    setup.new_to_running = one_of(("settled", "new"), words.get(word, word), "setup.running_unread") == "new"


def _running_values(ctx: Context, setup: Setup) -> Values:
    return {"months": ctx.library.plan_rules.gates.running_months}


def _hard_options(ctx: Context, setup: Setup) -> Options:
    yield ctx.say("settings.no_days"), "none"
    yield from ((days_text(mask), days_text(mask)) for mask in HARD_PRESETS)


def _store_hard(ctx: Context, setup: Setup, value: str) -> None:
    mask = read_days(value)
    if mask is None:
        raise Refusal("setup.hard_unread")
    setup.hard_days = mask


def _long_options(ctx: Context, setup: Setup) -> Options:
    yield ctx.say("settings.no_day"), "none"
    yield from ((DAY_NAMES[day], DAYS[day]) for day in LONG_DAYS)


def _store_long(ctx: Context, setup: Setup, value: str) -> None:
    mask = read_days(value)
    if mask is None or mask & (mask - 1):
        raise Refusal("setup.long_unread")
    setup.long_day = next(iter(day_indexes(mask)), None)


def _store_age(ctx: Context, setup: Setup, value: str) -> None:
    age = read_age(value, ctx.today.year)
    if age is None:
        raise Refusal("setup.age_unread", text=value[:40])
    setup.age = age


def _course_example(ctx: Context) -> str:
    return ctx.say(f"setup.course_example_{system_name(ctx.person.units, ctx.request.sender.locale)}")


def _course_values(ctx: Context, setup: Setup) -> Values:
    return {"example": _course_example(ctx)}


def _store_course(ctx: Context, setup: Setup, value: str) -> None:
    unknown = value.casefold() in ("unknown", "i don't know", "don't know", "no idea")
    courses = (CourseLine(),) if unknown else read_course(value, units_for(ctx))
    if not courses:
        raise Refusal("setup.course_unread", text=value[:60], example=_course_example(ctx))
    if len(courses) > 1:
        readings = tuple((course_text(ctx, course), course.typed) for course in courses)
        raise which("setup.course_which", "course", readings[:4], text=value[:60])
    course = courses[0]
    setup.distance_km, setup.ascent_m, setup.descent_m = course.distance_km, course.ascent_m, course.descent_m


def _course_remark(ctx: Context, setup: Setup) -> str:
    text = course_text(ctx, CourseLine(setup.distance_km, setup.ascent_m, setup.descent_m))
    return ctx.say("setup.course_read", course=text) if text else ctx.say("setup.course_assumed")


def _store_steep(ctx: Context, setup: Setup, value: str) -> None:
    setup.steep_descents = one_of(("yes", "no"), value.casefold(), "setup.yes_or_no") == "yes"


def _store_injury(ctx: Context, setup: Setup, value: str) -> None:
    """`open`: not cleared yet, which the feature answers; until then there are no jumps either."""
    words = {"yes": "open"}
    word = one_of(("no", "cleared", "open"), words.get(value.casefold(), value.casefold()), "setup.injury_unread")
    setup.no_jumps, setup.cleared = word != "no", word != "open"


def _injury_values(ctx: Context, setup: Setup) -> Values:
    return {"months": ctx.library.plan_rules.gates.injury_months}


def _store_units(ctx: Context, setup: Setup, value: str) -> None:
    words = {"kg": "metric", "km": "metric", "miles": "uk", "mi": "uk", "lb": "us", "lbs": "us", "pounds": "us"}
    setup.units = one_of(SYSTEMS, words.get(value.casefold(), value.casefold()), "setup.units_unread")


def _races(setup: Setup) -> bool:
    return setup.race_date is not None


FITTING = (
    Step("level", _level_options, _store_level, ("level",)),
    Step("running", named("running", ("settled", "new")), _store_running, ("new_to_running",), values=_running_values),
    Step("hard", _hard_options, _store_hard, ("hard_days",)),
    Step("long", _long_options, _store_long, ("long_day",)),
    Step("age", lambda _, __: (), _store_age, ("age",)),
    Step(
        "course",
        named("course", ("unknown",)),
        _store_course,
        ("distance_km", "ascent_m", "descent_m"),
        needed=_races,
        values=_course_values,
        remark=_course_remark,
    ),
    Step("steep", named("clock", ("yes", "no")), _store_steep, ("steep_descents",), needed=_races),
    Step("injury", named("injury", ("no", "cleared", "open")), _store_injury, ("no_jumps",), values=_injury_values),
)
UNITS = Step("units", named("units", SYSTEMS), _store_units, ("units",))
