"""Looking at the plan: today, this week, the whole way; and the session as it is pushed."""

from dataclasses import replace
from datetime import date, timedelta

from core.context import Context, PushContext, local_date
from core.errors import Refusal
from core.events import Handoff, SetupFinished
from core.feature import Repeat
from core.messages import Action, Choice, Reply
from core.plans import store
from core.plans.declared import feature
from core.plans.drawing import Asked, a_week_before, drawn, session_buttons, ways
from core.plans.inputs import first_row, refuse_impossible
from core.plans.rules.life.facts import DAY, off_on
from core.plans.rules.life.races import rest_until
from core.plans.rules.life.road import unlogged_since
from core.plans.standing import BACKDATE, Standing, standing_of
from core.plans.words.arc import arc_text
from core.plans.words.days import long_day, when
from core.plans.words.week import week_text

A_BREAK = timedelta(days=7)  # so long without anything logged is worth a question


@feature.on(SetupFinished)
def begin(ctx: Context, event: SetupFinished) -> None:
    """Start a plan from today, or hold it when a health question applies."""
    store.end_plans(ctx.session, ctx.person.id)
    store.drop_proposal(ctx.session, ctx.person.id)
    store.forget_races(ctx.session, ctx.person.id, ctx.today)
    state = {True: "active", False: "held", None: "unasked"}[event.cleared]
    row = first_row(ctx.person, state, ctx.today)
    if event.cleared:
        refuse_impossible(ctx.library.plan_rules, ctx.library.texts, row, ctx.today)
    ctx.session.add(row)
    ctx.session.flush()


@feature.command("today")
def today(ctx: Context) -> Reply | Handoff:
    """Today's session, or when the next one comes."""
    standing = _standing(ctx)
    if not isinstance(standing, Standing):
        return standing
    if (away := _away(ctx, standing)) is not None:
        return away
    session = standing.road.upcoming(ctx.today)
    if session is None:
        return Reply(ctx.say("plan.nothing_left"), ways(ctx))
    if (outcome := store.outcome_of(ctx.session, ctx.person.id, session.date)) is not None:
        text = ctx.say(f"session.was_{outcome}", next=next_text(ctx, standing, session.date))
        return Reply(text, (*session_buttons(ctx, session.date, "undo"), *ways(ctx)))
    here = session.date == ctx.today
    head = ctx.say("session.today" if here else "session.next", when=when(ctx.say, session.date, ctx.today))
    return _with_questions(ctx, standing, drawn(ctx, standing, session, head, buttons=here))


@feature.command("week")
def week(ctx: Context) -> Reply | Handoff:
    """The sessions of this week."""
    standing = _standing(ctx)
    if not isinstance(standing, Standing):
        return standing
    log = store.log_since(ctx.session, ctx.person.id, a_week_before(ctx.today))
    away = _away(ctx, standing)
    text = week_text(ctx.say, ctx.library, standing.road, ctx.today, log, away.text if away else "")
    return Reply(text, ways(ctx))


@feature.command("plan")
def show_plan(ctx: Context) -> Reply | Handoff:
    """The whole way to race day in one look."""
    standing = _standing(ctx)
    if not isinstance(standing, Standing):
        return standing
    change = Choice(ctx.say("plan.change"), Action("plan.show", ("change",)))
    return Reply(arc_text(ctx.say, standing.road, standing.history.facts, ctx.today), (*ways(ctx), change))


@feature.press("plan.show")
def show_command(ctx: Context, command: str) -> Handoff:
    """A button that leads to one of the commands."""
    if command not in ("today", "week", "plan", "change"):
        raise Refusal("coach.old_button")
    return Handoff(command)


@feature.pushes("workout", repeat=Repeat.RESEND, grace=timedelta(hours=3))
def draw_workout(ctx: PushContext) -> Reply | None:
    """The session of the day, unless it was settled or moved meanwhile; whether it goes out, others may decide."""
    person, day = ctx.person, date.fromisoformat(ctx.ref)
    if person is None or local_date(person, ctx.now) != day:
        return None
    if person.quiet_until is not None and day <= person.quiet_until:
        return None
    standing = standing_of(ctx.session, person, ctx.library, day)
    session = standing.road.on(day) if standing else None
    if standing is None or session is None or store.outcome_of(ctx.session, person.id, day) is not None:
        return None
    return _with_questions(ctx, standing, drawn(ctx, standing, session, ctx.say("session.push")), pushed=True)


def next_text(ctx: Context, standing: Standing, day: date) -> str:
    """When the next session after a day comes."""
    following = standing.road.upcoming(day + DAY)
    return when(ctx.say, following.date, ctx.today) if following else ctx.say("plan.no_more")


def _standing(ctx: Context) -> Standing | Reply | Handoff:
    row = store.current_plan(ctx.session, ctx.person.id)
    if row is None:
        return Handoff("setup")
    standing = standing_of(ctx.session, ctx.person, ctx.library, ctx.today)
    return Reply(ctx.say(f"plan.{row.state}")) if standing is None else standing


def _away(ctx: Context, standing: Standing) -> Reply | None:
    """What to say on days without training: a race, rest after it, a holiday, an illness."""
    races = standing.history.races
    if any(race.date == ctx.today for race in races):
        return Reply(ctx.say("plan.is_race_day"), ways(ctx))
    after = next_text(ctx, standing, ctx.today)
    off = off_on(standing.history.facts, ctx.today)
    if off is not None:
        key = f"off.{off.kind}" if off.last else f"off.{off.kind}_open"
        back = Choice(ctx.say(f"off.button_{'well' if off.kind == 'ill' else 'back'}"), Action("off.back"))
        last = long_day(off.last) if off.last else ""
        buttons = () if off.kind == "ill" and off.last else (back,)
        return Reply(ctx.say(key, last=last, next=after), (*buttons, *ways(ctx)))
    rest = rest_until(ctx.library.plan_rules, races, ctx.today)
    if rest is None or standing.road.on(ctx.today) is not None:
        return None
    return Reply(ctx.say("off.after_race", last=long_day(rest), next=after), ways(ctx))


def _with_questions(ctx: Asked, standing: Standing, reply: Reply, *, pushed: bool = False) -> Reply:
    """The reply with what the log leaves open: a long gap, or a session of the last two days."""
    today, person = standing.today, ctx.person
    log = store.log_since(ctx.session, person.id, standing.history.versions[0].started_on) if person else {}
    since = unlogged_since(standing.road, log, standing.history.facts, today)
    if since is None or (pushed and not log):  # whoever never logs is not asked every time
        return reply
    if today - since >= A_BREAK:
        choices = tuple(Choice(ctx.say(f"off.button_{name}"), Action(f"off.{name}")) for name in ("break", "trained"))
        gap = ctx.say("off.gap", since=long_day(since))
        return replace(reply, text=f"{gap}\n\n{reply.text}", choices=(*choices, *reply.choices))
    recent = [each for each in standing.road.sessions if today - BACKDATE <= each.date < today]
    unsettled = [each.date for each in recent if each.date not in log]
    if pushed or not unsettled:
        return reply
    label = ctx.say("session.button_open", day=f"{unsettled[-1]:%A}")
    return replace(reply, choices=(Choice(label, Action("session.open", (f"{unsettled[-1]}",))), *reply.choices))
