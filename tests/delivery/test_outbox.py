"""The outbox on both databases: once posted, claimed by one, settled by who claimed it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot import schema
from core.database import Database
from core.delivery import outbox
from core.delivery.outbox import Claim
from core.delivery.policy import Verdict
from core.delivery.tables import Outgoing
from core.messages import Address, Sender
from core.people.store import person_of

ROOM = Address("stage", "room")
NOW = 1000


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    schema.upgrade(database_url)
    database = Database(database_url)
    yield database
    database.close()


def claim(limit: int = 10, now: int = NOW, worker: str = "w1") -> Claim:
    return Claim("stage", worker, limit, now)


def states(database: Database) -> list[str]:
    with database.transaction() as session:
        return list(session.scalars(select(Outgoing.state).order_by(Outgoing.id)))


def test_the_same_key_is_posted_once(database: Database):
    with database.transaction() as session:
        for _ in range(3):
            outbox.post(session, "k", "board", ROOM, "1", NOW)
    assert states(database) == ["ready"]


def test_a_message_is_not_claimed_before_its_time(database: Database):
    with database.transaction() as session:
        outbox.post(session, "k", "board", ROOM, "1", NOW + 1)
        assert outbox.claim_ready(session, claim()) == []
        assert len(outbox.claim_ready(session, claim(now=NOW + 1))) == 1


def test_what_is_claimed_is_nobody_elses(database: Database):
    with database.transaction() as session:
        outbox.post(session, "k", "board", ROOM, "1", NOW)
        outbox.claim_ready(session, claim())
    with database.transaction() as session:
        assert outbox.claim_ready(session, claim(worker="w2")) == []


def test_many_workers_at_once_claim_every_message_once(database: Database):
    with database.transaction() as session:
        for number in range(200):
            outbox.post(session, f"k{number}", "board", ROOM, "1", NOW)

    def work(worker: str) -> list[int]:
        claimed: list[int] = []
        while True:
            with database.transaction() as session:
                rows = [row.id for row in outbox.claim_ready(session, claim(limit=7, worker=worker))]
            if not rows:
                return claimed
            claimed += rows

    with ThreadPoolExecutor(4) as pool:
        taken = [row for rows in pool.map(work, "abcd") for row in rows]
    assert len(taken) == len(set(taken)) == 200


def test_only_who_claimed_a_message_may_settle_it(database: Database):
    with database.transaction() as session:
        outbox.post(session, "k", "board", ROOM, "1", NOW)
        (row,) = outbox.claim_ready(session, claim())
    with database.transaction() as session:
        assert outbox.settle(session, row.id, "w2", 1, Verdict("sent")) is False
        assert outbox.settle(session, row.id, "w1", 2, Verdict("sent")) is False
        assert outbox.settle(session, row.id, "w1", 1, Verdict("sent", handle="m1")) is True
        assert outbox.settle(session, row.id, "w1", 1, Verdict("failed")) is False
    assert states(database) == ["sent"]


def test_an_expired_lease_is_taken_back_and_the_old_owner_can_settle_nothing(database: Database):
    with database.transaction() as session:
        outbox.post(session, "k", "board", ROOM, "1", NOW)
        (row,) = outbox.claim_ready(session, claim())
    later = NOW + outbox.LEASE + 1
    with database.transaction() as session:
        outbox.release_expired(session, later, lambda kind: True)
    with database.transaction() as session:
        outbox.claim_ready(session, claim(now=later, worker="w2"))
        assert outbox.settle(session, row.id, "w1", 1, Verdict("sent")) is False


def test_an_expired_lease_of_a_kind_that_must_not_repeat_becomes_unsure(database: Database):
    with database.transaction() as session:
        outbox.post(session, "k", "nudge", ROOM, "1", NOW)
        outbox.claim_ready(session, claim())
        outbox.release_expired(session, NOW + outbox.LEASE + 1, lambda kind: False)
    assert states(database) == ["unsure"]


def test_many_changes_of_a_board_are_one_message(database: Database):
    with database.transaction() as session:
        for _ in range(5):
            outbox.refresh(session, "board:1", "board", ROOM, "1", NOW)
    assert states(database) == ["ready"]


def test_a_board_that_changes_while_it_is_sent_is_sent_once_more(database: Database):
    with database.transaction() as session:
        outbox.refresh(session, "board:1", "board", ROOM, "1", NOW)
        (row,) = outbox.claim_ready(session, claim())
    with database.transaction() as session:
        outbox.refresh(session, "board:1", "board", ROOM, "1", NOW)
        outbox.settle(session, row.id, "w1", 1, Verdict("sent", handle="m1"))
    with database.transaction() as session:
        (row,) = outbox.claim_ready(session, claim())
        outbox.settle(session, row.id, "w1", 1, Verdict("sent"))
        assert row.handle == "m1"
    assert states(database) == ["sent"]


def test_a_message_that_still_waits_can_be_cancelled(database: Database):
    with database.transaction() as session:
        outbox.post(session, "k", "board", ROOM, "1", NOW)
        outbox.cancel(session, "k")
    assert states(database) == ["skipped"]


def test_two_first_words_at_once_make_one_person(database: Database):
    anna = Sender("stage", "anna", "Anna", home="home")
    at = datetime(2026, 11, 22, tzinfo=UTC)

    def meet(_: int) -> int:
        with database.transaction() as session:
            return person_of(session, anna, at).id

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(meet, range(8)))) == 1
