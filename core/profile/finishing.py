"""What becomes of the answers: stored at once, or proposed to whoever plans, who shows what they would change."""

from core.context import Context
from core.events import ChangeProposed, Handoff, PlanRuledOut, RhythmChanged, SetupFinished
from core.messages import Action, Choice, Reply
from core.people.inputs import FIELDS, tell, told_by
from core.profile import store
from core.profile.asking import FIRST, STEPS, fields_of, question
from core.profile.rules.race import race_problem
from core.profile.tables import Setup

SLIPS = {"setup.too_young": ("age",), "setup.not_cleared": ()}  # what may have been a slip of the finger
AT_ONCE = ("minute_of_day", "zone", "units")  # they touch no session


def finish(ctx: Context, setup: Setup) -> Reply | Handoff:
    """The last question is answered."""
    if setup.single or setup.fitting:
        return _changed(ctx, setup)
    if setup.race_date is not None and (problem := race_problem(setup.race_date, ctx.today)):
        late, setup.step, setup.race_date = setup.race_date, FIRST, None
        asked = question(ctx, setup)
        return Reply(ctx.say(problem, date=f"{late:%d %B %Y}"), asked.choices, asked.ask)
    return _set_up(ctx, setup)


def rule_out(ctx: Context, setup: Setup, text_key: str) -> Reply:
    """Somebody who must not get a plan now: the right words, and any plan of theirs is held."""
    tell(ctx.person, {field: getattr(setup, field) for field in STEPS[setup.step].fields})
    store.end_setup(ctx.session, setup)
    ctx.emit(PlanRuledOut())
    ways = tuple(Choice(ctx.say(f"settings.change_{name}"), Action("setup.edit", (name,))) for name in SLIPS[text_key])
    return Reply(ctx.say(text_key), ways, replace=ctx.request.text is None)


def _set_up(ctx: Context, setup: Setup) -> Handoff:
    """Everything a plan needs is told: it begins, and better answers are offered."""
    tell(ctx.person, told_by(setup))
    ctx.person.minute_of_day, ctx.person.zone = setup.minute_of_day, setup.zone
    ctx.emit(RhythmChanged())
    ctx.emit(SetupFinished(setup.cleared))
    store.end_setup(ctx.session, setup)
    better = (Choice(ctx.say("setup.fit"), Action("setup.fit")),) if setup.cleared else ()
    return Handoff("today", choices=better)


def _changed(ctx: Context, setup: Setup) -> Reply | Handoff:
    """Settings that touch no session are stored; what touches one is proposed."""
    person = ctx.person
    new = {field: getattr(setup, field) for field in fields_of(setup)}
    changes = {field: value for field, value in new.items() if value != getattr(person, field)}
    for field in AT_ONCE:
        if field in changes:
            setattr(person, field, changes[field])
    if "minute_of_day" in changes or "zone" in new:
        ctx.emit(RhythmChanged())
    _close(ctx, setup)
    proposed = {field: value for field, value in changes.items() if field in FIELDS}
    if proposed:
        ctx.emit(ChangeProposed(proposed))
        return Handoff("change")
    return Reply(ctx.say("setup.changed" if changes else "setup.unchanged"), replace=ctx.request.text is None)


def _close(ctx: Context, setup: Setup) -> None:
    if setup.resume_at is not None and not setup.fitting:
        store.resume_setup(setup)
    else:
        store.end_setup(ctx.session, setup)
