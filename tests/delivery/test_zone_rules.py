"""When the zone rules of the world change, what is due later comes at its new time, once."""

import asyncio
from datetime import date

from sqlalchemy import select, update

from core.delivery import zones
from core.delivery.schedule import Occurrence, kept, latest
from core.delivery.tables import Subscription, ZoneRules
from core.nudges.rules import next_due
from tests.delivery.stage import EVERY_DAY, MONDAY, Office, at

NOW = int(at(6).timestamp())


def stored(office: Office) -> list[tuple[int, date]]:
    with office.database.transaction() as session:
        query = select(Subscription.next_due_at, Subscription.due_on).order_by(Subscription.person_id)
        return [(due_at, on) for due_at, on in session.execute(query)]


def shift(office: Office, seconds: int) -> None:
    """As if the rules by which these times were computed had been other ones."""
    with office.database.transaction() as session:
        session.execute(update(Subscription).values(next_due_at=Subscription.next_due_at + seconds))


def follow(office: Office, edition: str) -> int:
    return asyncio.run(zones.follow(office.database, edition, lambda: office.now[0], next_due))


def test_times_computed_by_other_rules_are_computed_again(office: Office):
    for _ in range(zones.BATCH + 5):
        office.runner(zone="Europe/Berlin")
    right = stored(office)
    shift(office, 3600)
    assert follow(office, "2026b") == zones.BATCH + 5
    assert stored(office) == right


def test_the_same_edition_is_looked_at_once(office: Office):
    office.runner()
    assert follow(office, "2026b") == 0
    shift(office, 3600)
    assert follow(office, "2026b") == 0
    with office.database.transaction() as session:
        assert session.scalars(select(ZoneRules.edition)).all() == ["2026b"]


def test_what_is_due_already_stays(office: Office):
    office.runner()
    due = stored(office)
    office.advance(at(7, 30))
    assert follow(office, "2026b") == 0
    assert stored(office) == due
    assert office.tick() == ["home 1"]


def test_a_date_that_the_new_rules_leave_out_gives_way_to_the_next_one(office: Office):
    samoa = date(2011, 12, 30)  # as if the rules had not yet known that Samoa skips it
    due = Occurrence(1325185200, samoa)

    class Mornings:
        zone, minute_of_day, weekdays = "Pacific/Apia", 420, EVERY_DAY

    assert kept(due, Mornings, next_due).on == date(2011, 12, 31)


def test_of_a_long_absence_the_latest_occurrence_counts():
    class Mornings:
        zone, minute_of_day, weekdays = "UTC", 420, 0b0000001

    first = Occurrence(int(at(7).timestamp()), MONDAY.date())
    due = latest(first, int(at(12, day=7 * 100 + 2).timestamp()), Mornings, next_due)
    assert (due.occurrence.on, due.following.on) == (at(7, day=700).date(), at(7, day=707).date())


def test_this_machine_has_an_edition():
    assert zones.edition() not in ("", "none")
