"""When two people turn out to be one: one part in each challenge, with both logs."""

from sqlalchemy import delete, select, update

from core.challenges import store
from core.challenges.boards import show_board
from core.challenges.declared import feature
from core.challenges.table import recount
from core.challenges.tables import Captain, Challenge, Entry, Member, Note
from core.context import Context
from core.people.tables import Person


@feature.merges(Challenge, Member, Entry, Captain, Note)
def merge(ctx: Context, gone: Person) -> None:
    """Let the person have the other one's parts, logs and captaincies."""
    session, stays = ctx.session, ctx.person.id
    session.execute(update(Entry).where(Entry.person_id == gone.id).values(person_id=stays))
    session.execute(update(Challenge).where(Challenge.person_id == gone.id).values(person_id=stays))
    session.execute(update(Note).where(Note.captain_id == gone.id).values(captain_id=stays))
    session.execute(update(Note).where(Note.member_id == gone.id).values(member_id=stays))
    _merge_captains(ctx, gone)
    for challenge_id in session.scalars(select(Member.challenge_id).where(Member.person_id == gone.id)).all():
        _merge_part(ctx, challenge_id, gone.id)


def _merge_part(ctx: Context, challenge_id: int, gone_id: int) -> None:
    """Whoever takes part counts; where both do, the person's own name and aim stay."""
    session, stays = ctx.session, ctx.person.id
    mine, theirs = store.member(session, challenge_id, stays), store.member(session, challenge_id, gone_id)
    if mine is None or (theirs is not None and mine.state != "in" and theirs.state == "in"):
        _remove(ctx, challenge_id, stays)
        taken = (Member.challenge_id == challenge_id, Member.person_id == gone_id)
        session.execute(update(Member).where(*taken).values(person_id=stays))
    else:
        _remove(ctx, challenge_id, gone_id)
    session.flush()
    session.expire_all()
    challenge, member = session.get_one(Challenge, challenge_id), store.member(session, challenge_id, stays)
    if member is not None:
        recount(session, challenge, member)
    show_board(session, challenge, ctx.now)


def _remove(ctx: Context, challenge_id: int, person_id: int) -> None:
    row = (Member.challenge_id == challenge_id, Member.person_id == person_id)
    ctx.session.execute(delete(Member).where(*row))


def _merge_captains(ctx: Context, gone: Person) -> None:
    """A captain under either name stays one, once."""
    theirs = ctx.session.scalars(select(Captain).where(Captain.person_id == gone.id)).all()
    for each in theirs:
        mine = ctx.session.get(Captain, (each.club_id, ctx.person.id))
        if mine is None:
            values = {"club_id": each.club_id, "name": each.name, "appointed": each.appointed}
            ctx.session.add(Captain(person_id=ctx.person.id, **values))
        else:
            mine.appointed = mine.appointed or each.appointed
    ctx.session.flush()
