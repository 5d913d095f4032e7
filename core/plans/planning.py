"""From what is stored of a runner to their dated plan."""

from datetime import date

from core.knowledge.library import Library
from core.people.tables import Person
from core.plans.rules.build import build
from core.plans.rules.model import Plan, Race, Runner, Session
from core.plans.tables import PlanRow


def plan_of(row: PlanRow, person: Person, library: Library) -> Plan:
    """The plan that follows from the stored inputs; the same inputs give the same plan."""
    days = tuple(day for day in range(7) if (person.weekdays or 0) >> day & 1)
    runner = Runner(level=row.level, kit=person.kit or "none", days=days)  # type: ignore[arg-type]
    return build(library.plan_rules, library.exercises, runner, _race(row), row.started_on)


def upcoming(plan: Plan, day: date) -> Session | None:
    """The session of a day, or the next one after it."""
    return next((session for session in plan.sessions if session.date >= day), None)


def _race(row: PlanRow) -> Race | None:
    if row.race_date is None:
        return None
    return Race(row.race_date, row.race_type, row.distance_km, row.ascent_m, row.descent_m)  # type: ignore[arg-type]
