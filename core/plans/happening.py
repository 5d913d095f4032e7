"""What happens on the way: holidays, illness, breaks, soreness; each becomes a change to say yes to."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated

from core.context import Context
from core.errors import Refusal
from core.events import Handoff, RhythmChanged
from core.messages import MAX_LABEL, Action, Ask, Choice, Reply
from core.plans import store
from core.plans.changing import ENDED_BY_HAND, is_ahead, show
from core.plans.declared import feature
from core.plans.rules.life.change import Change
from core.plans.rules.life.facts import DAY, Fact, of_kind, off_on
from core.plans.rules.life.road import unlogged_since
from core.plans.rules.life.spans import Span, Told, read_event, readings
from core.plans.standing import next_open_day, standing_of, stands
from core.plans.words.days import long_day, short_day

HOLIDAYS = (7, 14, 21)  # days one can press
WELL = (0, 1, 2)  # since how many days
CHEST = Action("faq.safety", ("B98",))  # heart or lung: the safety answer, whatever the days off
QUIET, BACK = "quiet", "back"  # how /pause and /resume hand over the day they were given


@feature.command("change")
def change(ctx: Context, what: Annotated[str, "change.arg.what"] = "") -> Reply | Handoff:
    """What is different: the change that waits for a yes, or what one could tell."""
    words = what.strip()
    asked_by, _, day = words.partition(" ")
    if ctx.request.command != "change" and asked_by in (QUIET, BACK):
        return _quiet_until(ctx, day) if asked_by == QUIET else _back_on(ctx, day)
    if not _has_plan(ctx):
        return Handoff("today") if ctx.request.command == "change" else Reply(ctx.say(_changed_key(ctx)))
    if words:
        return _told(ctx, words)
    row = store.proposal_of(ctx.session, ctx.person.id)
    if row is not None:
        return show(ctx, Change.from_json(row.change))
    press = {"away": "away.ask", "ill": "ill.ask", "sore": "sore.ask"}
    life = (Choice(ctx.say(f"change.menu_{name}"), Action(action)) for name, action in press.items())
    inputs = (
        Choice(ctx.say(f"settings.change_{name}"), Action("setup.edit", (name,))) for name in ("race", "days", "kit")
    )
    return Reply(ctx.say("change.menu"), (*_ways_back(ctx), *life, *inputs, *_held(ctx)))


@feature.hears(read_event)
def happened(ctx: Context, told: Told) -> Reply | None:
    """Somebody says that they are away, ill, or back; nothing to say to it without a plan, or when nobody was away."""
    standing = standing_of(ctx.session, ctx.person, ctx.library, ctx.today)
    if standing is None:
        return None
    if told.kind == "back":
        return _back_again(ctx)
    if told.kind == "ill":
        return ill(ctx)
    return away(ctx) if told.first is None or told.last is None else _away(ctx, told.first, told.last)


@feature.press("away.ask")
def away(ctx: Context, how: str = "") -> Reply:
    """Until when? `how` is "quiet" when /pause asks: then no messages come either."""
    ends = (ctx.today + timedelta(days=days - 1) for days in HOLIDAYS)
    weeks = tuple(
        Choice(ctx.say("away.until", day=short_day(last)), Action("away.until", (f"{last}", *_as(how))))
        for last in ends
    )
    return Reply(ctx.say("away.ask"), weeks, ask=Ask(Action("away.typed", _as(how)), ctx.say("away.hint")))


@feature.press("away.until")
def away_until(ctx: Context, last: str, how: str = "") -> Reply:
    """From today until a day that was pressed."""
    if not readings(last, ctx.today):
        raise Refusal("coach.old_button")
    return replace(_for(how)(ctx, last), replace=True)


@feature.press("away.typed")
def away_typed(ctx: Context, how: str = "") -> Reply:
    """From today, or from a day on, as it was typed."""
    try:
        return _for(how)(ctx, ctx.text)
    except Refusal as no:
        asked = away(ctx, how)
        no.choices, no.ask = no.choices or asked.choices, asked.ask
        raise


@feature.press("ill.ask")
def ill(ctx: Context) -> Reply:
    """What kind of ill?"""
    kinds = ("fever", "mild")
    return Reply(ctx.say("ill.ask"), tuple(Choice(ctx.say(f"ill.{kind}"), Action("ill.is", (kind,))) for kind in kinds))


@feature.press("ill.is")
def ill_is(ctx: Context, kind: str) -> Reply:
    """Fever or chest illness: no training; anything milder is not for a program to judge."""
    if kind == "mild":
        return Reply(ctx.say("ill.mild_words"), replace=True)
    if kind != "fever":
        raise Refusal("coach.old_button")
    off = off_on(stands(ctx).history.facts, ctx.today)
    if off is not None and off.kind == "ill":
        raise Refusal("off.already")
    return replace(show(ctx, Change(facts=(Fact("ill", next_open_day(ctx)),))), replace=True)


@feature.press("off.back")
def come_back(ctx: Context) -> Reply:
    """Back before the day that was said, or well again."""
    off = off_on(stands(ctx).history.facts, ctx.today)
    if off is None:
        raise Refusal("off.not_off")
    if off.kind == "ill":
        since = tuple(Choice(ctx.say(f"ill.well_{days}"), Action("ill.well", (f"{days}",))) for days in WELL)
        return Reply(ctx.say("ill.well_since"), (*since, Choice(ctx.say("ill.alarm"), CHEST)))
    return show(ctx, Change(ends=((off.kind, "", ctx.today - DAY),)))


@feature.press("ill.well")
def well(ctx: Context, days: str) -> Reply:
    """Well since so many days: training starts again after 48 h."""
    off = off_on(stands(ctx).history.facts, ctx.today)
    if days not in map(str, WELL) or off is None or off.kind != "ill":
        raise Refusal("coach.old_button")
    rest = timedelta(hours=ctx.library.plan_rules.missed.well_hours) - timedelta(days=int(days))
    last = ctx.today + rest - DAY
    return replace(show(ctx, Change(ends=(("ill", "", last),))), replace=True)


def _back_again(ctx: Context) -> Reply | None:
    """Back from days off, or from a gap in the log; nothing to say when there was neither."""
    if off_on(stands(ctx).history.facts, ctx.today) is not None:
        return come_back(ctx)
    return had_a_break(ctx) if _since(ctx) is not None else None


@feature.press("off.break")
def had_a_break(ctx: Context) -> Reply:
    """Nothing was done since the last logged session."""
    since = _gap(ctx)
    return show(ctx, Change(facts=(Fact("break", since, ctx.today - DAY),)))


@feature.press("off.trained")
def trained(ctx: Context) -> Reply:
    """It was done, only not logged."""
    store.note_fact(ctx.session, ctx.person.id, Fact("trained", _gap(ctx), ctx.today - DAY))
    return Reply(ctx.say("off.trained"), (Choice(ctx.say("plan.button_today"), Action("plan.show", ("today",))),))


def _changed_key(ctx: Context) -> str:
    row = store.current_plan(ctx.session, ctx.person.id)
    return "setup.changed" if row is None else "setup.changed_held"


def _ways_back(ctx: Context) -> Iterator[Choice]:
    """First of all for somebody who is away or ill: being back."""
    off = off_on(stands(ctx).history.facts, ctx.today)
    if off is not None:
        yield Choice(ctx.say("off.button_well" if off.kind == "ill" else "off.button_back"), Action("off.back"))


def _held(ctx: Context) -> Iterator[Choice]:
    """What holds from some day on or is still ahead, each with a way to end it."""
    for fact in stands(ctx).history.facts:
        if is_ahead(fact, ctx.today):
            label = ctx.say(f"change.cancel_{fact.kind}", first=short_day(fact.first))
            yield Choice(label[:MAX_LABEL], Action("change.cancel", (fact.kind, f"{fact.first}")))
        if fact.last is None and fact.kind in ENDED_BY_HAND:
            name = ctx.say(f"area.{fact.about}") if fact.kind == "avoid" else ctx.library.exercises[fact.about].name
            label = ctx.say(f"change.end_{fact.kind}", name=name)
            yield Choice(label[:MAX_LABEL], Action("change.end", (fact.kind, fact.about)))


def _told(ctx: Context, words: str) -> Reply:
    if readings(words, ctx.today):
        return _away_for(ctx, words)
    told = read_event(words, ctx.today)
    answer = happened(ctx, told) if told is not None else None
    if answer is None:
        raise Refusal("away.unread", text=words[:40])
    return answer


def _away(ctx: Context, first: date, last: date) -> Reply:
    """Days off as a change to say yes to."""
    return show(ctx, _days_off(ctx, first, last))


def _quiet_until(ctx: Context, when: str) -> Reply:
    """Asked for by /pause: messages stop in any case; who has a plan is asked what that means for it."""
    first, last = _read(ctx, when, QUIET)
    ctx.person.paused, ctx.person.quiet_until = False, last
    ctx.emit(RhythmChanged())
    said = ctx.say("pause.until", last=long_day(last))
    return _said_first(said, _away(ctx, first, last)) if _has_plan(ctx) else Reply(said)


def _days_off(ctx: Context, first: date, last: date) -> Change:
    """Told while already away, days off from now on are a correction: they take the place of what was left of it."""
    if first > ctx.today:
        return Change(facts=(Fact("holiday", first, last),))
    first = max(first, next_open_day(ctx))
    new = Fact("holiday", first, max(first, last))
    told = tuple(of_kind(stands(ctx).history.facts, "holiday"))
    if not any(fact.covers(first) for fact in told):
        return Change(facts=(new,))
    return Change(facts=(new,), ends=(("holiday", "", first - DAY),))


def _back_on(ctx: Context, when: str) -> Reply:
    """Asked for by /resume: messages and sessions from a day on."""
    _, day = _read(ctx, when, BACK)
    last = day - DAY
    ctx.person.paused, ctx.person.quiet_until = False, last
    ctx.emit(RhythmChanged())
    said = ctx.say("resume.on", day=long_day(day))
    off = off_on(stands(ctx).history.facts, day) if _has_plan(ctx) else None
    return Reply(said) if off is None else _said_first(said, show(ctx, Change(ends=((off.kind, "", last),))))


def _away_for(ctx: Context, when: str) -> Reply:
    return _away(ctx, *_read(ctx, when))


def _for(how: str) -> Callable[[Context, str], Reply]:
    """What days that were told are for."""
    return {QUIET: _quiet_until, BACK: _back_on}.get(how, _away_for)


def _read(ctx: Context, when: str, how: str = "") -> Span:
    """The days a text means; refused when it names none, and with both as buttons when it may mean two."""
    spans = readings(when, ctx.today)
    if not spans:
        raise Refusal("away.unread", text=when[:40])
    if len(spans) > 1:
        no = Refusal("away.which", text=when[:40])
        no.understood, no.choices = (
            True,
            tuple(
                Choice(short_day(last), Action("away.until", (f"{first} to {last}", *_as(how))))
                for first, last in spans
            ),
        )
        raise no
    return spans[0]


def _said_first(said: str, reply: Reply) -> Reply:
    return replace(reply, text=f"{said}\n\n{reply.text}")


def _as(how: str) -> tuple[str, ...]:
    return (how,) if how in (QUIET, BACK) else ()


def _has_plan(ctx: Context) -> bool:
    return standing_of(ctx.session, ctx.person, ctx.library, ctx.today) is not None


def _gap(ctx: Context) -> date:
    since = _since(ctx)
    if since is None:
        raise Refusal("off.no_gap")
    return since


def _since(ctx: Context) -> date | None:
    standing = stands(ctx)
    log = store.log_since(ctx.session, ctx.person.id, standing.history.versions[0].started_on)
    return unlogged_since(standing.road, log, standing.history.facts, ctx.today)
