"""What plans have to say about an answer before it is kept: nothing can be built from it, or there must be no plan."""

from collections.abc import Mapping

from core.context import Context
from core.errors import Refusal
from core.events import AnswerGiven, PlanRuledOut, RhythmChanged
from core.people.inputs import told_by
from core.plans import store
from core.plans.declared import feature
from core.plans.inputs import race_of, runner_of
from core.plans.rules.limits import refusals
from core.plans.tables import PlanRow

NOT_ASKED_YET = "plan.bad_no_days"


@feature.on(AnswerGiven)
def refuse_at_once(ctx: Context, event: AnswerGiven) -> None:
    """Refuse an answer that makes a plan impossible, with its question again; what was wrong before it is let be."""
    known = _problems(ctx, told_by(ctx.person))
    new = [problem for problem in _problems(ctx, event.told) if problem not in known]
    if new:
        no = Refusal(new[0])
        no.choices, no.ask = event.question.choices, event.question.ask
        raise no


@feature.on(PlanRuledOut)
def hold(ctx: Context, event: PlanRuledOut) -> None:
    """Hold the plan there is: the setup asks again when somebody may train."""
    row = store.current_plan(ctx.session, ctx.person.id)
    if row is not None:
        row.state = "held"
        ctx.emit(RhythmChanged())


def _problems(ctx: Context, told: Mapping[str, object]) -> tuple[str, ...]:
    row = PlanRow(**told)
    race = race_of(row)
    ahead = race if race is not None and race.date >= ctx.today else None  # one gone by is nobody's mistake
    found = refusals(ctx.library.plan_rules, runner_of(row), ahead, ctx.today)
    return tuple(problem for problem in found if problem != NOT_ASKED_YET)
