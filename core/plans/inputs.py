"""From what a runner told to what the rules plan for; and the "no" to what no plan can be built from."""

from collections.abc import Mapping
from datetime import date

from core.errors import Refusal
from core.knowledge.plan_schema import PlanRules
from core.messages import Action, Choice
from core.people.inputs import PlanInputs, told_by
from core.people.tables import Person
from core.plans.rules.limits import refusals
from core.plans.rules.model import Race, Runner
from core.plans.tables import PlanRow
from core.texts import Texts

# Which answer mends a refusal: the step of /settings that changes it.
MENDED_BY = {
    "plan.bad_no_days": "days",
    "plan.bad_all_hard": "hard",
    "plan.bad_age": "age",
    "plan.bad_under_age": "age",
    "plan.bad_race_past": "race",
    "plan.bad_race_far": "race",
    "plan.bad_distance": "course",
    "plan.bad_negative_climb": "course",
    "plan.bad_climb": "course",
}


def runner_of(told: PlanInputs) -> Runner:
    """Who the plan is for; what was not told takes the careful default."""
    return Runner(
        level=told.level or "beginner",  # type: ignore[arg-type]
        kit=told.kit or "none",  # type: ignore[arg-type]
        days=_days(told.weekdays),
        hard_days=_days(told.hard_days),
        long_day=told.long_day,
        age=told.age,
        new_to_running=bool(told.new_to_running),
        no_jumps=bool(told.no_jumps),
    )


def race_of(told: PlanInputs) -> Race | None:
    """The race the plan counts back from, None between races."""
    if told.race_date is None:
        return None
    return Race(
        told.race_date,
        told.race_type or "half",  # type: ignore[arg-type]
        told.distance_km,
        told.ascent_m,
        told.descent_m,
        steep_descents=bool(told.steep_descents),
    )


def first_row(person: Person, state: str, today: date) -> PlanRow:
    """A plan from today, built from what its person told; not stored yet."""
    return PlanRow(person_id=person.id, state=state, started_on=today, holds_from=today, **told_by(person))


def changed(row: PlanRow, changes: Mapping[str, object]) -> PlanRow:
    """The same plan with other answers, for looking at: not stored, and `row` stays as it is."""
    dates = {"started_on": row.started_on, "holds_from": row.holds_from}
    return PlanRow(person_id=row.person_id, state=row.state, **dates, **(told_by(row) | dict(changes)))


def refuse_impossible(rules: PlanRules, texts: Texts, told: PlanInputs, start: date) -> None:
    """Raise a Refusal that says what is wrong, with a button to mend it, when no plan can be built."""
    wrong = refusals(rules, runner_of(told), race_of(told), start)
    if not wrong:
        return
    no = Refusal(wrong[0])
    if (step := MENDED_BY.get(wrong[0])) is not None:
        no.choices = (Choice(texts.say(f"settings.change_{step}"), Action("setup.edit", (step,))),)
    raise no


def _days(mask: int | None) -> tuple[int, ...]:
    return tuple(day for day in range(7) if (mask or 0) >> day & 1)
