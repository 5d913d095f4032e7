"""Which days of a week hold which session: clear of hard and long runs, and of each other.

Runs are taken to be at 8:00, lifting at 8:00 on an easy day or at 18:00, after the run, on a hard-run day.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from core.plans.rules.model import Runner, Session

MORNING, EVENING = 8, 18
WEEK_HOURS = 7 * 24
APART = 48  # hours between A and B, and from slow lowering to a hard or long run
HEAVY_CLEAR = 24  # hours from lifting after a hard run to the next one


@dataclass(frozen=True, slots=True)
class Place:
    """A weekday and an hour; `clear` is the hours to the next hard or long run."""

    weekday: int
    hour: int
    clear: int

    @property
    def at(self) -> int:
        """Hours since Monday 0:00."""
        return self.weekday * 24 + self.hour


@dataclass(frozen=True, slots=True)
class Pattern:
    """Where the two sessions go in a week; either may be missing."""

    a: Place | None
    b: Place | None


def patterns(runner: Runner) -> tuple[Pattern, ...]:
    """Every legal week, best first: two sessions well apart and far from the next run, then A alone, then B alone."""
    heavy, easy = tuple(a_places(runner)), tuple(b_places(runner))
    pairs = [(a, b) for a in heavy for b in easy if _gap(a, b) >= APART]
    pairs.sort(key=lambda pair: (pair[1].hour, -_gap(*pair), -pair[0].clear, -pair[1].clear, pair[0].at, pair[1].at))
    alone = sorted(heavy, key=lambda place: (place.clear < APART, -place.clear, place.at))
    light = sorted(easy, key=lambda place: (-place.clear, place.at))
    return (
        *(Pattern(a, b) for a, b in pairs),
        *(Pattern(a, None) for a in alone),
        *(Pattern(None, b) for b in light),
    )


def hour_of(session: Session) -> int:
    """The hour a placed session is meant for."""
    return EVENING if {"after_run", "evening"} & {*session.rule} else MORNING


def free_day(runner: Runner, days: Sequence[date], taken: Sequence[date]) -> date | None:
    """A day for a session that makes nobody sore: an easy one if there is one."""
    runs = run_days(runner)
    free = [day for day in days if day.weekday() in runner.days and day not in taken]
    return min(free, key=lambda day: (day.weekday() in runs, day), default=None)


def first_legal(ranked: Sequence[Pattern], legal: Callable[[Pattern], bool]) -> Pattern | None:
    """The best pattern that this very week allows."""
    return next((pattern for pattern in ranked if legal(pattern)), None)


def run_days(runner: Runner) -> frozenset[int]:
    """The weekdays of hard and long runs."""
    return frozenset(runner.hard_days) | (frozenset() if runner.long_day is None else {runner.long_day})


def a_places(runner: Runner) -> Iterator[Place]:
    """Where Session A may go: after a hard run, or on an easy day 48 h before the next one."""
    runs = run_days(runner)
    for weekday in sorted(set(runner.days) - {runner.long_day}):
        hard = weekday in runs
        place = _place(weekday, EVENING if hard else MORNING, runs)
        if place.clear >= (HEAVY_CLEAR if hard else APART):
            yield place


def b_places(runner: Runner) -> Iterator[Place]:
    """Where Session B may go: on an easy day 48 h before the next hard or long run."""
    runs = run_days(runner)
    for weekday in sorted(set(runner.days) - runs):
        for hour in (MORNING, EVENING):
            place = _place(weekday, hour, runs)
            if place.clear >= APART:
                yield place


def _place(weekday: int, hour: int, runs: frozenset[int]) -> Place:
    at = weekday * 24 + hour
    ahead = [(run * 24 + MORNING - at) % WEEK_HOURS or WEEK_HOURS for run in runs]
    return Place(weekday, hour, min(ahead, default=WEEK_HOURS))


def _gap(one: Place, other: Place) -> int:
    """Hours between two sessions that come back every week, the shorter way round."""
    ahead = (other.at - one.at) % WEEK_HOURS
    return min(ahead, WEEK_HOURS - ahead)
