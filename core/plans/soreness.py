"""Soreness as a number: up to 3 as planned, above that the next session is eased where it is sore."""

from dataclasses import replace

from core.context import Context
from core.errors import Refusal
from core.messages import Action, Choice, Reply
from core.plans.changing import show
from core.plans.declared import feature
from core.plans.rules.life.change import Change
from core.plans.rules.life.facts import Fact
from core.plans.rules.life.today import EVERYWHERE
from core.plans.rules.missed import soreness
from core.plans.standing import next_open_day, stands

AREAS = ("quad", "hamstring", "calf", "hip", "back", EVERYWHERE)
WORST = 10
STILL_WORSE = "worse"  # getting worse after three days


@feature.press("sore.ask")
def sore(ctx: Context) -> Reply:
    """How sore, from 0 to 10?"""
    stands(ctx)
    numbers = tuple(Choice(f"{each}", Action("sore.is", (f"{each}",))) for each in range(WORST + 1))
    worse = Choice(ctx.say("sore.worse"), Action("sore.is", (STILL_WORSE,)))
    return Reply(ctx.say("sore.ask"), (*numbers, worse, Choice(ctx.say("sore.alarm"), Action("sore.alarm"))))


@feature.press("sore.alarm")
def alarm(ctx: Context) -> Reply:
    """Dark urine, severe swelling or weakness: the safety answer, alone."""
    return Reply(ctx.say("sore.medical"), replace=True)


@feature.press("sore.is")
def sore_is(ctx: Context, number: str) -> Reply:
    """Up to 3 as planned; above that, where?"""
    if number != STILL_WORSE and (not number.isdecimal() or int(number) > WORST):
        raise Refusal("coach.old_button")
    if number != STILL_WORSE and soreness(ctx.library.plan_rules.missed, int(number)).kind == "as_planned":
        return Reply(ctx.say("sore.fine"), replace=True)
    areas = tuple(Choice(ctx.say(f"area.{area}"), Action("sore.at", (number, area))) for area in AREAS)
    return Reply(ctx.say("sore.where"), areas, replace=True)


@feature.press("sore.at")
def sore_at(ctx: Context, number: str, area: str) -> Reply:
    """The next session, eased where it is sore."""
    if area not in AREAS or not (number == STILL_WORSE or (number.isdecimal() and int(number) <= WORST)):
        raise Refusal("coach.old_button")
    counted = f"{ctx.library.plan_rules.missed.sore_halved + 1}" if number == STILL_WORSE else number
    reply = show(ctx, Change(facts=(Fact("sore", next_open_day(ctx), None, area, counted),)))
    resting = int(counted) > ctx.library.plan_rules.missed.sore_halved
    advice = ctx.say("sore.see_someone") if resting else ""
    return replace(reply, text=f"{reply.text}\n\n{advice}".strip(), replace=True)
