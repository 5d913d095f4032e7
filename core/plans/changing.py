"""Changes that touch the future: shown as a short before and after, taken only after a yes."""

from dataclasses import replace
from datetime import date

from core.context import Context
from core.errors import Refusal
from core.events import ChangeProposed, PlanChanged, RhythmChanged
from core.messages import Action, Choice, Reply
from core.people.inputs import tell
from core.plans import store
from core.plans.declared import feature
from core.plans.inputs import changed, refuse_impossible
from core.plans.reminding import remind_at_usual_hour
from core.plans.rules.life.change import Change, differences, history_after, looked_ahead
from core.plans.rules.life.facts import DAY, Fact, FactKind, of_kind
from core.plans.rules.phases import whole_weeks
from core.plans.standing import Standing, next_open_day, read_day, road_in, standing_of, stands, version_of
from core.plans.tables import PlanRow
from core.plans.words.change import change_text, head_of

ENDED_BY_HAND: tuple[FactKind, ...] = ("avoid", "swap")
CALLED_OFF: tuple[FactKind, ...] = ("holiday", "race")


@feature.on(ChangeProposed)
def hear_of_inputs(ctx: Context, event: ChangeProposed) -> None:
    """Keep new inputs until they are decided on; without a plan they are simply taken."""
    if standing_of(ctx.session, ctx.person, ctx.library, ctx.today) is None:
        tell(ctx.person, event.changes)
        ctx.emit(RhythmChanged())
    else:
        show(ctx, Change(inputs=event.changes))


@feature.press("change.take")
def take(ctx: Context, proposal: str) -> Reply:
    """Take the change that was shown; one that was not shown today is shown anew."""
    standing, change, made_on = _decided(ctx, proposal)
    if made_on != ctx.today:
        again = show(ctx, change)
        return replace(again, text=f"{ctx.say('change.anew')}\n\n{again.text}", replace=True)
    _apply(ctx, standing, change)
    ways = tuple(Choice(ctx.say(f"plan.button_{name}"), Action("plan.show", (name,))) for name in ("week", "plan"))
    return Reply(ctx.say("change.taken"), ways, replace=True)


@feature.press("change.leave")
def leave(ctx: Context, proposal: str) -> Reply:
    """Leave everything as it was."""
    _decided(ctx, proposal)
    store.drop_proposal(ctx.session, ctx.person.id)
    return Reply(ctx.say("change.left"), replace=True)


@feature.press("change.end")
def end(ctx: Context, kind: str, about: str) -> Reply:
    """A swap or a spared area that holds from some day on holds no more."""
    held = [fact for fact in of_kind(stands(ctx).history.facts, *ENDED_BY_HAND) if fact.last is None]
    if (kind, about) not in {(fact.kind, fact.about) for fact in held}:
        raise Refusal("change.stale")
    return show(ctx, Change(ends=((kind, about, next_open_day(ctx) - DAY),)))


@feature.press("change.cancel")
def cancel(ctx: Context, kind: str, first: str) -> Reply:
    """Days off or a further race that are still ahead will not be."""
    day = read_day(first)
    ahead = {(fact.kind, fact.first) for fact in stands(ctx).history.facts if is_ahead(fact, ctx.today)}
    if (kind, day) not in ahead:
        raise Refusal("change.stale")
    return show(ctx, Change(ends=((kind, "", day - DAY),)))


@feature.press("change.second")
def second_race(ctx: Context, proposal: str) -> Reply:
    """The new date is a race of its own: the plan's race stays where it is."""
    standing, change, _ = _decided(ctx, proposal)
    day = change.inputs.get("race_date")
    if not isinstance(day, date) or standing.row.race_date is None:
        raise Refusal("change.stale")
    kind = str(change.inputs.get("race_type") or standing.row.race_type or "half")
    return replace(show(ctx, Change(facts=(Fact("race", day, day, kind),))), replace=True)


def is_ahead(fact: Fact, today: date) -> bool:
    """Whether a fact is days off or a race that one may still call off."""
    return fact.kind in CALLED_OFF and fact.first > today


def show(ctx: Context, change: Change) -> Reply:
    """Before and after, and the two ways to decide; refused when no plan could be built."""
    standing = stands(ctx)
    row = _new_row(ctx, standing, change)
    after = history_after(standing.history, change, version_of(row) if row else None)
    found = differences(
        standing.road, road_in(ctx.library, after, ctx.today), ctx.today, looked_ahead(change, ctx.today)
    )
    kept = store.propose(ctx.session, ctx.person.id, change.as_json(), ctx.today)
    head = head_of(ctx.say, change, standing.row.race_date)
    return Reply(change_text(ctx.say, ctx.library, head, found), _decisions(ctx, standing, change, store.key_of(kept)))


def _decisions(ctx: Context, standing: Standing, change: Change, proposal: str) -> tuple[Choice, ...]:
    race, moved = standing.row.race_date, change.inputs.get("race_date")
    second = race is not None and race > ctx.today and moved is not None and moved != race
    names = ("take", "second", "leave") if second else ("take", "leave")
    return tuple(Choice(ctx.say(f"change.button_{name}"), Action(f"change.{name}", (proposal,))) for name in names)


def _decided(ctx: Context, proposal: str) -> tuple[Standing, Change, date]:
    row = store.proposal_of(ctx.session, ctx.person.id)
    if row is None or store.key_of(row) != proposal:
        raise Refusal("change.stale")
    return stands(ctx), Change.from_json(row.change), row.made_on


def _apply(ctx: Context, standing: Standing, change: Change) -> None:
    store.drop_proposal(ctx.session, ctx.person.id)
    store.end_facts(ctx.session, ctx.person.id, change.ends)
    for fact in change.facts:
        store.note_fact(ctx.session, ctx.person.id, fact)
        if fact.kind == "moved":
            remind_at_usual_hour(ctx, fact.first)
    if (row := _new_row(ctx, standing, change)) is not None:
        standing.row.state = "ended"
        ctx.session.add(row)
        tell(ctx.person, change.inputs)
        ctx.emit(RhythmChanged())
    ctx.session.flush()
    ctx.emit(PlanChanged(tuple(read_day(fact.about) for fact in change.facts if fact.kind == "moved")))


def _new_row(ctx: Context, standing: Standing, change: Change) -> PlanRow | None:
    """The plan with the new inputs, from its first session that is still open; None when no input changes."""
    if not change.inputs:
        return None
    row = changed(standing.row, change.inputs)
    raced_today = standing.row.race_date == ctx.today != row.race_date
    row.holds_from = ctx.today + DAY if raced_today else next_open_day(ctx)
    if not _counts_on(ctx, standing.row, row):
        row.started_on = row.holds_from
    refuse_impossible(ctx.library.plan_rules, ctx.library.texts, row, row.started_on)
    return row


def _counts_on(ctx: Context, before: PlanRow, after: PlanRow) -> bool:
    """Whether weeks go on being counted from where they were: unless the race is over, or the new one far away."""
    if after.race_date == before.race_date:
        return True
    if before.race_date is None or before.race_date <= ctx.today or after.race_date is None:
        return False
    near = whole_weeks(after.started_on, after.race_date) <= ctx.library.plan_rules.longest_weeks
    return near and after.race_date > ctx.today
