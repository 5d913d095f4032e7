"""What the options of `hillcoach plan preview` mean, and what was taken for those left out."""

import argparse
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from core.errors import OperatorError
from core.knowledge.schema import Exercise
from core.plans.rules.model import Race, Runner

Value = TypeVar("Value")
KINDS = ("5-10k", "xc", "half", "marathon", "ultra", "triathlon")
LONGEST = {"5-10k": 10.5, "half": 22.0, "marathon": 43.0}  # km up to which a distance alone tells the type
LEVELS = ("beginner", "intermediate", "advanced")
KITS = ("none", "dumbbells", "gym")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
YEARS = range(2000, 2200)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a preview is of; `notes` say what was taken for options left out."""

    runner: Runner
    race: Race | None
    start: date
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Reading:
    """The options so far: what is wrong with them, and what was taken for granted."""

    options: argparse.Namespace
    wrong: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)

    def value(self, name: str, meaning: Callable[[str], Value], usual: Value, said: str = "") -> Value:
        """What an option means; `usual` where it is left out, with `said` for the notes."""
        text = getattr(self.options, name)
        if text is None:
            self.taken += [said] if said else []
            return usual
        try:
            return meaning(text.strip())
        except ValueError as problem:
            self.wrong.append(f"--{name.replace('_', '-')}: {problem}.")
            return usual


def read(options: argparse.Namespace, exercises: Mapping[str, Exercise], today: date) -> Wanted:
    """The runner, the race and the start; OperatorError with a sentence for each option that makes no sense."""
    reading = _Reading(options)
    start = reading.value("start", _day, today, f"start {today}")
    race = _race(reading)
    runner = _runner(reading, exercises)
    if reading.wrong:
        raise OperatorError("\n".join(reading.wrong))
    notes = (f"Taken for what was not said: {', '.join(reading.taken)}.",) if reading.taken else ()
    return Wanted(runner, race, start, notes)


def _runner(reading: _Reading, exercises: Mapping[str, Exercise]) -> Runner:
    areas = sorted({area for card in exercises.values() for area in card.loads})
    value = reading.value
    nowhere: tuple[str, ...] = ()
    return Runner(
        level=value("level", one_of(LEVELS), "beginner", "level beginner"),  # type: ignore[arg-type]
        kit=value("kit", one_of(KITS), "none", "kit none"),  # type: ignore[arg-type]
        days=value("days", _weekdays, tuple(range(7)), "time to lift on every day"),
        hard_days=value("hard", _weekdays, (), "no hard runs"),
        long_day=value("long", _weekday, None, "no long run"),
        age=value("age", _whole, None, "an adult under 55"),
        avoid=frozenset(value("avoid", many(one_of(areas)), nowhere)),
        swaps=dict(_swap(reading, text, exercises) for text in reading.options.swap or ()),
        new_to_running=reading.options.new_to_running,
        no_jumps=reading.options.no_jumps,
    )


def _race(reading: _Reading) -> Race | None:
    day = reading.value("race_date", _day, None, "no race")
    distance = reading.value("distance_km", _number, None)
    ascent, descent = reading.value("ascent_m", _number, None), reading.value("descent_m", _number, None)
    usual = _usual_kind(distance)
    kind = reading.value("type", one_of(KINDS), usual, f"type {usual}" if day else "")
    if day is None:
        return None
    steep = reading.options.steep_descents
    return Race(day, kind, distance, ascent, descent, steep)  # type: ignore[arg-type]


def _usual_kind(distance: float | None) -> str:
    """The type a distance speaks for; the half marathon is what the rules know best."""
    if distance is None:
        return "half"
    return next((kind for kind, longest in LONGEST.items() if distance <= longest), "ultra")


def _swap(reading: _Reading, text: str, exercises: Mapping[str, Exercise]) -> tuple[str, str]:
    one, _, other = (part.strip().upper() for part in text.partition("="))
    if one not in exercises or other not in exercises:
        reading.wrong.append(f"--swap: {text!r} does not name two exercises: write G2=Q3 for Q3 instead of G2.")
    return one, other


def one_of(words: tuple[str, ...] | list[str]) -> Callable[[str], str]:
    """One of some words, in any case."""

    def meaning(text: str) -> str:
        if text.casefold() not in words:
            raise ValueError(f"there is no {text!r}: choose from {', '.join(words)}")
        return text.casefold()

    return meaning


def many(meaning: Callable[[str], Value]) -> Callable[[str], tuple[Value, ...]]:
    """Several of something, with commas or spaces between."""
    return lambda text: tuple(dict.fromkeys(meaning(part) for part in re.split(r"[,\s]+", text) if part))


def _weekday(text: str) -> int:
    for number, name in enumerate(WEEKDAYS):
        if len(text) > 1 and name.startswith(text.casefold()):
            return number
    raise ValueError(f"{text!r} is no weekday: write mon, tue, wed, thu, fri, sat or sun")


def _weekdays(text: str) -> tuple[int, ...]:
    return tuple(sorted(many(_weekday)(text)))


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no date: write year, month and day, such as 2027-06-14") from None
    if day.year not in YEARS:
        raise ValueError(f"{text!r} is too far from today")
    return day


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(
            f"{text!r} is no number: write figures alone, in kilometres for distance and metres for climbs"
        )
    return number


def _whole(text: str) -> int:
    if not re.fullmatch(r"-?\d{1,4}", text):
        raise ValueError(f"{text!r} is no whole number")
    return int(text)
