"""The first side's yes: two people become one. And what follows: where messages go, and /unlink."""

from collections.abc import Iterator

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from core.context import Context
from core.delivery import outbox
from core.delivery.homes import move_home
from core.errors import Refusal
from core.events import RhythmChanged
from core.holdings import Sheet
from core.linking import store
from core.linking.declared import feature
from core.linking.linking import agree, offered
from core.linking.saying import app, apps
from core.linking.tables import LinkCode, LinkOffer, LinkTry
from core.messages import Action, Address, Choice, Reply
from core.people.tables import Account, Person
from core.units import system_name


@feature.press("link.yes")
def yes(ctx: Context, offer_id: str) -> Reply:
    """The second side agrees first; then the first side, and it is done."""
    offer = offered(ctx, offer_id)
    if offer.second_id == ctx.person.id:
        return agree(ctx, offer)
    if not offer.agreed:
        second = apps(ctx.session, ctx.say, offer.second_id)
        return Reply(ctx.say("link.not_yet", second=second), private=True)
    return _join(ctx, offer)


@feature.press("link.home")
def choose_home(ctx: Context, account_id: str) -> Reply:
    """Let everything unasked go to one of the apps."""
    account = _own_account(ctx, account_id)
    move_home(ctx.session, ctx.person, account.platform, account.home)
    ctx.person.reachable = True
    ctx.emit(RhythmChanged())
    return Reply(ctx.say("link.home_is", app=app(ctx.say, account)), private=True, replace=True)


@feature.command("unlink")
def unlink(ctx: Context) -> Reply:
    """Ask on which app everything stays."""
    accounts = store.accounts_of(ctx.session, ctx.person.id)
    if len(accounts) == 1:
        return Reply(ctx.say("link.not_linked"))
    keep = (
        Choice(ctx.say("unlink.button", app=app(ctx.say, each)), Action("unlink.keep", (f"{each.id}",)))
        for each in accounts
    )
    stay = Choice(ctx.say("unlink.button_no"), Action("unlink.no"))
    return Reply(ctx.say("unlink.ask", apps=apps(ctx.session, ctx.say, ctx.person.id)), (*keep, stay), private=True)


@feature.press("unlink.no")
def stay_linked(ctx: Context) -> Reply:
    """Leave it as it is."""
    return Reply(ctx.say("unlink.kept"), private=True, replace=True)


@feature.press("unlink.keep")
def keep_on(ctx: Context, account_id: str) -> Reply:
    """Leave everything with one account; the others begin anew, with nothing."""
    kept = _own_account(ctx, account_id)
    others = [each for each in store.accounts_of(ctx.session, ctx.person.id) if each.id != kept.id]
    if not others:
        raise Refusal("link.not_linked")
    for each in others:
        fresh = Person(created_at=ctx.now, locale=ctx.person.locale, home_platform=each.platform, home_chat=each.home)
        fresh.reachable, fresh.paused = True, False
        ctx.session.add(fresh)
        ctx.session.flush()
        each.person_id = fresh.id
    move_home(ctx.session, ctx.person, kept.platform, kept.home)
    ctx.emit(RhythmChanged())
    return Reply(ctx.say("unlink.done", app=app(ctx.say, kept)), private=True, replace=True)


@feature.merges(Account, LinkCode, LinkTry, LinkOffer)
def merge(ctx: Context, gone: Person) -> None:
    """The accounts are one person's from now on; codes, tries and offers of the other one are over."""
    ctx.session.execute(update(Account).where(Account.person_id == gone.id).values(person_id=ctx.person.id))


@feature.exports(LinkCode, LinkTry, LinkOffer)
def sheets(session: Session, person: Person) -> Iterator[Sheet]:
    """When a code was made, wrong ones typed, and a link begun."""
    made = session.execute(select(LinkCode.made_at).where(LinkCode.person_id == person.id)).all()
    yield Sheet("link_codes", ("made_at",), tuple(tuple(row) for row in made))
    tried = session.execute(select(LinkTry.tries, LinkTry.since).where(LinkTry.person_id == person.id)).all()
    yield Sheet("link_tries", ("tries", "since"), tuple(tuple(row) for row in tried))
    either = or_(LinkOffer.first_id == person.id, LinkOffer.second_id == person.id)
    begun = session.execute(select(LinkOffer.made_at, LinkOffer.agreed).where(either)).all()
    yield Sheet("link_offers", ("made_at", "agreed"), tuple(tuple(row) for row in begun))


def _join(ctx: Context, offer: LinkOffer) -> Reply:
    """Everything of the second person becomes the asker's, who made the code."""
    gone = store.locked(ctx.session, offer.second_id)
    there = Address(gone.home_platform, gone.home_chat)
    ctx.session.delete(offer)
    ctx.holdings.merge(ctx, gone)
    ctx.person.units = system_name(ctx.person.units, ctx.request.sender.locale)  # the apps' languages may differ
    ctx.emit(RhythmChanged())
    at = int(ctx.now.timestamp())
    outbox.post(ctx.session, f"linked:{ctx.person.id}:{at}", "link", there, "done", at, ctx.person.id)
    accounts = store.accounts_of(ctx.session, ctx.person.id)
    homes = (Choice(ctx.say("link.button_home", app=app(ctx.say, each)), _home(each)) for each in accounts)
    text = ctx.say("link.done", apps=apps(ctx.session, ctx.say, ctx.person.id))
    return Reply(text, tuple(homes), private=True, replace=True)


def _home(account: Account) -> Action:
    return Action("link.home", (f"{account.id}",))


def _own_account(ctx: Context, account_id: str) -> Account:
    accounts = store.accounts_of(ctx.session, ctx.person.id)
    found = next((each for each in accounts if f"{each.id}" == account_id), None)
    if found is None:
        raise Refusal("coach.old_button")
    return found
