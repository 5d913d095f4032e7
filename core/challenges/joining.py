"""Joining with one's consent, under a name or hidden; leaving, and coming back to one's own log."""

from core.challenges import notes, roster, store
from core.challenges.boards import show_board
from core.challenges.declared import feature
from core.challenges.here import (
    is_id,
    known,
    membership,
    open_challenge,
    own_day,
    own_zone,
    refuse_removed,
    retry,
    room_of,
    rules_of,
    title,
)
from core.challenges.planned import first_days, keep_up
from core.challenges.rooms import meet
from core.challenges.rules.days import EVERY_DAY
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
    refuse_removed(joined, member)
    if member is not None and member.state == "in":
        return Reply(ctx.say("challenge.joined_already", title=title(joined)), private=True)
    if member is None:
        _invite(ctx, joined)
    return Reply(ctx.say("challenge.consent", title=title(joined)), _ways(ctx, joined), private=True)


@feature.press("challenge.name")
def name(ctx: Context, challenge_id: str) -> Reply:
    """Ask a member how they want to be shown from now on."""
    chosen = known(ctx, challenge_id)
    membership(ctx, chosen)
    return Reply(ctx.say("challenge.how_shown"), _ways(ctx, chosen), private=True)


@feature.press("challenge.as")
def take_part(ctx: Context, challenge_id: str, way: str) -> Reply:
    """Take part under the platform's name, under another one, or hidden."""
    chosen = open_challenge(ctx, challenge_id)
    if way == "other":
        _refuse_other_name(ctx, chosen)
        return Reply(ctx.say("challenge.alias"), ask=Ask(Action("challenge.alias", (challenge_id,))), private=True)
    if way not in ("me", "hidden"):
        raise Refusal("coach.old_button")
    return _shown_as(ctx, chosen, _own_name(ctx, chosen) if way == "me" else "")


@feature.press("challenge.alias")
def alias(ctx: Context, challenge_id: str) -> Reply:
    """Take a typed name."""
    chosen = open_challenge(ctx, challenge_id)
    _refuse_other_name(ctx, chosen)
    wanted = harmless(ctx.text)
    if not wanted:
        raise retry(Refusal("challenge.no_name"), Ask(Action("challenge.alias", (challenge_id,))))
    return _shown_as(ctx, chosen, wanted)


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


def _shown_as(ctx: Context, chosen: Challenge, wanted: str) -> Reply:
    """Take part under a name as near to the wanted one as is free; under none they are hidden."""
    roster.hold(ctx.session, room_of(chosen))  # so that no two people get one name, or the last place in a team
    member = store.member(ctx.session, chosen.id, ctx.person.id)
    refuse_removed(chosen, member)
    if member is None:
        raise Refusal("challenge.join_first")
    if member.state == "invited":
        _enter(ctx, chosen, member)
    before, member.state, member.shown = member.state, "in", bool(wanted)
    member.alias = distinct(wanted, store.names_taken(ctx.session, chosen.id, ctx.person.id)) if wanted else ""
    if before != "in":
        member.team = member.team or smallest_team(ctx.session, chosen)
        keep_up(ctx, chosen, member)
        recount(ctx.session, chosen, member)
    show_board(ctx.session, chosen, ctx.now)
    name = member.alias or ctx.say("challenge.hidden")
    if before == "in":
        return Reply(ctx.say("challenge.shown_as", alias=name), private=True, replace=True)
    rules = rules_of(chosen)
    key = "challenge.joined" if rules.by_hand else "challenge.joined_sessions"
    text, first = ctx.say(key, title=title(chosen), alias=name), _first(ctx, chosen)
    if first and not member.active:
        text += " " + ctx.say("challenge.joined_aim", target=member.target, unit=rules.unit)
    return Reply(text, first, private=True, replace=True)


def _first(ctx: Context, chosen: Challenge) -> tuple[Choice, ...]:
    rules, number = rules_of(chosen), f"{chosen.id}"
    if rules.target == 1:
        return ()
    return (Choice(ctx.say("challenge.aim"), Action("challenge.aim", (number,))),)


def _invite(ctx: Context, joined: Challenge) -> None:
    """A row that says: asked, in this room; nothing is counted or shown before they say yes."""
    member = Member(challenge_id=joined.id, person_id=ctx.person.id, alias="", state="invited", shown=False, team=0)
    _enter(ctx, joined, member)
    ctx.session.add(member)
    ctx.session.flush()


def _enter(ctx: Context, joined: Challenge, member: Member) -> None:
    """From which day on how much is asked of somebody on which days: what holds is when they say yes."""
    _refuse_late(ctx, joined)
    rules = rules_of(joined)
    member.joined_on = max(joined.starts_on, own_day(ctx, joined))
    member.target, member.zone = rules.target, own_zone(ctx, joined)
    member.due = EVERY_DAY if rules.by_hand else first_days(ctx, joined, member.joined_on)


def _ways(ctx: Context, chosen: Challenge) -> tuple[Choice, ...]:
    others = ("hidden",) if _is_name_fixed(ctx, chosen) else ("other", "hidden")
    labels = {"me": ctx.say("challenge.as_me", name=_own_name(ctx, chosen)).replace("\\", "")}
    labels |= {way: ctx.say(f"challenge.as_{way}") for way in others}
    return tuple(Choice(label[:60], Action("challenge.as", (f"{chosen.id}", way))) for way, label in labels.items())


def _own_name(ctx: Context, chosen: Challenge) -> str:
    name = "" if _is_name_fixed(ctx, chosen) else harmless(ctx.request.sender.name)
    return name or ctx.say("challenge.nameless")


def _is_name_fixed(ctx: Context, chosen: Challenge) -> bool:
    return notes.is_name_fixed(ctx.session, chosen.id, ctx.person.id)


def _refuse_other_name(ctx: Context, chosen: Challenge) -> None:
    if _is_name_fixed(ctx, chosen):
        raise Refusal("member.name_fixed")


def _refuse_late(ctx: Context, joined: Challenge) -> None:
    day = (own_day(ctx, joined) - joined.starts_on).days + 1
    if day > rules_of(joined).last_day_to_join or own_day(ctx, joined) > joined.ends_on:
        raise Refusal("challenge.too_late", title=title(joined))


def _refuse_new_aim(chosen: Challenge, member: Member) -> None:
    if member.active:
        raise Refusal("challenge.aim_fixed", target=member.target, unit=rules_of(chosen).unit)
