"""Coming back after time off: how much, for how long, and what a session becomes meanwhile."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.knowledge.plan_schema import MissedRules
from core.plans.rules.life.facts import DAY, Fact, times_off
from core.plans.rules.missed import Return, after_weeks_off, applied
from core.plans.rules.model import Plan, Session, Week

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ComingBack:
    """A return and its days; `last` None: until Taper."""

    change: Return
    first: date
    last: date | None

    def covers(self, day: date) -> bool:
        """Whether a day still belongs to it."""
        return self.first <= day and (self.last is None or day <= self.last)


def returns(rules: MissedRules, facts: Iterable[Fact], started: date, race: date | None) -> Iterator[ComingBack]:
    """What follows each time off that has an end and took a week or more; before the start there is nothing to lose."""
    for off in times_off(facts):
        if off.last is None or off.first <= started:
            continue
        back = off.last + DAY
        ahead = race is not None and race >= back
        left = (race - back).days // 7 if race is not None and ahead else None
        change = after_weeks_off(rules, ((off.last - off.first).days + 1) // 7, left)
        if change.weeks:
            stays = change.kind == "base_again" and not change.join and left is not None
            yield ComingBack(change, back, None if stays else back + WEEK * change.weeks - DAY)


def eased_back(rules: MissedRules, plan: Plan, week: Week, session: Session, change: Return) -> Session:
    """A session while its runner comes back; Taper keeps its sets, only the effort is lower after a long time."""
    gentler = Return("step_back", 1, load_percent=-rules.step_back_percent, rir_more=rules.step_back_rir)
    if session.slot == "light" or (week.phase == "Taper" and change.kind == "one_set_less"):
        return session
    if change.kind == "base_again":
        base = _base_session(plan, session.slot) if week.phase in ("Build", "Peak") else None
        if base is not None:
            kept = _in_time(plan, session.date, base)
            return replace(kept, date=session.date, rule=(*session.rule, "return.base_again"))
        change = gentler if week.phase != "Base" else Return("base_again")
    exercises = tuple(applied(change, each) for each in session.exercises)
    return replace(session, exercises=exercises, rule=(*session.rule, f"return.{change.kind}"))


def _base_session(plan: Plan, slot: str) -> Session | None:
    """The last full session of its kind in Base."""
    base = [week for week in plan.weeks if week.phase == "Base" and not week.deload]
    found = [session for week in base for session in week.sessions if session.slot == slot]
    return found[-1] if found else None


def _in_time(plan: Plan, day: date, session: Session) -> Session:
    """Without what is over for this race: heavy lifts and slow lowering after their last dates."""
    keys = plan.key_dates
    heavy_over = keys.last_heavy is not None and day > keys.last_heavy
    lowering_over = keys.last_eccentric is not None and day > keys.last_eccentric
    kept = [
        each for each in session.exercises if not (each.heavy and heavy_over) and not (each.eccentric and lowering_over)
    ]
    return replace(session, exercises=tuple(kept), heavy=any(each.heavy for each in kept))
