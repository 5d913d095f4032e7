"""Joining with one's consent, under a name or hidden; leaving, and coming back to one's own log."""

from core.challenges import store
from core.challenges.boards import show_board
from core.challenges.declared import feature
from core.challenges.here import (
    is_id,
    known,
    membership,
    open_challenge,
    own_day,
    own_zone,
    retry,
    rules_of,
    title,
)
from core.challenges.rooms import meet
from core.challenges.rules.frozen import EVERY_DAY
from core.challenges.rules.names import distinct, harmless
from core.challenges.table import recount
from core.challenges.tables import Challenge, Member
from core.challenges.teaming import smallest_team
from core.context import Context
from core.errors import Refusal
from core.messages import Action, Ask, Choice, Reply


@feature.press("challenge.join")
def join(ctx: Context, challenge_id: str) -> Reply:
    """Ask how somebody wants to be shown; only with the answer do they take part."""
    meet(ctx)
    joined = open_challenge(ctx, challenge_id)
    member = store.member(ctx.session, joined.id, ctx.person.id)
    if member is not None and member.state == "in":
        return Reply(ctx.say("challenge.joined_already", title=title(joined)), private=True)
    if member is None:
        _refuse_late(ctx, joined)
        member = _invited(ctx, joined)
    return Reply(ctx.say("challenge.consent", title=title(joined)), _ways(ctx, challenge_id), private=True)


@feature.press("challenge.name")
def name(ctx: Context, challenge_id: str) -> Reply:
    """Ask a member how they want to be shown from now on."""
    membership(ctx, known(ctx, challenge_id))
    return Reply(ctx.say("challenge.how_shown"), _ways(ctx, challenge_id), private=True)


@feature.press("challenge.as")
def take_part(ctx: Context, challenge_id: str, way: str) -> Reply:
    """Take part under the platform's name, under another one, or hidden."""
    chosen = open_challenge(ctx, challenge_id)
    if way == "other":
        return Reply(ctx.say("challenge.alias"), ask=Ask(Action("challenge.alias", (challenge_id,))), private=True)
    if way not in ("me", "hidden"):
        raise Refusal("coach.old_button")
    return _shown_as(ctx, chosen, _own_name(ctx), shown=way == "me")


@feature.press("challenge.alias")
def alias(ctx: Context, challenge_id: str) -> Reply:
    """Take a typed name."""
    chosen = open_challenge(ctx, challenge_id)
    wanted = harmless(ctx.text)
    if not wanted:
        raise retry(Refusal("challenge.no_name"), Ask(Action("challenge.alias", (challenge_id,))))
    return _shown_as(ctx, chosen, wanted, shown=True)


@feature.press("challenge.aim")
def aim(ctx: Context, challenge_id: str) -> Reply:
    """Ask for an aim of one's own, as long as nothing is logged."""
    chosen = known(ctx, challenge_id)
    _refuse_new_aim(chosen, membership(ctx, chosen))
    rules = rules_of(chosen)
    text = ctx.say("challenge.aim_ask", target=rules.target, unit=rules.unit)
    return Reply(text, ask=Ask(Action("challenge.aimed", (challenge_id,))), private=True)


@feature.press("challenge.aimed")
def aimed(ctx: Context, challenge_id: str) -> Reply:
    """Take one's own aim: what everybody is measured against."""
    chosen = open_challenge(ctx, challenge_id)
    member, highest = membership(ctx, chosen), rules_of(chosen).target
    _refuse_new_aim(chosen, member)
    typed = ctx.text.strip()
    wanted = int(typed) if is_id(typed) else 0
    if not 1 <= wanted <= highest:
        no = Refusal("challenge.number_no", text=typed[:20], lowest=1, highest=highest)
        raise retry(no, Ask(Action("challenge.aimed", (challenge_id,))))
    member.target = wanted
    return Reply(ctx.say("challenge.aimed", target=wanted, unit=rules_of(chosen).unit), private=True)


@feature.press("challenge.leave")
def leave(ctx: Context, challenge_id: str) -> Reply:
    """Leave: off the board at once, and back with everything logged whenever they like."""
    chosen = known(ctx, challenge_id)
    membership(ctx, chosen).state = "left"
    ctx.session.flush()
    show_board(ctx.session, chosen, ctx.now)
    back = Choice(ctx.say("challenge.come_back"), Action("challenge.join", (challenge_id,)))
    return Reply(ctx.say("challenge.left", title=title(chosen)), (back,), private=True, replace=True)


def _shown_as(ctx: Context, chosen: Challenge, wanted: str, *, shown: bool) -> Reply:
    member = store.member(ctx.session, chosen.id, ctx.person.id)
    if member is None:
        raise Refusal("challenge.join_first")
    before, member.state = member.state, "in"
    if member.alias.casefold() != wanted.casefold() or before == "invited":
        member.alias = distinct(wanted, store.names_taken(ctx.session, chosen.id) - {""})
    member.shown = shown
    ctx.session.flush()
    if before != "in":
        member.team = member.team or smallest_team(ctx.session, chosen)
        recount(ctx.session, chosen, member)
    show_board(ctx.session, chosen, ctx.now)
    name = member.alias if shown else ctx.say("challenge.hidden")
    if before == "in":
        return Reply(ctx.say("challenge.shown_as", alias=name), private=True, replace=True)
    key = "challenge.joined" if rules_of(chosen).by_hand else "challenge.joined_sessions"
    return Reply(ctx.say(key, title=title(chosen), alias=name), _first(ctx, chosen), private=True, replace=True)


def _first(ctx: Context, chosen: Challenge) -> tuple[Choice, ...]:
    rules, number = rules_of(chosen), f"{chosen.id}"
    if rules.target == 1:
        return ()
    return (Choice(ctx.say("challenge.aim"), Action("challenge.aim", (number,))),)


def _invited(ctx: Context, joined: Challenge) -> Member:
    """A row that says: asked, in this room; nothing is counted or shown before they say yes."""
    rules = rules_of(joined)
    weekdays = (ctx.person.weekdays or EVERY_DAY) if rules.counts == "sessions" else EVERY_DAY
    since = max(joined.starts_on, own_day(ctx, joined))
    member = Member(challenge_id=joined.id, person_id=ctx.person.id, alias="", state="invited", shown=False)
    member.joined_on, member.target, member.weekdays = since, rules.target, weekdays
    member.zone, member.team = own_zone(ctx, joined), 0
    member.credit = member.total = member.active = member.last_credit = 0
    ctx.session.add(member)
    ctx.session.flush()
    return member


def _ways(ctx: Context, challenge_id: str) -> tuple[Choice, ...]:
    labels = {"me": ctx.say("challenge.as_me", name=_own_name(ctx)).replace("\\", "")}
    labels |= {way: ctx.say(f"challenge.as_{way}") for way in ("other", "hidden")}
    return tuple(Choice(label[:60], Action("challenge.as", (challenge_id, way))) for way, label in labels.items())


def _own_name(ctx: Context) -> str:
    return harmless(ctx.request.sender.name) or ctx.say("challenge.nameless")


def _refuse_late(ctx: Context, joined: Challenge) -> None:
    day = (own_day(ctx, joined) - joined.starts_on).days + 1
    if day > rules_of(joined).last_day_to_join or own_day(ctx, joined) > joined.ends_on:
        raise Refusal("challenge.too_late", title=title(joined))


def _refuse_new_aim(chosen: Challenge, member: Member) -> None:
    if member.active:
        raise Refusal("challenge.aim_fixed", target=member.target, unit=rules_of(chosen).unit)
