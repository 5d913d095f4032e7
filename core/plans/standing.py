"""Where a runner stands: their inputs, what happened on the way, and the road that follows from both."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from sqlalchemy.orm import Session

from core.context import Context
from core.errors import Refusal
from core.events import PlanChanged
from core.knowledge.library import Library
from core.people.tables import Person
from core.plans import store
from core.plans.inputs import race_of, runner_of
from core.plans.rules.life.facts import DAY, Fact
from core.plans.rules.life.history import History, Version
from core.plans.rules.life.road import Road, road_of
from core.plans.rules.model import Session as Workout
from core.plans.tables import PlanRow

BACKDATE = timedelta(days=2)
LOG_KEPT = timedelta(days=70)  # how far back the log still says something about the next session


@dataclass(frozen=True)
class Standing:
    """A runner with an active plan, on a day."""

    row: PlanRow
    history: History
    library: Library
    today: date

    @cached_property
    def road(self) -> Road:
        """Built when it is first asked for: many questions need the history only."""
        return road_in(self.library, self.history, self.today)


def standing_of(session: Session, person: Person, library: Library, today: date) -> Standing | None:
    """Where a person stands; None without an active plan."""
    row = store.current_plan(session, person.id)
    if row is None or row.state != "active":
        return None
    versions = tuple(version_of(each) for each in store.plan_versions(session, person.id))
    history = History(versions, store.facts_of(session, person.id))
    return Standing(row, history, library, today)


def version_of(row: PlanRow) -> Version:
    """A stored version as the rules read it."""
    return Version(row.holds_from, row.started_on, runner_of(row), race_of(row))


def road_in(library: Library, history: History, today: date) -> Road:
    """The road of a history, by the rules of the pack."""
    return road_of(library.plan_rules, library.exercises, history, today)


def stands(ctx: Context) -> Standing:
    """Where the person stands; refused without an active plan."""
    standing = standing_of(ctx.session, ctx.person, ctx.library, ctx.today)
    if standing is None:
        raise Refusal("session.moved")
    return standing


def loggable(ctx: Context, standing: Standing, day: date) -> Workout:
    """The session of a day that may still be logged: today's, or one of the last two days."""
    if not ctx.today - BACKDATE <= day <= ctx.today:
        raise Refusal("session.too_long_ago" if day < ctx.today else "session.not_yet")
    session = standing.road.on(day)
    if session is None:
        raise Refusal("session.moved")
    return session


def of_today(ctx: Context, standing: Standing, day: date) -> Workout:
    """The session of today, not settled yet: the one that may still be made to fit."""
    session = loggable(ctx, standing, day)
    if day != ctx.today:
        raise Refusal("session.only_today")
    if store.outcome_of(ctx.session, ctx.person.id, day) is not None:
        raise Refusal("session.settled_already")
    return session


def note_today(ctx: Context, fact: Fact) -> Standing:
    """Take a fact that touches today only, and stand there with it."""
    store.note_fact(ctx.session, ctx.person.id, fact)
    ctx.emit(PlanChanged())
    return stands(ctx)


def next_open_day(ctx: Context) -> date:
    """The first day whose session is not settled: today, or tomorrow."""
    settled = store.outcome_of(ctx.session, ctx.person.id, ctx.today) is not None
    return ctx.today + DAY if settled else ctx.today


def with_facts(standing: Standing, *facts: Fact) -> History:
    """The same history with more facts."""
    return replace(standing.history, facts=(*standing.history.facts, *facts))


def read_day(day: str) -> date:
    """A day from a button."""
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise Refusal("coach.old_button") from None
