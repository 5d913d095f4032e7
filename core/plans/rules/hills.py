"""Running on hills beside the gym, and the checks of progress: dates only, the running itself is the runner's."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.knowledge.plan_schema import HillRules
from core.plans.rules.model import Plan, Race

Window = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Descents:
    """When gentle descents begin and when the last big one is due."""

    first: Window
    last_big: Window


def descents(rules: HillRules, race: Race) -> Descents:
    """The windows counted back from the race, both days included."""
    return Descents(_window(race.date, rules.first_descent), _window(race.date, rules.last_descent[race.kind]))


def check_weeks(plan: Plan, every: int) -> tuple[date, ...]:
    """The starts of the weeks with a progress check: every so many weeks, not in Peak or Taper."""
    due = [week for number, week in enumerate(plan.weeks, 1) if number % every == 0]
    return tuple(week.start for week in due if week.phase not in ("Peak", "Taper"))


def _window(race: date, days: tuple[int, int]) -> Window:
    return race - timedelta(days=days[1]), race - timedelta(days=days[0])
