"""The outbox on both databases: once posted, claimed by one, settled by who claimed it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.database import Database
from core.delivery import outbox
from core.delivery.claims import Claim, claim_due, claim_ready, release_orphans
from core.delivery.coaching import Claimed
from core.delivery.policy import Verdict
from core.delivery.settling import Fence, settle
from core.delivery.tables import Outgoing
from core.messages import Address, Sender
from core.people.store import person_of
from tests.delivery.stage import Office

ROOM = Address("stage", "room")
NOW = 1000
COACHING = Office(Database("sqlite://")).coaching()


def free(address: Address) -> float:
    return 0.0


def claimed(session: Session, limit: int = 10, now: int = NOW, worker: str = "w1", epoch: int = 1) -> list[Claimed]:
    return claim_ready(session, Claim("stage", worker, epoch, limit, now), COACHING, free)[0]


def settled(session: Session, row: Claimed, fate: Verdict, worker: str = "w1", epoch: int = 1) -> int:
    return settle(session, Fence(worker, epoch), [(row, fate)], NOW)


def post(session: Session, key: str = "k", kind: str = "workout", at: int = NOW) -> None:
    outbox.post(session, key, kind, ROOM, "1", at)


def states(database: Database) -> list[str]:
    with database.transaction() as session:
        return list(session.scalars(select(Outgoing.state).order_by(Outgoing.id)))


def test_the_same_key_is_posted_once(database: Database):
    with database.transaction() as session:
        for _ in range(3):
            post(session)
    assert states(database) == ["ready"]


def test_what_was_sent_and_is_put_off_again_goes_as_a_new_message_to_where_it_is_wanted_now(database: Database):
    elsewhere = Address("stage", "elsewhere")
    with database.transaction() as session:
        post(session)
        settled(session, claimed(session)[0], Verdict("sent", handle="m1"))
        outbox.postpone(session, "k", "workout", elsewhere, "2", NOW + 60)
        assert claimed(session) == []
        (again,) = claimed(session, now=NOW + 60)
    assert (again.handle, again.address, again.ref, again.attempt) == ("", elsewhere, "2", 2)


def test_a_message_is_not_claimed_before_its_time(database: Database):
    with database.transaction() as session:
        post(session, at=NOW + 1)
        assert claimed(session) == []
        assert len(claimed(session, now=NOW + 1)) == 1


def test_what_is_claimed_is_nobody_elses(database: Database):
    with database.transaction() as session:
        post(session)
        claimed(session)
    with database.transaction() as session:
        assert claimed(session, worker="w2") == []


def test_many_workers_at_once_claim_and_settle_every_message_once(database: Database):
    with database.transaction() as session:
        for number in range(200):
            post(session, f"k{number}")

    def work(worker: str) -> list[int]:
        done: list[int] = []
        while True:
            with database.transaction() as session:
                rows = claimed(session, 7, worker=worker)
            if not rows:
                return done
            with database.transaction() as session:
                fates = [(row, Verdict("sent")) for row in rows]
                assert settle(session, Fence(worker, 1), fates, NOW) == len(rows)
            done += [row.id for row in rows]

    with ThreadPoolExecutor(4) as pool:
        taken = [row for rows in pool.map(work, "abcd") for row in rows]
    assert len(taken) == len(set(taken)) == 200


def test_many_workers_at_once_push_every_subscription_once(database: Database):
    office = Office(database)
    for _ in range(60):
        office.runner()
    later = int(office.now[0].timestamp()) + 3600

    def work(worker: str) -> list[int | None]:
        done: list[int | None] = []
        while True:
            with database.transaction() as session:
                rows, looked_at = claim_due(session, Claim("stage", worker, 1, 7, later), COACHING, free)
            done += [row.person_id for row in rows]
            if not looked_at:
                return done

    with ThreadPoolExecutor(4) as pool:
        taken = [person for people in pool.map(work, "abcd") for person in people]
    assert len(taken) == len(set(taken)) == 60


def test_only_who_claimed_a_message_may_settle_it(database: Database):
    with database.transaction() as session:
        post(session)
        (row,) = claimed(session)
    with database.transaction() as session:
        assert settled(session, row, Verdict("sent"), worker="w2") == 0
        assert settled(session, row, Verdict("sent"), epoch=2) == 0
        assert settled(session, row, Verdict("sent", handle="m1")) == 1
        assert settled(session, row, Verdict("failed")) == 0
    assert states(database) == ["sent"]


@pytest.mark.parametrize(("repeats", "state"), [(True, "ready"), (False, "unsure")])
def test_a_new_sender_takes_back_what_the_one_before_left_behind(database: Database, repeats: bool, state: str):
    with database.transaction() as session:
        post(session)
        (row,) = claimed(session)
        assert release_orphans(session, "stage", 1, NOW, lambda kind: repeats) == 0
        assert release_orphans(session, "stage", 2, NOW, lambda kind: repeats) == 1
    assert states(database) == [state]
    with database.transaction() as session:
        assert settled(session, row, Verdict("sent")) == 0


def test_a_message_of_the_old_owner_claimed_again_is_not_theirs_to_settle(database: Database):
    with database.transaction() as session:
        post(session)
        (old,) = claimed(session)
        release_orphans(session, "stage", 2, NOW, lambda kind: True)
        (new,) = claimed(session, epoch=2)
        assert settled(session, old, Verdict("failed"), epoch=2) == 0  # the attempt is another one
        assert settled(session, new, Verdict("sent"), epoch=2) == 1


def test_what_may_not_go_now_is_claimed_by_nobody_and_says_why(database: Database):
    hour = 3600
    with database.transaction() as session:
        post(session, "late", at=NOW)
        post(session, "busy", at=NOW + 4 * hour)
        claim = Claim("stage", "w1", 1, 10, NOW + 4 * hour)
        assert claim_ready(session, claim, COACHING, lambda address: 2.6) == ([], 2)
    with database.transaction() as session:
        rows = session.execute(select(Outgoing.key, Outgoing.state, Outgoing.ready_at, Outgoing.detail)).all()
        assert sorted(map(tuple, rows)) == [
            ("busy", "ready", NOW + 4 * hour + 3, ""),
            ("late", "skipped", NOW + 4 * hour, "too late"),
        ]


def test_many_changes_of_a_board_are_one_message(database: Database):
    with database.transaction() as session:
        for _ in range(5):
            outbox.refresh(session, "board:1", "digest", ROOM, "1", NOW)
    assert states(database) == ["ready"]


def test_a_board_that_changes_while_it_is_sent_is_sent_once_more(database: Database):
    with database.transaction() as session:
        outbox.refresh(session, "board:1", "digest", ROOM, "1", NOW)
        (row,) = claimed(session)
    with database.transaction() as session:
        outbox.refresh(session, "board:1", "digest", ROOM, "1", NOW)
        settled(session, row, Verdict("sent", handle="m1"))
    with database.transaction() as session:
        (row,) = claimed(session)
        assert row.handle == "m1"
        settled(session, row, Verdict("sent"))
    assert states(database) == ["sent"]


def test_a_message_that_still_waits_can_be_cancelled(database: Database):
    with database.transaction() as session:
        post(session)
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
