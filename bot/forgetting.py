"""`hillcoach forget`: what /delete does, by the operator's hand."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import schema
from bot.keeping import sealing_of
from bot.keys import check_keys
from bot.settings import Settings
from bot.wiring import FEATURES
from core.clock import Clock, system_clock
from core.database import Database
from core.errors import OperatorError
from core.people.tables import Account, Person
from core.registry import Registry
from core.sweeping import wipe


def forget(settings: Settings, platform: str, account: str, *, sure: bool, clock: Clock = system_clock) -> str:
    """Delete whoever has an account, on all their apps, and say so; OperatorError when nobody has it or not `sure`."""
    schema.check(settings.database_url)
    sealing = sealing_of(settings)
    check_keys(settings.database_url, sealing)
    database = Database(settings.database_url, sealing)
    try:
        with database.transaction() as session:
            person = _known(session, platform, account)
            apps = _apps(session, person)
            if not sure:
                raise OperatorError(f"Everything of this person would go, on {apps}. To do it, add --yes.")
            Registry(FEATURES).holdings.forget(session, person, clock())
        wipe(database)
    finally:
        database.close()
    return f"Nothing about this person is stored any more; they were on {apps}."


def _known(session: Session, platform: str, account: str) -> Person:
    query = select(Person).join(Account).where(Account.platform == platform, Account.external_id == account)
    person = session.scalars(query.with_for_update(of=Person)).one_or_none()
    if person is None:
        raise OperatorError(f"Nobody with this id is known on {platform}.")
    return person


def _apps(session: Session, person: Person) -> str:
    platforms = select(Account.platform).where(Account.person_id == person.id).order_by(Account.id)
    return " and ".join(session.scalars(platforms))
