"""What stands in the database: pushes that wait too long, hours that are too full, rooms on Discord."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot import schema
from bot.doctor.finding import Finding, lasting, looked_at
from bot.doctor.machine import disk
from bot.duties import PLATFORMS, rate_of, token_of
from bot.keeping import sealing_of
from bot.keys import check_keys, state_of
from bot.settings import Settings
from core.challenges.tables import Club
from core.database import UNAVAILABLE, make_engine, trouble_of
from core.delivery.lease import fingerprint
from core.delivery.tables import Outgoing, SenderLease, Subscription
from core.errors import OperatorError
from core.messages import Address
from core.nudges.crowds import crowds

LONGEST_WAIT = 300  # seconds; a full hour is worked off sooner


def findings(settings: Settings, now: int) -> Iterator[Finding]:
    """Everything about the database, at `now` (UTC seconds); its place and schema alone where these are not right."""
    url = settings.database_url
    place = list(disk(url))
    up_to_date = looked_at(lambda: schema.check(url), "The database is up to date.")
    if up_to_date.ok or not schema.is_missing_file(url) or all(each.ok for each in place):
        yield up_to_date  # else it cannot be made yet
    yield from place
    if not up_to_date.ok:
        return
    try:
        yield from _inside(settings, now)
    except OperatorError as problem:
        yield Finding(False, f"{problem}")
    except UNAVAILABLE as problem:
        yield Finding(False, f"The database could not be looked at ({trouble_of(problem)}): try again.")


def _inside(settings: Settings, now: int) -> Iterator[Finding]:
    url = settings.database_url
    yield looked_at(lambda: check_keys(url, sealing_of(settings)), "What is sealed in the database can be opened.")
    yield from sealed(settings)
    rates = {name: rate_of(settings, name) for name in PLATFORMS}
    with schema.Reachable(url) as engine, Session(engine) as session:
        yield waiting(session, _platforms(settings), now)
        yield from _crowded(session, rates, now)
        yield from shared(session, settings, now)


def sealed(settings: Settings) -> Iterator[Finding]:
    """Whether people's ids and names can be read by whoever gets hold of the database."""
    try:
        sealing = sealing_of(settings)
        found = state_of(settings.database_url, sealing)
    except OperatorError:  # said already
        return
    if not sealing.is_on:
        yield Finding(True, "HILLCOACH_SECRET_KEYS is not set: people's ids and names are stored as they are.")
    elif found.older or found.plain:
        yield Finding(False, "Not everything is sealed with the newest key: run `hillcoach keys rotate`.")
    else:
        yield Finding(True, "People's ids and names are sealed with the newest key.")


def rooms(settings: Settings) -> Sequence[tuple[str, Address]]:
    """The clubs on Discord that are not lost, by name; none where the database cannot be asked."""
    query = select(Club).where(Club.platform == "discord", Club.lost == "").order_by(Club.id)
    try:
        schema.check(settings.database_url)
        make = partial(make_engine, sealing=sealing_of(settings))
        with schema.Reachable(settings.database_url, make) as engine, Session(engine) as session:
            return [(each.name, Address(each.platform, each.chat, each.thread)) for each in session.scalars(query)]
    except OperatorError:  # said already
        return []


def waiting(session: Session, platforms: Sequence[str], now: int) -> Finding:
    """Since when the oldest message or push waits that should have gone; on platforms that are on."""
    ready = select(func.min(Outgoing.ready_at)).where(Outgoing.state == "ready", Outgoing.platform.in_(platforms))
    due = select(func.min(Subscription.next_due_at)).where(Subscription.platform.in_(platforms))
    oldest = min((at for at in (session.scalar(ready), session.scalar(due)) if at is not None), default=now)
    if now - oldest > LONGEST_WAIT:
        late = f"A message has been due for {lasting(now - oldest)}"
        return Finding(False, f"{late}: is `hillcoach run` running, and what does its log say?")
    return Finding(True, "No message waits longer than it should.")


def shared(session: Session, settings: Settings, now: int) -> Iterator[Finding]:
    """Whether more bots send from this database than there are platforms: two of them are on the same one then."""
    ours = {fingerprint(token_of(settings, name) or "") for name in _platforms(settings)}
    sending = select(SenderLease.token).where(SenderLease.until > now, SenderLease.holder != "")
    bots = {*ours, *session.scalars(sending)} - {fingerprint("console")}
    if len(bots) > len(PLATFORMS):
        yield Finding(False, "Two bots of one platform use this database: give each of them one of its own.")


def _platforms(settings: Settings) -> list[str]:
    return [name for name in PLATFORMS if token_of(settings, name)]


def _crowded(session: Session, rates: Mapping[str, float], now: int) -> Iterator[Finding]:
    full = crowds(session, rates, now)
    yield from (Finding(False, each.sentence) for each in full)
    if not full:
        yield Finding(True, "No hour of the next day has more pushes than the platforms allow.")
