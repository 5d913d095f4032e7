"""When two people turn out to be one: one part in each challenge, with both logs."""

from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.challenges import store
from core.challenges.boards import show_board
from core.challenges.declared import feature
from core.challenges.here import rules_of
from core.challenges.table import recount
from core.challenges.tables import Captain, Challenge, Entry, Member, Note
from core.context import Context
from core.people.tables import Person

RANK = {"invited": 0, "left": 1, "in": 2, "removed": 3}  # what counts when two parts become one


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
    """One part of what both have of it: the earlier day, the aim that was logged against, no way around a captain."""
    session, stays = ctx.session, ctx.person.id
    parts = [store.member(session, challenge_id, each) for each in (stays, gone_id)]
    mine, theirs = parts
    taken = theirs if mine is None or (theirs is not None and RANK[mine.state] < RANK[theirs.state]) else mine
    if taken is None:
        return
    merged = _merged(taken, [each for each in parts if each is not None])
    for each in parts:
        if each is not None:
            session.delete(each)
    session.flush()
    session.add(Member(challenge_id=challenge_id, person_id=stays, **merged))
    challenge = session.get_one(Challenge, challenge_id)
    _drop_doubled_sessions(session, challenge, stays)
    member = store.member(session, challenge_id, stays)
    if member is not None:
        recount(session, challenge, member)
    show_board(session, challenge, ctx.now)


def _merged(taken: Member, parts: list[Member]) -> dict[str, Any]:
    joined = [each for each in parts if each.state != "invited"] or parts
    first = min(joined, key=lambda each: each.joined_on)
    kept = ("alias", "shown", "zone")
    return {name: getattr(taken, name) for name in kept} | {
        "state": max((each.state for each in parts), key=lambda state: RANK[state]),
        "joined_on": first.joined_on,
        "due": first.due,
        "target": max((each.target for each in joined if each.active), default=taken.target),
        "team": taken.team or max(each.team for each in parts),
    }


def _drop_doubled_sessions(session: Session, challenge: Challenge, person_id: int) -> None:
    """A session that both have marked as done was one session."""
    if rules_of(challenge).by_hand:
        return
    theirs = (Entry.challenge_id == challenge.id, Entry.person_id == person_id, ~Entry.undone, ~Entry.corrected)
    days = set[date]()
    for entry in session.scalars(select(Entry).where(*theirs).order_by(Entry.id)):
        entry.undone = entry.day in days
        days.add(entry.day)


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
