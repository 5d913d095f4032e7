"""What captains do is written down, for every member to read."""

from datetime import date

from core.challenges import notes, roster
from core.challenges.rules.names import harmless
from core.challenges.tables import Challenge, Member, Note
from core.context import Context


def note(
    ctx: Context,
    on: Challenge,
    what: str,
    member: Member | None = None,
    day: date | None = None,
    amount: int = 0,
    reason: str = "",
) -> Note:
    """Write down what a captain did."""
    who = {"captain": captains_name(ctx, on), "captain_id": ctx.person.id}
    who |= {"member": member.alias, "member_id": member.person_id} if member else {"member": ""}
    values = {"what": what, "day": day, "amount": amount, "reason": reason}
    written = Note(challenge_id=on.id, at=ctx.now, **who, **values)
    notes.add(ctx.session, written)
    return written


def captains_name(ctx: Context, on: Challenge) -> str:
    """The name of the captain who asks, as the club knows it or else as the platform shows it."""
    club = roster.club_of(ctx.session, on)
    known = roster.captain(ctx.session, club.id, ctx.person.id) if club else None
    return known.name if known else harmless(ctx.request.sender.name) or ctx.say("challenge.nameless")
