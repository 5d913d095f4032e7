"""Settling a session: done, in short, skipped, later, taken back; and how it was."""

from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from core.context import Context
from core.errors import Refusal
from core.events import SessionSettled
from core.messages import Action, Choice, Reply
from core.plans import store
from core.plans.declared import feature
from core.plans.drawing import drawn, session_buttons, ways
from core.plans.looking import next_text
from core.plans.reminding import remind
from core.plans.rules.life.workouts import MOST_RIR, rir_of_effort
from core.plans.rules.model import Session
from core.plans.rules.short import shortened
from core.plans.standing import loggable, read_day, stands
from core.plans.words.days import long_day
from core.plans.words.session import session_text
from core.texts import Markup

LATER = timedelta(hours=2)
LAST_PUSH = time(21, 30)  # nobody wants to be told to squat after this
SHORT_MINUTES = (20, 10, 5)


@feature.press("session.done")
def done(ctx: Context, day: str, how: str = "done") -> Reply:
    """The session is done, or its short version; asks how it was."""
    if how not in ("done", "short"):
        raise Refusal("coach.old_button")
    return _settle(ctx, read_day(day), how)


@feature.press("session.skip")
def skip(ctx: Context, day: str) -> Reply:
    """The session is left out: nothing is caught up, the plan goes on."""
    return _settle(ctx, read_day(day), "skipped")


@feature.press("session.undo")
def undo(ctx: Context, day: str) -> Reply:
    """Take back Done or Skip, as long as it could still be logged."""
    standing = stands(ctx)
    session = loggable(ctx, standing, read_day(day))
    store.forget_session(ctx.session, ctx.person.id, session.date)
    ctx.emit(SessionSettled(session.date, done=False))
    return replace(drawn(ctx, standing, session, ctx.say("session.undone")), replace=True)


@feature.press("session.open")
def still_open(ctx: Context, day: str) -> Reply:
    """A session of the last two days that nobody has settled."""
    standing = stands(ctx)
    session = loggable(ctx, standing, read_day(day))
    head = ctx.say("session.of_day", day=long_day(session.date))
    text = session_text(ctx.say, ctx.library, standing.road, session, Markup(head))
    return Reply(text, session_buttons(ctx, session.date, "done", "move", "skip"))


@feature.press("session.short")
def short(ctx: Context, day: str, minutes: str = f"{SHORT_MINUTES[0]}") -> Reply:
    """The same session in 20, 10 or 5 minutes."""
    if minutes not in map(str, SHORT_MINUTES):
        raise Refusal("coach.old_button")
    standing = stands(ctx)
    session = loggable(ctx, standing, read_day(day))
    brief = shortened(ctx.library.plan_rules, session, int(minutes))
    text = session_text(ctx.say, ctx.library, standing.road, brief, Markup(ctx.say("session.short_head")))
    logged = Choice(ctx.say("session.button_done"), Action("session.done", (day, "short")))
    return Reply(
        text, (logged, *session_buttons(ctx, session.date, "skip"), *_lengths(ctx, day, minutes)), replace=True
    )


@feature.press("session.later")
def later(ctx: Context, day: str) -> Reply:
    """Remind again in two hours, if that is still a decent hour of the same day."""
    on = read_day(day)
    loggable(ctx, stands(ctx), on)
    if store.outcome_of(ctx.session, ctx.person.id, on) is not None:
        raise Refusal("session.settled_already")
    at = ctx.now + LATER
    local = at.astimezone(ZoneInfo(ctx.person.zone or "UTC"))
    if on != ctx.today or local.date() != on or local.time() > _last_push(ctx):
        raise Refusal("session.too_late_for_later")
    remind(ctx, on, at)
    text = ctx.say("session.later_at", clock=f"{local:%H:%M}")
    return Reply(text, session_buttons(ctx, on, "done", "short", "skip"), replace=True)


@feature.press("effort.rir")
def note_rir(ctx: Context, day: str, rir: str) -> Reply:
    """How many more reps were possible in the last sets."""
    if not rir.isdecimal() or int(rir) > MOST_RIR:
        raise Refusal("coach.old_button")
    return _note(ctx, day, int(rir))


