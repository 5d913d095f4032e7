"""What people can do with their plan: look at today, the week and the whole way; settle a session with a button."""

from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from core.context import Context, PushContext, local_date
from core.delivery import outbox
from core.errors import Refusal
from core.events import Handoff, SessionSettled, SetupFinished
from core.feature import Feature, Repeat
from core.messages import Action, Address, Choice, Reply
from core.plans import store
from core.plans.planning import plan_of, upcoming
from core.plans.rules.model import Plan, Session
from core.plans.rules.short import shortened
from core.plans.tables import PlanRow
from core.plans.texts import arc_text, session_text, week_text
from core.texts import Markup

feature = Feature("plans")

BACKDATE = timedelta(days=2)
LATER = timedelta(hours=2)
LAST_PUSH = time(21, 30)  # nobody wants to be told to squat after this
SHORT_MINUTES = 20
BUTTONS = ("done", "short", "later", "skip")


@feature.on(SetupFinished)
def begin(ctx: Context, event: SetupFinished) -> None:
    """Start a plan from today, or hold it when a health question applies."""
    store.end_plans(ctx.session, ctx.person.id)
    state = {True: "active", False: "held", None: "unasked"}[event.cleared]
    row = PlanRow(person_id=ctx.person.id, state=state, started_on=ctx.today, level="beginner")
    row.race_date, row.race_type = event.race_date, event.race_type
    row.distance_km = row.ascent_m = row.descent_m = None
    ctx.session.add(row)
    ctx.session.flush()


@feature.command("today")
def today(ctx: Context) -> Reply | Handoff:
    """Today's session, or when the next one comes."""
    row = store.current_plan(ctx.session, ctx.person.id)
    if row is None:
        return Handoff("setup")
    if row.state != "active":
        return Reply(ctx.say(f"plan.{row.state}"))
    plan = _plan(ctx, row)
    session = upcoming(plan, ctx.today)
    if session is None:
        over = row.race_date is None or row.race_date < ctx.today
        return Reply(ctx.say("plan.over" if over else "plan.nothing_left"))
    outcome = store.outcome_of(ctx.session, ctx.person.id, session.date)
    if outcome is not None:
        following = upcoming(plan, session.date + timedelta(days=1))
        when = _when(ctx, following.date) if following else ctx.say("plan.no_more")
        return Reply(ctx.say(f"session.was_{outcome}", next=when), (_undo_button(ctx, session.date), *_ways(ctx)))
    head = ctx.say("session.today" if session.date == ctx.today else "session.next", when=_when(ctx, session.date))
    return _drawn(ctx, session, Markup(head), pressable=session.date == ctx.today)


@feature.command("week")
def week(ctx: Context) -> Reply | Handoff:
    """The sessions of this week."""
    row = store.current_plan(ctx.session, ctx.person.id)
    if row is None:
        return Handoff("setup")
    if row.state != "active":
        return Reply(ctx.say(f"plan.{row.state}"))
    outcomes = store.outcomes_since(ctx.session, ctx.person.id, ctx.today - timedelta(days=7))
    return Reply(week_text(ctx.say, ctx.library, _plan(ctx, row), ctx.today, outcomes), _ways(ctx))


@feature.command("plan")
def show_plan(ctx: Context) -> Reply | Handoff:
    """The whole way to race day in one look."""
    row = store.current_plan(ctx.session, ctx.person.id)
    if row is None:
        return Handoff("setup")
    if row.state != "active":
        return Reply(ctx.say(f"plan.{row.state}"))
    change = Choice(ctx.say("plan.change"), Action("setup.again"))
    return Reply(arc_text(ctx.say, _plan(ctx, row), ctx.today), (*_ways(ctx), change))


@feature.press("plan.show")
def show_command(ctx: Context, command: str) -> Handoff:
    """A button that leads to one of the commands above."""
    if command not in ("today", "week", "plan"):
        raise Refusal("coach.old_button")
    return Handoff(command)


@feature.press("session.done")
def done(ctx: Context, day: str) -> Reply:
    """The session is done."""
    return _settle(ctx, _day(ctx, day), "done")


@feature.press("session.skip")
def skip(ctx: Context, day: str) -> Reply:
    """The session is left out: nothing is caught up, the plan goes on."""
    return _settle(ctx, _day(ctx, day), "skipped")


@feature.press("session.undo")
def undo(ctx: Context, day: str) -> Reply:
    """Take back Done or Skip, as long as it could still be logged."""
    session = _session(ctx, _day(ctx, day))
    store.forget_session(ctx.session, ctx.person.id, session.date)
    ctx.emit(SessionSettled(session.date, done=False))
    reply = _drawn(ctx, session, Markup(ctx.say("session.undone")), pressable=True)
    return replace(reply, replace=True)


