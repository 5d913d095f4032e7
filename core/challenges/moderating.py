"""A captain takes a name off the board, or a member off the challenge, and back: for everybody to read."""

from core.challenges import notes, store
from core.challenges.boards import SHOWN, first_of, show_board
from core.challenges.declared import feature
from core.challenges.here import held, is_id, retry, running, title
from core.challenges.noting import note
from core.challenges.rules.amounts import LONGEST_REASON
from core.challenges.rules.names import distinct, harmless
from core.challenges.table import results_of
from core.challenges.tables import Challenge, Member
from core.challenges.telling import tell
from core.context import Context
from core.errors import Refusal
from core.messages import MAX_CHOICES, MAX_LABEL, Action, Ask, Choice, Reply

DEEDS = ("rename", "remove")


@feature.press("challenge.members", admin=True)
def members(ctx: Context, challenge_id: str) -> Reply:
    """What a captain can do about members, and take back."""
    chosen = running(ctx, challenge_id)
    deeds = [Choice(ctx.say(f"member.{deed}"), Action("member.whose", (challenge_id, deed))) for deed in DEEDS]
    back = [_about(ctx, "member.back", each) for each in store.taken_off(ctx.session, chosen.id)]
    free = [_about(ctx, "member.free", each) for each in notes.names_fixed(ctx.session, chosen.id)]
    text = ctx.say("member.what_now", title=title(chosen))
    return Reply(text, tuple([*deeds, *back, *free][:MAX_CHOICES]), private=True, replace=True)


@feature.press("member.whose", admin=True)
def whose(ctx: Context, challenge_id: str, deed: str) -> Reply:
    """Ask whom it is about: somebody on the board, or by name."""
    chosen = running(ctx, challenge_id)
    if deed not in DEEDS:
        raise Refusal("coach.old_button")
    table = first_of(ctx.session, chosen, results_of(ctx.session, chosen, ctx.now), SHOWN)
    named = [(name, Action("member.this", (challenge_id, deed, f"{each.result.member}"))) for each, name in table]
    choices = tuple(Choice(name[:MAX_LABEL], action) for name, action in named)
    return Reply(ctx.say(f"member.{deed}_whose"), choices, _ask_name(challenge_id, deed), private=True, replace=True)


@feature.press("member.called", admin=True)
def called(ctx: Context, challenge_id: str, deed: str) -> Reply:
    """Take a typed name."""
    chosen = running(ctx, challenge_id)
    member = store.member_called(ctx.session, chosen.id, harmless(ctx.text))
    if member is None:
        raise retry(Refusal("correct.nobody", name=ctx.text[:40]), _ask_name(challenge_id, deed))
    return this(ctx, challenge_id, deed, f"{member.person_id}")


@feature.press("member.this", admin=True)
def this(ctx: Context, challenge_id: str, deed: str, person_id: str) -> Reply:
    """Ask for the reason."""
    member = _shown(ctx, running(ctx, challenge_id), person_id)
    if deed not in DEEDS:
        raise Refusal("coach.old_button")
    return Reply(
        ctx.say(f"member.{deed}_why", name=member.alias), ask=_ask_why(challenge_id, deed, person_id), private=True
    )


@feature.press("member.because", admin=True)
def because(ctx: Context, challenge_id: str, deed: str, person_id: str) -> Reply:
    """Take the reason, and do it."""
    held(ctx, challenge_id)
    chosen = running(ctx, challenge_id)
    member, reason = _shown(ctx, chosen, person_id), " ".join(ctx.text.split())[:LONGEST_REASON]
    if deed not in DEEDS:
        raise Refusal("coach.old_button")
    if not reason:
        raise retry(Refusal("member.no_reason"), _ask_why(challenge_id, deed, person_id))
    return _rename(ctx, chosen, member, reason) if deed == "rename" else _remove(ctx, chosen, member, reason)


@feature.press("member.back", admin=True)
def back(ctx: Context, challenge_id: str, person_id: str) -> Reply:
    """Somebody who was taken off may join again, if they want to."""
    chosen = running(ctx, challenge_id)
    member = store.member(ctx.session, chosen.id, int(person_id)) if is_id(person_id) else None
    if member is None or member.state != "removed":
        raise Refusal("coach.old_button")
    member.state = "left"
    tell(ctx.session, note(ctx, chosen, "readmitted", member))
    return Reply(ctx.say("member.back_done", name=member.alias), private=True, replace=True)


@feature.press("member.free", admin=True)
def free(ctx: Context, challenge_id: str, person_id: str) -> Reply:
    """Somebody may choose their own name again."""
    chosen = running(ctx, challenge_id)
    member = store.member(ctx.session, chosen.id, int(person_id)) if is_id(person_id) else None
    if member is None or not notes.is_name_fixed(ctx.session, chosen.id, member.person_id):
        raise Refusal("coach.old_button")
    tell(ctx.session, note(ctx, chosen, "freed", member))
    return Reply(
        ctx.say("member.free_done", name=member.alias or ctx.say("challenge.hidden")), private=True, replace=True
    )


def _rename(ctx: Context, chosen: Challenge, member: Member, reason: str) -> Reply:
    """The old name is told to nobody any more, not even in earlier notes."""
    taken = store.names_taken(ctx.session, chosen.id, member.person_id)
    member.alias = distinct(ctx.say("challenge.nameless"), taken)
    notes.rename(ctx.session, member)
    tell(ctx.session, note(ctx, chosen, "renamed", member, reason=reason))
    show_board(ctx.session, chosen, ctx.now)
    return Reply(ctx.say("member.rename_done", name=member.alias), private=True)


def _remove(ctx: Context, chosen: Challenge, member: Member, reason: str) -> Reply:
    member.state = "removed"
    tell(ctx.session, note(ctx, chosen, "removed", member, reason=reason))
    show_board(ctx.session, chosen, ctx.now)
    return Reply(ctx.say("member.remove_done", name=member.alias), private=True)


def _shown(ctx: Context, chosen: Challenge, person_id: str) -> Member:
    """Somebody on the board; who is hidden stays so, for captains too."""
    member = store.member(ctx.session, chosen.id, int(person_id)) if is_id(person_id) else None
    if member is None or member.state != "in" or not member.shown:
        raise Refusal("coach.old_button")
    return member


def _about(ctx: Context, deed: str, member: Member) -> Choice:
    label = ctx.say(f"{deed}_button", name=member.alias or ctx.say("challenge.hidden"))
    return Choice(label.replace("\\", "")[:MAX_LABEL], Action(deed, (f"{member.challenge_id}", f"{member.person_id}")))


def _ask_name(challenge_id: str, deed: str) -> Ask:
    return Ask(Action("member.called", (challenge_id, deed)))


def _ask_why(challenge_id: str, deed: str, person_id: str) -> Ask:
    return Ask(Action("member.because", (challenge_id, deed, person_id)))
