"""What a request is about: the club of its room, a challenge, the member who asks. Says no where there is none."""

from datetime import date

from core.challenges import roster, store
from core.challenges.rules.days import own_date
from core.challenges.rules.frozen import Rules, read_rules
from core.challenges.tables import Challenge, Club, Member
from core.context import Context
from core.errors import Elsewhere, Refusal
from core.messages import Address, Choice


def club_here(ctx: Context) -> Club:
    """The club that was set up in this room."""
    club = roster.club_in(ctx.session, ctx.request.room)
    if club is None:
        raise Refusal("club.none")
    return club


def known(ctx: Context, challenge_id: str) -> Challenge:
    """A challenge by its number, in any state."""
    found = store.challenge(ctx.session, int(challenge_id)) if is_id(challenge_id) else None
    if found is None:
        raise Refusal("coach.old_button")
    return found


def in_this_room(ctx: Context, challenge_id: str) -> Challenge:
    """A challenge of this room, or in private of one where the asker is known to be a captain just now."""
    found = known(ctx, challenge_id)
    room = room_of(found)
    if room == ctx.request.room:
        return found
    if not ctx.request.private or room.platform != ctx.request.room.platform:
        raise Refusal("coach.old_button")
    if ctx.request.rights_in != room:
        raise Elsewhere(room)
    if not (ctx.request.admin or _is_captain_of(ctx, found)):
        raise Refusal("coach.captains_only")
    return found


def held(ctx: Context, challenge_id: str) -> Challenge:
    """The same, while others who change it wait."""
    found = in_this_room(ctx, challenge_id)
    roster.hold(ctx.session, room_of(found))
    ctx.session.refresh(found)
    return found


def is_own(ctx: Context, challenge: Challenge) -> bool:
    """Whether it runs in the asker's private chat."""
    return ctx.request.private and room_of(challenge) == ctx.request.room


def _is_captain_of(ctx: Context, challenge: Challenge) -> bool:
    club = roster.club_of(ctx.session, challenge)
    listed = club is not None and roster.captain(ctx.session, club.id, ctx.person.id) is not None
    return listed and ctx.request.member


def open_challenge(ctx: Context, challenge_id: str) -> Challenge:
    """An open challenge of this room, or pressed in private by somebody it knows."""
    found = known(ctx, challenge_id)
    invited = store.member(ctx.session, found.id, ctx.person.id) is not None
    if room_of(found) != ctx.request.room and not (ctx.request.private and invited):
        raise Refusal("coach.old_button")
    if not is_open(found, ctx):
        raise Refusal("challenge.not_running", title=title(found))
    return found


def running(ctx: Context, challenge_id: str) -> Challenge:
    """A challenge of this room that a captain can still do something with."""
    found = in_this_room(ctx, challenge_id)
    if found.state != "on":
        raise Refusal("challenge.not_running", title=title(found))
    return found


def is_open(challenge: Challenge, ctx: Context) -> bool:
    """Whether it still counts anything."""
    return challenge.state == "on" and ctx.now.timestamp() < challenge.closes_at


def membership(ctx: Context, challenge: Challenge) -> Member:
    """The asker's part in it."""
    member = store.member(ctx.session, challenge.id, ctx.person.id)
    refuse_removed(challenge, member)
    if member is None or member.state != "in":
        raise Refusal("challenge.join_first")
    return member


def refuse_removed(challenge: Challenge, member: Member | None) -> None:
    """Whoever was taken off comes back when a captain lets them."""
    if member is not None and member.state == "removed":
        raise Refusal("member.taken_off", title=title(challenge))


def own_zone(ctx: Context, challenge: Challenge) -> str:
    """The asker's zone, or the club's while they have told us none."""
    return ctx.person.zone or challenge.zone


def own_day(ctx: Context, challenge: Challenge) -> date:
    """The asker's date."""
    return own_date(own_zone(ctx, challenge), ctx.now)


def room_of(challenge: Challenge) -> Address:
    """Where it runs."""
    return Address(challenge.platform, challenge.chat, challenge.thread)


def rules_of(challenge: Challenge) -> Rules:
    """Its frozen rules."""
    return read_rules(challenge.rules)


def title(challenge: Challenge) -> str:
    """What it is called."""
    rules = rules_of(challenge)
    return rules.filled(rules.title)


def retry(no: Refusal, ask: object, choices: tuple[Choice, ...] = ()) -> Refusal:
    """The refusal with the question it answers, to be answered again."""
    no.ask, no.choices = ask, choices
    return no


def is_id(text: str) -> bool:
    """Whether a button's argument can be the number of a row."""
    return text.isdecimal() and text.isascii() and len(text) < 10


def day_text(day: date) -> str:
    """A day as people read it."""
    return f"{day:%a} {day.day} {day:%b}"
