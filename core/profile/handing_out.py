"""What somebody is handed of what they told about themselves."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.holdings import Sheet, sheet_of
from core.people.inputs import FIELDS
from core.people.tables import Account, Person
from core.profile.declared import feature
from core.profile.tables import Setup

TOLD = ("locale", "zone", "minute_of_day", "units", *FIELDS)
EVENING = ("evening_nudge", "evening_asked_on")
WISHED = ("paused", "quiet_until", *EVENING, "week_ahead", "quiet_from", "quiet_to", "unanswered", "pushed_on")
WHERE = ("created_at", "home_platform", "home_chat", "reachable")
ASKED = ("step", "cleared", "zone", "minute_of_day", "units", *FIELDS)


@feature.exports(Account, Setup)
def sheets(session: Session, person: Person) -> Iterator[Sheet]:
    """Who they are to the coach, what they told, and a setup they have not finished."""
    columns = (*WHERE, *TOLD, *WISHED)
    yield sheet_of("you", columns, (person,))
    accounts = select(Account.platform, Account.external_id, Account.home).where(Account.person_id == person.id)
    yield Sheet("accounts", ("platform", "id", "chat"), tuple(tuple(row) for row in session.execute(accounts)))
    setup = session.get(Setup, person.id)
    yield sheet_of("unfinished_setup", ASKED, (setup,) if setup else ())
