"""A captain corrects somebody's number: with a reason, and for everybody to read."""

from core.challenges import store
from core.challenges.boards import show_board
from core.challenges.declared import feature
from core.challenges.here import day_text, in_this_room, is_open, retry, rules_of, title
from core.challenges.noting import note
from core.challenges.rules.amounts import Correction, read_correction
from core.challenges.rules.days import own_date
from core.challenges.rules.names import harmless
from core.challenges.table import recount
from core.challenges.tables import Challenge, Member
from core.challenges.telling import tell
from core.context import Context
from core.errors import Refusal
from core.messages import Action, Ask, Reply


@feature.press("challenge.correct", admin=True)
def correct(ctx: Context, challenge_id: str) -> Reply:
    """Ask what to correct."""
    chosen = _correctable(ctx, challenge_id)
    return Reply(ctx.say("correct.ask", title=title(chosen)), ask=_ask(challenge_id), private=True)


@feature.press("challenge.corrected", admin=True)
def corrected(ctx: Context, challenge_id: str) -> Reply:
    """Take the correction, or say what is missing."""
    chosen = _correctable(ctx, challenge_id)
    member, told = _read(ctx, chosen)
    latest = max(own_date(chosen.zone, ctx.now), own_date(member.zone, ctx.now))
    if not member.joined_on <= told.day <= min(chosen.ends_on, latest):
        no = Refusal("correct.day", day=day_text(told.day), name=member.alias)
        raise retry(no, _ask(challenge_id))
    before = store.logged_on(ctx.session, chosen.id, member.person_id, told.day)
    if before + told.amount < 0:
        no = Refusal("correct.too_much", name=member.alias, sum=before, day=day_text(told.day))
        raise retry(no, _ask(challenge_id))
    store.add_entry(ctx.session, member, told.day, told.amount, ctx.now, corrected=True)
    recount(ctx.session, chosen, member)
    tell(ctx.session, note(ctx, chosen, "correction", member, told.day, told.amount, told.reason))
    show_board(ctx.session, chosen, ctx.now)
    text = ctx.say(
        "correct.done",
        name=member.alias,
        amount=f"{told.amount:+d}",
        unit=rules_of(chosen).unit,
        day=day_text(told.day),
        sum=store.logged_on(ctx.session, chosen.id, member.person_id, told.day),
    )
    return Reply(text, private=True)


def _read(ctx: Context, chosen: Challenge) -> tuple[Member, Correction]:
    """Whose number is meant, and what is said of it: "today" is the date where they are."""
    told = read_correction(ctx.text, own_date(chosen.zone, ctx.now))
    if told is None:
        raise retry(Refusal("correct.unread"), _ask(f"{chosen.id}"))
    member = store.member_called(ctx.session, chosen.id, harmless(told.who))
    if member is None:
        raise retry(Refusal("correct.nobody", name=told.who[:40]), _ask(f"{chosen.id}"))
    return member, read_correction(ctx.text, own_date(member.zone, ctx.now)) or told


def _correctable(ctx: Context, challenge_id: str) -> Challenge:
    chosen = in_this_room(ctx, challenge_id)
    if not is_open(chosen, ctx):
        raise Refusal("challenge.not_running", title=title(chosen))
    return chosen


def _ask(challenge_id: str) -> Ask:
    return Ask(Action("challenge.corrected", (challenge_id,)))
