"""One active sender for each token, on both databases; clocks are ours."""

import os
import subprocess
import sys

import pytest

from core.database import Database
from core.delivery.holder import has_ended, this_process
from core.delivery.lease import LENGTH, Lease, fingerprint
from core.delivery.tables import SenderLease

NOW = 5000


class Process:
    """One that wants to send; its monotonic clock can be put on."""

    def __init__(self, database: Database, name: str, knows_ended: tuple[str, ...] = ()) -> None:
        self.database = database
        self.monotonic = 0.0
        self.lease = Lease("123:secret", name, knows_ended.__contains__, lambda: self.monotonic)

    def renews(self, now: int) -> bool:
        with self.database.transaction() as session:
            self.lease.renew(session, now)
        return self.lease.holds()

    def is_current(self) -> bool:
        with self.database.transaction() as session:
            return self.lease.is_current(session)


def row(database: Database) -> tuple[str, str, int, int]:
    with database.transaction() as session:
        [lease] = session.query(SenderLease).all()
        return lease.token, lease.holder, lease.epoch, lease.until


def test_the_row_holds_a_fingerprint_and_never_the_token(database: Database):
    assert Process(database, "a").renews(NOW)
    assert row(database) == (fingerprint("123:secret"), "a", 1, NOW + LENGTH)
    assert len(fingerprint("123:secret")) == 16
    assert "secret" not in fingerprint("123:secret")


def test_a_second_process_waits_until_the_lease_is_over(database: Database):
    first, second = Process(database, "a"), Process(database, "b")
    assert first.renews(NOW)
    assert [second.renews(now) for now in (NOW, NOW + LENGTH - 1, NOW + LENGTH)] == [False, False, True]
    assert row(database)[1:3] == ("b", 2)


def test_an_epoch_that_was_taken_in_a_transaction_that_failed_is_not_ours(database: Database):
    first, second = Process(database, "a"), Process(database, "b")
    with database.transaction() as session:
        first.lease.renew(session, NOW)
        session.rollback()
    assert second.renews(NOW)
    assert (first.lease.epoch, second.lease.epoch) == (1, 1)
    assert not first.is_current()
    assert not first.renews(NOW)


def test_renewing_keeps_the_epoch_and_the_others_out(database: Database):
    first, second = Process(database, "a"), Process(database, "b")
    for now in range(NOW, NOW + 60, 5):
        assert first.renews(now)
        assert not second.renews(now + 4)
    assert first.lease.epoch == 1


def test_it_is_renewed_every_third_of_its_length(database: Database):
    process = Process(database, "a")
    assert process.lease.is_due()
    process.renews(NOW)
    process.monotonic = LENGTH / 3 - 0.1
    assert not process.lease.is_due()
    process.monotonic = LENGTH / 3
    assert process.lease.is_due()


def test_a_frozen_process_knows_by_its_own_clock_that_it_may_not_send(database: Database):
    frozen, other = Process(database, "a"), Process(database, "b")
    frozen.renews(NOW)
    frozen.monotonic = LENGTH - 1.0
    assert not frozen.lease.holds()  # before anybody else could have taken it
    other.renews(NOW + LENGTH)
    assert not frozen.is_current()
    assert not frozen.renews(NOW + LENGTH + 1)
    assert other.is_current()


def test_whoever_leaves_in_peace_keeps_nobody_waiting(database: Database):
    first, second = Process(database, "a"), Process(database, "b")
    first.renews(NOW)
    with database.transaction() as session:
        first.lease.release(session)
    assert not first.lease.holds()
    assert second.renews(NOW)


def test_a_predecessor_that_has_ended_keeps_nobody_waiting(database: Database):
    Process(database, "a").renews(NOW)
    assert Process(database, "b", knows_ended=("a",)).renews(NOW)
    assert row(database)[1:3] == ("b", 2)


@pytest.mark.parametrize("until", [NOW + 100 * LENGTH, NOW - 1])
def test_a_row_written_by_a_clock_that_was_wrong_binds_nobody(database: Database, until: int):
    first, second = Process(database, "a"), Process(database, "b")
    first.renews(until - LENGTH)
    assert second.renews(NOW)


def test_a_process_knows_itself_and_a_child_that_has_ended():
    assert not has_ended(this_process())
    words = this_process().split(" ")
    program = "from core.delivery.holder import this_process; print(this_process())"
    child = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    if len(words) == 3:  # where the system tells
        assert words[1] == str(os.getpid())
        assert has_ended(child.stdout.strip())
        assert has_ended(f"{words[0]} {words[1]} 1")  # the number was given to another process since


@pytest.mark.parametrize("name", ["", "another/machine 1 2", "0123456789abcdef"])
def test_of_a_process_elsewhere_nobody_can_tell(name: str):
    assert not has_ended(name)
