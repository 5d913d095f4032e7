"""What a race does to the sessions around it: no heavy lifting next to it, recovery after it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from math import ceil

from core.knowledge.plan_schema import PlanRules
from core.plans.rules.life.facts import DAY
from core.plans.rules.model import Race, Session
from core.plans.rules.taper import half_until, loaded_again

ECCENTRIC_CLEAR = timedelta(days=2)


def beside(session: Session, races: Iterable[Race]) -> Session | None:
    """A session near a race on the way: none on its day, nothing heavy from the day before to the day after."""
    for race in races:
        away = session.date - race.date
        if not away or (session.heavy and abs(away) == DAY):
            return None
        if -ECCENTRIC_CLEAR <= away < timedelta(0) and session.eccentric:
            kept = tuple(each for each in session.exercises if not each.eccentric)
            session = replace(session, exercises=kept, rule=(*session.rule, "near_race"))
    return session


def recovering(rules: PlanRules, session: Session, races: Iterable[Race]) -> Session | None:
    """A session after a race: none while the legs carry no load, half its sets for a while after that."""
    for race in races:
        recovery = rules.recovery.get(race.kind)
        if recovery is None or not race.date < session.date <= half_until(recovery, race.date):
            continue
        if session.date < loaded_again(recovery, race.date):
            return None
        halved = tuple(replace(each, sets=ceil(each.sets / 2)) for each in session.exercises)
        return replace(session, exercises=halved, rule=(*session.rule, "recovering"))
    return session


def rest_until(rules: PlanRules, races: Iterable[Race], day: date) -> date | None:
    """Until when legs rest after the latest race before a day; None when they need not any more."""
    for race in races:
        recovery = rules.recovery.get(race.kind)
        if recovery is not None and race.date < day < loaded_again(recovery, race.date):
            return loaded_again(recovery, race.date) - DAY
    return None
