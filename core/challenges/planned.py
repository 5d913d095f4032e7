"""Where sessions of one's own plan count: what is asked of a member on each day is what their plan asked for then."""

from collections.abc import Collection
from datetime import date

from core.challenges import store
from core.challenges.boards import show_board
from core.challenges.declared import feature
from core.challenges.here import own_day, rules_of, title
from core.challenges.rules.days import EVERY_DAY, replanned
from core.challenges.tables import Challenge, Member
from core.context import Context
from core.errors import Refusal
from core.events import PlanChanged, RhythmChanged, SetupFinished


@feature.on(SetupFinished)
@feature.on(RhythmChanged)
@feature.on(PlanChanged)
def follow(ctx: Context, event: SetupFinished | RhythmChanged | PlanChanged) -> None:
    """The plan is another one from today on: so is what is asked for."""
    moved = event.moved if isinstance(event, PlanChanged) else ()
    for each in store.joined_by(ctx.session, ctx.person.id):
        member = store.member(ctx.session, each.id, ctx.person.id)
        if member is not None:
            keep_up(ctx, each, member, moved)


def keep_up(ctx: Context, on: Challenge, member: Member, moved: Collection[date] = ()) -> None:
    """Let what is asked for be what the plan says now; days that are over stay as they were."""
    if rules_of(on).by_hand:
        return
    due = replanned(member.due, member.joined_on, on.ends_on, own_day(ctx, on), _sessions(ctx), moved)
    if due != member.due:
        member.due = due
        show_board(ctx.session, on, ctx.now)


def first_days(ctx: Context, on: Challenge, since: date) -> str:
    """The days asked of somebody who joins; without a plan there is nothing to count."""
    sessions = _sessions(ctx)
    if not any(day >= since for day in sessions):
        raise Refusal("challenge.needs_plan", title=title(on))
    return replanned(EVERY_DAY, since, on.ends_on, own_day(ctx, on), sessions)


def _sessions(ctx: Context) -> set[date]:
    agenda = ctx.agenda()
    return {each.on for each in agenda.appointments} if agenda else set()
