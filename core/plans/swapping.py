"""Another exercise instead of one: chosen with the reason, offered by the rules, for today or from now on."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from core.context import Context
from core.errors import Refusal
from core.knowledge.schema import Exercise
from core.messages import Action, Choice, Reply
from core.plans.changing import show
from core.plans.declared import feature
from core.plans.rules.gates import Answers, gate
from core.plans.rules.life.change import Change
from core.plans.rules.life.facts import Fact, of_kind
from core.plans.rules.model import Kit, Session
from core.plans.rules.swap import options
from core.plans.standing import Standing, next_open_day, note_today, of_today, read_day, stands
from core.plans.tuning import redrawn

REASONS = ("kit", "hurts", "dislike")
OFFERED = 5
WORST = 10
SAFETY = Action("swap.warning")


@feature.press("session.swap")
def swap(ctx: Context, day: str) -> Reply:
    """Which exercise is it?"""
    session = of_today(ctx, stands(ctx), read_day(day))
    cards = [ctx.library.exercises[each.id] for each in session.exercises]
    return Reply(ctx.say("swap.which"), tuple(Choice(card.name, Action("swap.why", (day, card.id))) for card in cards))


@feature.press("swap.why")
def why(ctx: Context, day: str, exercise: str) -> Reply:
    """Why does it not fit?"""
    _, session = _found(ctx, day, exercise)
    names = tuple(Choice(ctx.say(f"swap.why_{each}"), Action("swap.for", (day, exercise, each))) for each in REASONS)
    return Reply(ctx.say("swap.why", name=ctx.library.exercises[exercise].name), names, replace=bool(session))


@feature.press("swap.for")
def offer(ctx: Context, day: str, exercise: str, reason: str) -> Reply:
    """What may take its place; pain is asked about first."""
    standing, session = _found(ctx, day, exercise)
    card = ctx.library.exercises[exercise]
    if reason == "hurts":
        areas = tuple(
            Choice(ctx.say(f"area.{area}"), Action("swap.pain", (day, exercise, area))) for area in card.loads
        )
        return Reply(ctx.say("swap.where"), (*areas, Choice(ctx.say("swap.warning"), SAFETY)), replace=True)
    if reason not in REASONS:
        raise Refusal("coach.old_button")
    found = _swaps(ctx, standing, exercise, session.date, kit="none" if reason == "kit" else None)
    return _offered(ctx, day, card, found, session, ctx.say("swap.offer", name=card.name))


@feature.press("swap.pain")
def pain(ctx: Context, day: str, exercise: str, area: str) -> Reply:
    """How much does it hurt, from 0 to 10?"""
    _found(ctx, day, exercise)
    numbers = tuple(
        Choice(f"{number}", Action("swap.hurts", (day, exercise, area, f"{number}"))) for number in range(WORST + 1)
    )
    text = ctx.say("swap.pain", area=ctx.say(f"area.{_area(ctx, area)}"))
    return Reply(text, (*numbers, Choice(ctx.say("swap.warning"), SAFETY)), replace=True)


@feature.press("swap.hurts")
def hurts(ctx: Context, day: str, exercise: str, area: str, number: str) -> Reply:
    """Up to 2 carry on, above that a swap that spares the area, above 5 no swap but a professional."""
    standing, session = _found(ctx, day, exercise)
    if not number.isdecimal() or int(number) > WORST:
        raise Refusal("coach.old_button")
    verdict = gate(ctx.library.plan_rules.gates, Answers(pain={_area(ctx, area): int(number)}))
    if verdict.see_someone:
        skip = Choice(ctx.say("session.button_skip"), Action("session.skip", (day,)))
        return Reply(ctx.say("swap.stop", area=ctx.say(f"area.{area}")), (skip,), replace=True)
    card = ctx.library.exercises[exercise]
    found = _swaps(ctx, standing, exercise, session.date, sore=area)
    head = ctx.say("swap.offer_sore" if verdict.avoid else "swap.offer_mild", name=card.name)
    always = Choice(ctx.say("swap.spare", area=ctx.say(f"area.{area}")), Action("swap.avoid", (area,)))
    return _offered(ctx, day, card, found, session, head, (always,) if verdict.avoid else ())


@feature.press("swap.warning")
def warning(ctx: Context) -> Reply:
    """Something that needs a professional before any exercise."""
    return Reply(ctx.say("swap.see_someone"), replace=True)


@feature.press("swap.take")
def take(ctx: Context, day: str, exercise: str, other: str = "") -> Reply:
    """For today, at once; with the offer to keep it."""
    standing, session = _found(ctx, day, exercise)
    if other and other not in _everything(ctx, standing, exercise, session.date):
        raise Refusal("coach.old_button")
    on = session.date
    now = note_today(ctx, Fact("swap", on, on, exercise, other))
    name = ctx.library.exercises[exercise].name
    head = ctx.say("swap.taken", name=name, other=ctx.library.exercises[other].name) if other else None
    reply = redrawn(ctx, now, session, head or ctx.say("swap.left_out", name=name))
    keep = Choice(ctx.say("swap.keep"), Action("swap.keep", (exercise, other) if other else (exercise,)))
    return Reply(reply.text, (keep, *reply.choices), replace=True)


@feature.press("swap.keep")
def keep(ctx: Context, exercise: str, other: str = "") -> Reply:
    """From now on: before and after."""
    for name in filter(None, (exercise, other)):
        if name not in ctx.library.exercises:
            raise Refusal("coach.old_button")
    return show(ctx, Change(facts=(Fact("swap", next_open_day(ctx), None, exercise, other),)))


@feature.press("swap.avoid")
def avoid(ctx: Context, area: str) -> Reply:
    """Nothing that loads this area, until it is well."""
    return show(ctx, Change(facts=(Fact("avoid", next_open_day(ctx), None, _area(ctx, area)),)))


def _found(ctx: Context, day: str, exercise: str) -> tuple[Standing, Session]:
    standing = stands(ctx)
    session = of_today(ctx, standing, read_day(day))
    if exercise not in {each.id for each in session.exercises}:
        raise Refusal("swap.not_there")
    return standing, session


def _swaps(
    ctx: Context, standing: Standing, exercise: str, day: date, kit: Kit | None = None, sore: str | None = None
) -> tuple[str, ...]:
    """What may take its place, also clear of areas that are spared anyway."""
    spared = {fact.about for fact in of_kind(standing.history.facts, "avoid") if fact.covers(day)}
    runner = replace(standing.road.runner, avoid=standing.road.runner.avoid | spared)
    rules, cards = ctx.library.plan_rules, ctx.library.exercises
    return options(rules, cards, runner, standing.road.plan, exercise, day, kit=kit, sore=sore)


def _everything(ctx: Context, standing: Standing, exercise: str, day: date) -> set[str]:
    """Whatever could have been offered for any reason."""
    return {*_swaps(ctx, standing, exercise, day), *_swaps(ctx, standing, exercise, day, kit="none")}


def _offered(
    ctx: Context,
    day: str,
    card: Exercise,
    found: Iterable[str],
    session: Session,
    head: str,
    more: tuple[Choice, ...] = (),
) -> Reply:
    there = {each.id for each in session.exercises}
    names = [name for name in found if name not in there][:OFFERED]
    swaps = tuple(Choice(ctx.library.exercises[name].name, Action("swap.take", (day, card.id, name))) for name in names)
    out = Choice(ctx.say("swap.leave_out"), Action("swap.take", (day, card.id)))
    text = head if names else ctx.say("swap.none", name=card.name)
    return Reply(text, (*swaps, out, *more), replace=True)


def _area(ctx: Context, area: str) -> str:
    if area not in {each for card in ctx.library.exercises.values() for each in card.loads}:
        raise Refusal("coach.old_button")
    return area
