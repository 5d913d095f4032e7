"""What somebody has set, in words, each with a button to change it."""

from collections.abc import Iterator

from core.context import Context
from core.messages import Action, Choice
from core.profile.asking import ALONE
from core.profile.fitting import course_text
from core.profile.rules.course import CourseLine
from core.reading.clock import DAY_NAMES, clock_text, days_text
from core.reading.dates import date_text
from core.units import system_name

BUTTONS = ("days", "kit", "hour", "zone", *(name for name in ALONE if name not in ("days", "kit", "hour", "zone")))


def settings_text(ctx: Context) -> str:
    """Every setting with its value."""
    unset = ctx.say("settings.unset")
    return ctx.say("settings.text", **{name: value or unset for name, value in (*_rhythm(ctx), *_inputs(ctx))})


def settings_buttons(ctx: Context) -> tuple[Choice, ...]:
    """A button for each setting, the course only with a race; then one that asks for all that a plan can use."""
    race = ctx.person.race_date is not None
    names = (name for name in BUTTONS if race or name not in ("course", "steep"))
    buttons = (Choice(ctx.say(f"settings.change_{name}"), Action("setup.edit", (name,))) for name in names)
    messages = Choice(ctx.say("settings.messages"), Action("nudges.show"))
    return (*buttons, messages, Choice(ctx.say("setup.fit"), Action("setup.fit")))


def _rhythm(ctx: Context) -> Iterator[tuple[str, str | None]]:
    person = ctx.person
    yield "days", days_text(person.weekdays or 0)
    yield "kit", person.kit and ctx.say(f"kit.{person.kit}")
    yield "hour", None if person.minute_of_day is None else clock_text(person.minute_of_day)
    yield "zone", person.zone
    yield "units", ctx.say(f"units.{system_name(person.units, ctx.request.sender.locale)}")


def _inputs(ctx: Context) -> Iterator[tuple[str, str | None]]:
    person = ctx.person
    course = CourseLine(person.distance_km, person.ascent_m, person.descent_m)
    kind = ctx.say(f"race_type.{person.race_type or 'half'}")
    race = person.race_date
    yield "race", f"{date_text(race)}, {kind}" if race is not None and race >= ctx.today else None
    yield "course", course_text(ctx, course)
    yield "steep", _yes_or_no(ctx, person.steep_descents)
    yield "level", person.level and ctx.say(f"level.{person.level}")
    yield "running", None if person.new_to_running is None else ctx.say(f"running.{_running(person.new_to_running)}")
    yield "hard", None if person.hard_days is None else days_text(person.hard_days) or ctx.say("settings.no_days")
    yield "long", None if person.long_day is None else DAY_NAMES[person.long_day]
    yield "age", None if person.age is None else f"{person.age}"
    yield "injury", None if person.no_jumps is None else ctx.say(f"settings.jumps_{'no' if person.no_jumps else 'yes'}")


def _running(new: bool) -> str:
    return "new" if new else "settled"


def _yes_or_no(ctx: Context, value: bool | None) -> str | None:
    return None if value is None else ctx.say("clock.yes" if value else "clock.no")