@feature.press("session.short")
def short(ctx: Context, day: str) -> Reply:
    """The same session in twenty minutes."""
    session = _session(ctx, _day(ctx, day))
    brief = shortened(ctx.library.plan_rules, session, SHORT_MINUTES)
    text = session_text(ctx.say, ctx.library, brief, Markup(ctx.say("session.short_head")))
    return Reply(text, _session_buttons(ctx, session.date, "done", "skip"), replace=True)


@feature.press("session.later")
def later(ctx: Context, day: str) -> Reply:
    """Remind again in two hours, if that is still a decent hour of the same day."""
    on = _day(ctx, day)
    _session(ctx, on)
    if store.outcome_of(ctx.session, ctx.person.id, on) is not None:
        raise Refusal("session.settled_already")
    zone = ZoneInfo(ctx.person.zone or "UTC")
    at = ctx.now + LATER
    local = at.astimezone(zone)
    if on != ctx.today or local.date() != on or local.time() > LAST_PUSH:
        raise Refusal("session.too_late_for_later")
    home = Address(ctx.person.home_platform, ctx.person.home_chat)
    seconds = int(at.timestamp())
    outbox.postpone(
        ctx.session, f"{ctx.person.id}:workout:{on}:later", "workout", home, f"{on}", seconds, ctx.person.id
    )
    text = ctx.say("session.later_at", clock=f"{local:%H:%M}")
    return Reply(text, _session_buttons(ctx, on, "done", "short", "skip"), replace=True)


@feature.pushes("workout", repeat=Repeat.RESEND, grace=timedelta(hours=3))
def draw_workout(ctx: PushContext) -> Reply | None:
    """The session of the day, unless it was settled, paused or moved meanwhile."""
    person, day = ctx.person, date.fromisoformat(ctx.ref)
    if person is None or person.paused or local_date(person, ctx.now) != day:
        return None
    row = store.current_plan(ctx.session, person.id)
    if row is None or row.state != "active" or store.outcome_of(ctx.session, person.id, day) is not None:
        return None
    session = upcoming(plan_of(row, person, ctx.library), day)
    if session is None or session.date != day:
        return None
    return _drawn(ctx, session, Markup(ctx.say("session.push")), pressable=True)


def _settle(ctx: Context, day: date, outcome: str) -> Reply:
    if store.outcome_of(ctx.session, ctx.person.id, day) == outcome:
        return Reply(ctx.say(f"session.{outcome}_already"), replace=True)
    session = _session(ctx, day)
    store.log_session(ctx.session, ctx.person.id, day, outcome, ctx.now)
    ctx.emit(SessionSettled(day, outcome == "done"))
    following = upcoming(_plan(ctx, _active(ctx)), day + timedelta(days=1))
    when = _when(ctx, following.date) if following else ctx.say("plan.no_more")
    choices = (_undo_button(ctx, day), *_ways(ctx))
    return Reply(ctx.say(f"session.{outcome}", slot=session.slot, next=when), choices, replace=True)


def _undo_button(ctx: Context, day: date) -> Choice:
    return Choice(ctx.say("session.button_undo"), Action("session.undo", (f"{day}",)))


def _session(ctx: Context, day: date) -> Session:
    """The session of a day that may still be logged: today's, or one of the last two days."""
    if not ctx.today - BACKDATE <= day <= ctx.today:
        raise Refusal("session.too_long_ago" if day < ctx.today else "session.not_yet")
    session = upcoming(_plan(ctx, _active(ctx)), day)
    if session is None or session.date != day:
        raise Refusal("session.moved")
    return session


def _active(ctx: Context) -> PlanRow:
    row = store.current_plan(ctx.session, ctx.person.id)
    if row is None or row.state != "active":
        raise Refusal("session.moved")
    return row


def _plan(ctx: Context, row: PlanRow) -> Plan:
    return plan_of(row, ctx.person, ctx.library)


def _day(ctx: Context, day: str) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise Refusal("coach.old_button") from None


def _drawn(ctx: Context | PushContext, session: Session, head: Markup, *, pressable: bool) -> Reply:
    text = session_text(ctx.say, ctx.library, session, head)
    return Reply(text, _session_buttons(ctx, session.date, *BUTTONS) if pressable else _ways(ctx))


def _session_buttons(ctx: Context | PushContext, day: date, *names: str) -> tuple[Choice, ...]:
    return tuple(Choice(ctx.say(f"session.button_{name}"), Action(f"session.{name}", (f"{day}",))) for name in names)


def _ways(ctx: Context | PushContext) -> tuple[Choice, ...]:
    return tuple(Choice(ctx.say(f"plan.button_{name}"), Action("plan.show", (name,))) for name in ("week", "plan"))


def _when(ctx: Context, day: date) -> str:
    if day == ctx.today:
        return ctx.say("session.on_today")
    if day == ctx.today + timedelta(days=1):
        return ctx.say("session.on_tomorrow")
    return f"{day:%A} {day.day} {day:%B}"
