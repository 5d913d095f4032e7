"""What happens on the way: holidays, illness, breaks, soreness; each becomes a change to say yes to."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated

from core.context import Context
from core.errors import Refusal
from core.events import Handoff, RhythmChanged
from core.messages import MAX_LABEL, Action, Ask, Choice, Reply
from core.plans import store
from core.plans.changing import ENDED_BY_HAND, show
from core.plans.declared import feature
from core.plans.rules.life.change import Change
from core.plans.rules.life.facts import DAY, Fact, off_on
from core.plans.rules.life.road import unlogged_since
from core.plans.rules.life.spans import Told, read_event, read_span
from core.plans.standing import next_open_day, standing_of, stands
from core.plans.words.days import long_day

HOLIDAYS = (7, 14, 21)  # days one can press
WELL = (0, 1, 2)  # since how many days


@feature.command("change")
def change(ctx: Context, what: Annotated[str, "change.arg.what"] = "") -> Reply | Handoff:
    """What is different: the change that waits for a yes, or what one could tell."""
    if standing_of(ctx.session, ctx.person, ctx.library, ctx.today) is None:
        return Handoff("today") if ctx.request.command == "change" else Reply(ctx.say("setup.changed"))
    if what.strip():
        return _told(ctx, what)
    row = store.proposal_of(ctx.session, ctx.person.id)
    if row is not None:
        return show(ctx, Change.from_json(row.change))
    press = {"away": "away.ask", "ill": "ill.ask", "sore": "sore.ask"}
    life = (Choice(ctx.say(f"change.menu_{name}"), Action(action)) for name, action in press.items())
    inputs = (
        Choice(ctx.say(f"settings.change_{name}"), Action("setup.edit", (name,))) for name in ("race", "days", "kit")
    )
    return Reply(ctx.say("change.menu"), (*life, *inputs, *_held(ctx)))


@feature.hears(read_event)
def happened(ctx: Context, told: Told) -> Reply | None:
    """Somebody says that they are away, ill, or back; nothing to say to it without a plan, or when nobody was away."""
    standing = standing_of(ctx.session, ctx.person, ctx.library, ctx.today)
    if standing is None:
        return None
    if told.kind == "back":
        return come_back(ctx) if off_on(standing.history.facts, ctx.today) else None
    if told.kind == "ill":
        return ill(ctx)
    return away(ctx) if told.first is None or told.last is None else _away(ctx, told.first, told.last)


@feature.press("away.ask")
def away(ctx: Context) -> Reply:
    """Until when?"""
    weeks = tuple(
        Choice(ctx.say("away.until", day=f"{last:%a} {last.day} {last:%b}"), Action("away.until", (f"{last}",)))
        for last in (ctx.today + timedelta(days=days - 1) for days in HOLIDAYS)
    )
    return Reply(ctx.say("away.ask"), weeks, ask=Ask(Action("away.typed"), ctx.say("away.hint")))


@feature.press("away.until")
def away_until(ctx: Context, last: str) -> Reply:
    """From today until a day that was pressed."""
    span = read_span(last, ctx.today)
    if span is None:
        raise Refusal("coach.old_button")
    return replace(_away(ctx, *span), replace=True)


@feature.press("away.typed")
def away_typed(ctx: Context) -> Reply:
    """From today, or from a day on, as it was typed."""
    span = read_span(ctx.text, ctx.today)
    if span is None:
        no = Refusal("away.unread", text=ctx.text[:40])
        asked = away(ctx)
        no.choices, no.ask = asked.choices, asked.ask
        raise no
    return _away(ctx, *span)


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
        return Reply(ctx.say("ill.well_since"), since)
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


def _held(ctx: Context) -> Iterator[Choice]:
    """What holds from some day on, each with a way to end it."""
    for fact in stands(ctx).history.facts:
        if fact.last is None and fact.kind in ENDED_BY_HAND:
            name = ctx.say(f"area.{fact.about}") if fact.kind == "avoid" else ctx.library.exercises[fact.about].name
            label = ctx.say(f"change.end_{fact.kind}", name=name)
            yield Choice(label[:MAX_LABEL], Action("change.end", (fact.kind, fact.about)))


def _told(ctx: Context, what: str) -> Reply:
    words = what.strip()
    if words.startswith("back "):
        return _back_on(ctx, words.removeprefix("back "))
    quiet = words.startswith("quiet ")
    span = read_span(words.removeprefix("quiet "), ctx.today)
    if span is not None:
        return _away(ctx, *span, quiet=quiet)
    told = read_event(words, ctx.today)
    answer = happened(ctx, told) if told is not None else None
    if answer is None:
        raise Refusal("away.unread", text=words[:40])
    return answer


def _away(ctx: Context, first: date, last: date, *, quiet: bool = False) -> Reply:
    """Days off as a change to say yes to; asked for by /pause, messages stop in any case."""
    first = max(first, next_open_day(ctx)) if first <= ctx.today else first
    change = Change(facts=(Fact("holiday", first, max(first, last)),))
    if not quiet:
        return show(ctx, change)
    ctx.person.quiet_until = last
    ctx.emit(RhythmChanged())
    shown = show(ctx, change)
    return replace(shown, text=f"{ctx.say('pause.until', last=long_day(last))}\n\n{shown.text}")


def _back_on(ctx: Context, when: str) -> Reply:
    """Asked for by /resume: messages and sessions from a day on."""
    span = read_span(when, ctx.today)
    if span is None:
        raise Refusal("away.unread", text=when[:40])
    last = span[1] - DAY
    ctx.person.paused, ctx.person.quiet_until = False, last
    ctx.emit(RhythmChanged())
    said = ctx.say("resume.on", day=long_day(span[1]))
    off = off_on(stands(ctx).history.facts, span[1])
    if off is None:
        return Reply(said)
    shown = show(ctx, Change(ends=((off.kind, "", last),)))
    return replace(shown, text=f"{said}\n\n{shown.text}")


def _gap(ctx: Context) -> date:
    standing = stands(ctx)
    log = store.log_since(ctx.session, ctx.person.id, standing.history.versions[0].started_on)
    since = unlogged_since(standing.road, log, standing.history.facts, ctx.today)
    if since is None:
        raise Refusal("off.no_gap")
    return since