@feature.press("effort.rate")
def rate(ctx: Context, day: str) -> Reply:
    """The same on a scale from 1 to 10."""
    choices = tuple(Choice(f"{each}", Action("effort.effort", (day, f"{each}"))) for each in range(1, 11))
    return Reply(ctx.say("effort.rate"), choices, replace=True)


@feature.press("effort.effort")
def note_effort(ctx: Context, day: str, effort: str) -> Reply:
    """An effort from 1 to 10 as reps in reserve: 10 leaves none."""
    if not effort.isdecimal() or not 1 <= int(effort) <= 10:
        raise Refusal("coach.old_button")
    return _note(ctx, day, rir_of_effort(int(effort)))


@feature.press("effort.top")
def note_top(ctx: Context, day: str, answer: str) -> Reply:
    """Whether every exercise reached the top of its rep range."""
    on = read_day(day)
    if not store.note_effort(ctx.session, ctx.person.id, on, top=answer == "yes"):
        raise Refusal("effort.not_logged")
    text = ctx.say("effort.thanks", next=next_text(ctx, stands(ctx), on))
    return Reply(text, (_sore_button(ctx), *session_buttons(ctx, on, "undo"), *ways(ctx)), replace=True)


def _last_push(ctx: Context) -> time:
    quiet = ctx.person.quiet_from
    return LAST_PUSH if quiet is None else min(LAST_PUSH, time(quiet))


def _note(ctx: Context, day: str, rir: int) -> Reply:
    if not store.note_effort(ctx.session, ctx.person.id, read_day(day), rir=rir):
        raise Refusal("effort.not_logged")
    names = ("yes", "no")
    choices = tuple(Choice(ctx.say(f"effort.top_{name}"), Action("effort.top", (day, name))) for name in names)
    return Reply(ctx.say("effort.top", rir=rir), choices, replace=True)


def _settle(ctx: Context, day: date, outcome: str) -> Reply:
    if store.outcome_of(ctx.session, ctx.person.id, day) == outcome:
        return Reply(ctx.say(f"session.{outcome}_already"), replace=True)
    standing = stands(ctx)
    session = loggable(ctx, standing, day)
    late = day < ctx.today
    store.log_session(ctx.session, ctx.person.id, day, outcome, ctx.now, late=late)
    ctx.emit(SessionSettled(day, outcome != "skipped"))
    text = ctx.say(f"session.{outcome}", slot=session.slot, next=next_text(ctx, standing, day))
    if late:
        text = f"{text} {ctx.say('session.backdated', day=long_day(day))}"
    undo_button = session_buttons(ctx, day, "undo")
    if outcome != "done":
        move = session_buttons(ctx, day, "move") if outcome == "skipped" else ()
        return Reply(text, (*undo_button, *move, *ways(ctx)), replace=True)
    asked = f"{text}\n\n{ctx.say('effort.ask')}" if _has_effort(session) else text
    return Reply(asked, (*_rirs(ctx, day), _sore_button(ctx), *undo_button, *ways(ctx)), replace=True)


def _has_effort(session: Session) -> bool:
    return any(each.rir is not None for each in session.exercises)


def _rirs(ctx: Context, day: date) -> tuple[Choice, ...]:
    numbers = tuple(
        Choice(f"{rir}+" if rir == MOST_RIR else f"{rir}", Action("effort.rir", (f"{day}", f"{rir}")))
        for rir in range(MOST_RIR + 1)
    )
    return (*numbers, Choice(ctx.say("effort.button_rate"), Action("effort.rate", (f"{day}",))))


def _sore_button(ctx: Context) -> Choice:
    return Choice(ctx.say("sore.button"), Action("sore.ask"))


def _lengths(ctx: Context, day: str, shown: str) -> tuple[Choice, ...]:
    others = (each for each in map(str, SHORT_MINUTES) if each != shown)
    return tuple(
        Choice(ctx.say("session.button_minutes", minutes=each), Action("session.short", (day, each))) for each in others
    )
