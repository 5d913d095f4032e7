"""Captains: who may act for the club; another one is asked, says yes, and is confirmed; one may step down."""

from core.challenges import roster
from core.challenges.declared import feature
from core.challenges.here import club_here, is_id
from core.challenges.rules.names import harmless
from core.challenges.tables import Club
from core.context import Context
from core.errors import Refusal
from core.messages import Action, Choice, Reply

MOST = 10


@feature.vouches
def is_captain(ctx: Context) -> bool:
    """Whether somebody was made a captain of the club in this room, and is still in the room."""
    club = roster.club_in(ctx.session, ctx.request.room)
    return club is not None and ctx.request.member and roster.captain(ctx.session, club.id, ctx.person.id) is not None


@feature.press("club.captains", admin=True)
def show(ctx: Context) -> Reply:
    """Who the captains are, and what can be done about it."""
    club = club_here(ctx)
    names = ", ".join(each.name for each in roster.captains(ctx.session, club.id)) or "–"
    choices = [Choice(ctx.say("club.offer"), Action("club.offer"))]
    if roster.captain(ctx.session, club.id, ctx.person.id):
        choices.append(Choice(ctx.say("club.resign"), Action("club.resign")))
    choices += [
        Choice(_plain(ctx.say("club.dismiss", name=each.name)), Action("club.dismiss", (f"{each.person_id}",)))
        for each in roster.captains(ctx.session, club.id)
        if each.person_id != ctx.person.id
    ]
    return Reply(ctx.say("club.captains_are", names=names), tuple(choices), replace=True)


@feature.press("club.offer", admin=True)
def offer(ctx: Context) -> Reply:
    """Ask the room who would like to."""
    _refuse_crowd(ctx, club_here(ctx))
    return Reply(ctx.say("club.who"), (Choice(ctx.say("club.volunteer"), Action("club.volunteer")),))


@feature.press("club.volunteer")
def volunteer(ctx: Context) -> Reply:
    """Somebody would like to; a captain decides."""
    club, name = club_here(ctx), _name(ctx)
    if roster.captain(ctx.session, club.id, ctx.person.id):
        raise Refusal("club.captain_already")
    roster.enlist(ctx.session, club.id, ctx.person.id, name, appointed=False)
    decide = Action("club.appoint", (f"{ctx.person.id}",))
    choices = (Choice(ctx.say("club.appoint"), decide), Choice(ctx.say("club.decline"), Action("club.decline")))
    return Reply(ctx.say("club.would_like", name=name), choices, replace=True)


@feature.press("club.appoint", admin=True)
def appoint(ctx: Context, person_id: str) -> Reply:
    """A captain says yes to whoever offered."""
    club = club_here(ctx)
    _refuse_crowd(ctx, club)
    found = roster.offered(ctx.session, club.id, int(person_id)) if is_id(person_id) else None
    if found is None:
        raise Refusal("coach.old_button")
    found.appointed = True
    return Reply(ctx.say("club.appointed", name=found.name), replace=True)


@feature.press("club.decline", admin=True)
def decline(ctx: Context) -> Reply:
    """A captain leaves it."""
    return Reply(ctx.say("club.declined"), replace=True)


@feature.press("club.dismiss", admin=True)
def dismiss(ctx: Context, person_id: str) -> Reply:
    """A captain takes another one off the list."""
    club = club_here(ctx)
    found = roster.captain(ctx.session, club.id, int(person_id)) if is_id(person_id) else None
    if found is None:
        raise Refusal("coach.old_button")
    ctx.session.delete(found)
    ctx.session.flush()
    return show(ctx)


@feature.press("club.resign", admin=True)
def resign(ctx: Context) -> Reply:
    """Step down, once there is somebody else; who manages the group is a captain anyway."""
    club = club_here(ctx)
    found = roster.captain(ctx.session, club.id, ctx.person.id)
    if found is None:
        raise Refusal("coach.old_button")
    if len(roster.captains(ctx.session, club.id)) == 1:
        raise Refusal("club.last_captain")
    ctx.session.delete(found)
    return Reply(ctx.say("club.resigned"), replace=True)


def _refuse_crowd(ctx: Context, club: Club) -> None:
    if len(roster.captains(ctx.session, club.id)) >= MOST:
        raise Refusal("club.enough_captains")


def _name(ctx: Context) -> str:
    return harmless(ctx.request.sender.name) or ctx.say("challenge.nameless")


def _plain(label: str) -> str:
    return label.replace("\\", "")[:60]
