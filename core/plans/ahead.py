"""What lies ahead, for the features that speak of it unasked."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from core.agenda import Agenda, Appointment
from core.knowledge.library import Library
from core.people.tables import Person
from core.plans import store
from core.plans.declared import feature
from core.plans.rules.life.facts import off_on
from core.plans.rules.model import Plan
from core.plans.standing import standing_of


@feature.keeps_agenda
def agenda_of(session: Session, person: Person, library: Library, today: date) -> Agenda | None:
    """The sessions from today on and the days that count; None without an active plan."""
    standing = standing_of(session, person, library, today)
    if standing is None:
        return None
    log = store.log_since(session, person.id, today)
    appointments = tuple(
        Appointment(each.date, each.slot, each.minutes, each.date not in log)
        for each in standing.road.sessions
        if each.date >= today and off_on(standing.history.facts, each.date) is None
    )
    return Agenda(appointments, _moments(standing.road.plan))


def _moments(plan: Plan) -> Mapping[str, date]:
    taper = next((week.start for week in plan.weeks if week.phase == "Taper"), None)
    days = {"last_heavy": plan.key_dates.last_heavy, "taper": taper, "race": plan.key_dates.race}
    return {name: day for name, day in days.items() if day is not None}
