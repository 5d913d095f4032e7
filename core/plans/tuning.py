"""Making today's session fit: easier, harder, as it was, or on another day."""

from dataclasses import replace

from core.context import Context
from core.errors import Refusal
from core.messages import Action, Choice, Reply
from core.plans import store
from core.plans.changing import show
from core.plans.declared import feature
from core.plans.drawing import drawn, session_buttons
from core.plans.rules.life.change import Change
from core.plans.rules.life.facts import Fact, off_on
from core.plans.rules.life.races import beside
from core.plans.rules.life.today import no_harder
from core.plans.rules.missed import moved
from core.plans.rules.model import EVERY_DAY, Session
from core.plans.standing import Standing, loggable, note_today, of_today, read_day, stands

MENU = ("swap", "easier", "harder")


@feature.press("session.more")
def more(ctx: Context, day: str) -> Reply:
    """What can be changed about today's session."""
    session = of_today(ctx, stands(ctx), read_day(day))
    sore = Choice(ctx.say("sore.button"), Action("sore.ask"))
    ill = Choice(ctx.say("ill.button"), Action("ill.ask"))
    back = session_buttons(ctx, session.date, "planned") if _tuned(session) else ()
    return Reply(ctx.say("session.more"), (*session_buttons(ctx, session.date, *MENU), *back, sore, ill))


@feature.press("session.easier")
def easier(ctx: Context, day: str) -> Reply:
    """One set less and one more rep in reserve, today; and each exercise's easier way."""
    session = of_today(ctx, stands(ctx), read_day(day))
    if "easier" in session.rule:
        raise Refusal("session.easier_already")
    return _changed(ctx, session, "easier")


@feature.press("session.harder")
def harder(ctx: Context, day: str) -> Reply:
    """One rep less in reserve, today, where the plan allows it; and each exercise's harder way."""
    standing = stands(ctx)
    session = of_today(ctx, standing, read_day(day))
    if "harder" in session.rule:
        raise Refusal("session.harder_already")
    week = standing.road.week_of(session.date)
    why = no_harder(session, week, standing.road.plan.key_dates) if week else None
    if why is not None:
        raise Refusal(f"session.no_harder_{why}")
    return _changed(ctx, session, "harder")


@feature.press("session.planned")
def as_planned(ctx: Context, day: str) -> Reply:
    """Today's session as it was before it was swapped, eased or made harder."""
    session = of_today(ctx, stands(ctx), read_day(day))
    store.forget_facts_of_day(ctx.session, ctx.person.id, session.date)
    return redrawn(ctx, stands(ctx), session, ctx.say("session.as_planned"))


@feature.press("session.move")
def move(ctx: Context, day: str) -> Reply:
    """The missed session on a day within 48 h that keeps every spacing, if there is one."""
    standing = stands(ctx)
    session = loggable(ctx, standing, read_day(day))
    if store.outcome_of(ctx.session, ctx.person.id, session.date) in ("done", "short"):
        raise Refusal("session.settled_already")
    runner = replace(standing.road.runner, days=EVERY_DAY)
    others = [each for each in standing.road.sessions if each.date != session.date]
    keys = standing.road.plan.key_dates
    new = moved(ctx.library.plan_rules.missed, runner, session, others, ctx.today, keys)
    if new is None or "moved" in session.rule or not _free(standing, replace(session, date=new)):
        raise Refusal("session.cannot_move")
    return show(ctx, Change(facts=(Fact("moved", new, new, f"{session.date}"),)))


def _free(standing: Standing, session: Session) -> bool:
    """Whether the day of a session is neither off nor beside a race on the way."""
    on_the_way = [race for race in standing.history.races if race != standing.road.race]
    return off_on(standing.history.facts, session.date) is None and beside(session, on_the_way) == session


def redrawn(ctx: Context, standing: Standing, before: Session, head: str) -> Reply:
    """Today's session as it is now, in the place of the message before."""
    session = standing.road.on(before.date)
    if session is None:
        raise Refusal("session.nothing_left")
    return replace(drawn(ctx, standing, session, head), replace=True)


def _changed(ctx: Context, session: Session, way: str) -> Reply:
    store.forget_tuning(ctx.session, ctx.person.id, session.date)
    standing = note_today(ctx, Fact(way, session.date, session.date))  # type: ignore[arg-type]
    reply = redrawn(ctx, standing, session, ctx.say(f"session.{way}"))
    cards = (ctx.library.exercises[each.id] for each in session.exercises)
    hints = "\n".join(ctx.say("session.way", name=card.name, way=getattr(card, way).text) for card in cards)
    return replace(reply, text=f"{reply.text}\n\n{ctx.say(f'session.{way}_ways')}\n{hints}")


def _tuned(session: Session) -> bool:
    return not {"easier", "harder", "swapped"}.isdisjoint(session.rule)
