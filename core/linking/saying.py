"""What would become of two people, in words for both of them."""

from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from core.holdings import Holdings, Sheet
from core.linking import store
from core.linking.tables import LinkOffer
from core.messages import Action, Choice, Reply
from core.people.tables import Account, Person

Say = Callable[..., str]


def offer_shown(session: Session, say: Say, holdings: Holdings, offer: LinkOffer) -> Reply:
    """What merges, with a yes and a no."""
    first, second = session.get_one(Person, offer.first_id), session.get_one(Person, offer.second_id)
    one, other = holdings.sheets(session, first), holdings.sheets(session, second)
    names = {"first": apps(session, say, first.id), "second": apps(session, say, second.id)}
    text = say(
        "link.offer",
        plan=say(f"link.plan_{_whose_plan(one, other)}", **names),
        sessions=_count(one, "sessions"),
        more_sessions=_count(other, "sessions"),
        challenges=_count(one, "challenges"),
        more_challenges=_count(other, "challenges"),
        **names,
    )
    yes = Choice(say("link.button_yes"), Action("link.yes", (f"{offer.id}",)))
    no = Choice(say("link.button_no"), Action("link.no", (f"{offer.id}",)))
    return Reply(text, (yes, no), private=True)


def apps(session: Session, say: Say, person_id: int) -> str:
    """The apps somebody uses: "Telegram and Discord"."""
    names = [app(say, each) for each in store.accounts_of(session, person_id)]
    return say("link.and").join(names)


def app(say: Say, account: Account) -> str:
    """An app's name."""
    known = account.platform in ("telegram", "discord", "console")
    return say(f"link.app_{account.platform}") if known else account.platform


def _whose_plan(one: Sequence[Sheet], other: Sequence[Sheet]) -> str:
    first, second = _has_plan(one), _has_plan(other)
    return ("both" if second else "first") if first else ("second" if second else "none")


def _has_plan(sheets: Sequence[Sheet]) -> bool:
    return any(row[sheet.columns.index("state")] != "ended" for sheet in _named(sheets, "plans") for row in sheet.rows)


def _count(sheets: Sequence[Sheet], name: str) -> int:
    return sum(len(each.rows) for each in _named(sheets, name))


def _named(sheets: Sequence[Sheet], name: str) -> list[Sheet]:
    return [each for each in sheets if each.name == name]
