"""/link: a code on one app, the same code on the other, what would become one, and a yes on both."""

from datetime import datetime, timedelta
from typing import Annotated

from sqlalchemy.orm import Session

from core.context import Context, PushContext
from core.delivery import outbox
from core.errors import Refusal
from core.feature import Repeat
from core.linking import store
from core.linking.codes import LENGTH, code_from, read_code, shown
from core.linking.declared import feature
from core.linking.saying import apps, offer_shown
from core.linking.tables import LinkOffer
from core.messages import Action, Address, Ask, Choice, Reply
from core.people.tables import Person
from core.retention import Retention


@feature.command("link")
def link(ctx: Context, code: Annotated[str, "link.arg.code"] = "") -> Reply:
    """Show a code, take one, or go on with what was begun."""
    if code.strip():
        return enter(ctx, code)
    offer = store.offer_for(ctx.session, ctx.person.id, ctx.now)
    if offer is not None:
        return offer_shown(ctx.session, ctx.say, ctx.holdings, offer)
    return new_code(ctx)


@feature.press("link.code")
def new_code(ctx: Context) -> Reply:
    """Show a fresh code, to its owner and once."""
    code = code_from(ctx.chance(LENGTH))
    store.keep_code(ctx.session, ctx.person.id, code, ctx.now)
    have_one = Choice(ctx.say("link.button_have"), Action("link.ask"))
    return Reply(ctx.say("link.code", code=shown(code)), (have_one,), private=True, once=True)


@feature.press("link.ask")
def ask(ctx: Context) -> Reply:
    """Ask for the code of the other app."""
    return Reply(ctx.say("link.ask"), ask=Ask(Action("link.typed")), private=True)


@feature.press("link.typed")
def typed(ctx: Context) -> Reply:
    """Take a typed code."""
    return enter(ctx, ctx.text)


def enter(ctx: Context, text: str) -> Reply:
    """Take a code. A wrong one is counted, so this is an answer and no refusal, which would undo the counting.

    What cannot be a code is refused and counts for nothing: it may have been a question.
    """
    if store.tries_left(ctx.session, ctx.person.id, ctx.now) <= 0:
        return Reply(ctx.say("link.too_many"), private=True)
    code = read_code(text)
    if code is None:
        raise Refusal("link.wrong")
    owner = store.owner_of(ctx.session, code, ctx.now)
    if owner is None:
        left = store.count_try(ctx.session, ctx.person.id, ctx.now)
        return Reply(ctx.say("link.wrong" if left else "link.too_many"), private=True)
    if owner == ctx.person.id:
        return Reply(ctx.say("link.own"), private=True)
    if not store.use_up(ctx.session, owner):
        return Reply(ctx.say("link.wrong"), private=True)  # somebody else typed it at the same moment
    if _platforms(ctx.session, owner) & _platforms(ctx.session, ctx.person.id):
        return Reply(ctx.say("link.same_app"), private=True)
    offer = store.offer(ctx.session, owner, ctx.person.id, ctx.now)
    return offer_shown(ctx.session, ctx.say, ctx.holdings, offer)


@feature.press("link.no")
def no(ctx: Context, offer_id: str) -> Reply:
    """Link nothing."""
    ctx.session.delete(offered(ctx, offer_id))
    return Reply(ctx.say("link.declined"), private=True, replace=True)


def agree(ctx: Context, offer: LinkOffer) -> Reply:
    """The second side has said yes: ask the first, once however often that is said."""
    if not offer.agreed:
        offer.agreed = True
        first = ctx.session.get_one(Person, offer.first_id)
        home, at = Address(first.home_platform, first.home_chat), int(ctx.now.timestamp())
        outbox.post(ctx.session, f"link:{offer.id}:{at}", "link", home, f"{offer.id}", at, first.id)
    text = ctx.say("link.agreed", first=apps(ctx.session, ctx.say, offer.first_id))
    return Reply(text, private=True, replace=True)


def offered(ctx: Context, offer_id: str) -> LinkOffer:
    """The link a button is about, if it is one of the asker's and still open."""
    offer = store.offer_for(ctx.session, ctx.person.id, ctx.now)
    if offer is None or f"{offer.id}" != offer_id:
        raise Refusal("link.over")
    return offer


@feature.pushes("link", repeat=Repeat.DROP, grace=timedelta(hours=1))
def draw(ctx: PushContext) -> Reply | None:
    """To the first side: what the second has agreed to. To the second: that it is done."""
    if ctx.person is None:
        return None
    if ctx.ref == "done":
        return Reply(ctx.say("link.done_here", apps=apps(ctx.session, ctx.say, ctx.person.id)))
    offer = store.offer_for(ctx.session, ctx.person.id, ctx.now)
    if offer is None or f"{offer.id}" != ctx.ref:
        return None
    return offer_shown(ctx.session, ctx.say, ctx.holdings, offer)


@feature.sweeps
def expire(session: Session, _: Retention, now: datetime) -> None:
    """Drop what is over."""
    store.expire(session, now)


def _platforms(session: Session, person_id: int) -> set[str]:
    return {each.platform for each in store.accounts_of(session, person_id)}
