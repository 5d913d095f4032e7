"""What a change would do, in a few lines."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from core.knowledge.library import Library
from core.plans.rules.life.change import Change, Difference
from core.plans.words.days import Say, counted, full_day, listed, long_day, short_day

OPEN = ("swap", "avoid", "ill")  # these may hold from a day on
INPUTS = (
    "race_date", "race_type", "distance_km", "ascent_m", "descent_m", "steep_descents", "weekdays", "kit", "level",
    "hard_days", "long_day", "age", "new_to_running", "no_jumps",
)  # fmt: skip
MOST_LINES = 10
MOST_DAYS = 3


def head_of(say: Say, change: Change, race: date | None) -> str:
    """What the change is about."""
    if change.facts:
        fact = change.facts[0]
        last = long_day(fact.last) if fact.last else ""
        key = f"change.head_{fact.kind}" if fact.last or fact.kind not in OPEN else f"change.head_{fact.kind}_open"
        early = "_early" if fact.kind == "race" and race is not None and fact.first < race else ""
        return say(f"{key}{early}", first=long_day(fact.first), last=last, number=fact.to)
    if change.ends:
        kind, _, ended = change.ends[0]
        key = f"change.head_end_{kind}" if kind in ("avoid", "swap", "race") else "change.head_back"
        return say(key, first=long_day(ended + timedelta(days=1)))
    names = [name for name in INPUTS if name in change.inputs]
    return say("change.head_inputs", what=listed(say, [say(f"change.input_{name}") for name in names]))


def change_text(say: Say, library: Library, head: str, found: Sequence[Difference]) -> str:
    """The head, then before and after line by line, then who decides."""
    lines = list(islice((say("change.line", text=_line(say, library, each)) for each in found), MOST_LINES))
    body = "\n".join(lines) if lines else say("change.nothing")
    return f"{head}\n\n{body}\n\n{say('change.ask')}"


def _line(say: Say, library: Library, each: Difference) -> str:
    values = {name: _word(say, library, each.key, name, value) for name, value in each.values.items()}
    if each.key == "race":
        values["weeks"] = counted(say, "plan.weeks_to_go", int(str(each.values["weeks"])))
    if each.key == "phase":
        values["phase"] = say(f"phase.{each.values['phase']}")
    if each.key == "lighter":
        return _lighter(say, library, each)
    known = each.values.get("was", each) is not None and each.values.get("now", each) is not None
    return say(f"change.{each.key}" if known or each.key == "swap" else f"change.{each.key}_{_half(each)}", **values)


def _half(each: Difference) -> str:
    return "new" if each.values.get("was") is None else "none"


def _lighter(say: Say, library: Library, each: Difference) -> str:
    rule = str(each.values["rule"]).replace(".", "_") or "sets"
    percent = library.plan_rules.missed.step_back_percent
    sets = {"was": each.values["was"], "now": each.values["now"]}
    kept = "_kept" if rule == "sore_halve" and sets["was"] == sets["now"] else ""
    return say(f"change.rule_{rule}{kept}", day=_day(each.values["day"]), percent=percent, **sets)


def _word(say: Say, library: Library, key: str, name: str, value: object) -> object:
    if isinstance(value, date):
        return full_day(value) if key in ("race", "no_race") else short_day(value)
    if isinstance(value, list):
        return listed(say, list(_some(say, value)))
    if key in ("swap", "left_out") and name in ("was", "now"):
        return library.exercises[str(value)].name if value else ""
    return value


def _some(say: Say, days: Sequence[date]) -> Iterator[str]:
    shown = days if len(days) <= MOST_DAYS + 1 else days[:MOST_DAYS]
    yield from (short_day(day) for day in shown)
    if len(days) > len(shown):
        yield counted(say, "change.more_days", len(days) - len(shown))


def _day(day: object) -> str:
    return short_day(day) if isinstance(day, date) else ""
