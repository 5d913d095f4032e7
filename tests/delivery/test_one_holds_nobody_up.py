"""A message, a chat, a zone or an outcome that nothing can be done with: it is put aside, and all others go."""

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from core.delivery.coaching import Claimed
from core.delivery.desk import Finished, Turn
from core.delivery.outcomes import Gone, Moved, Sent
from core.delivery.refusals import MOST, WINDOW, Refusals
from core.delivery.tables import Outgoing, SenderLease, Subscription
from core.messages import Address, Reply
from core.people.tables import Account, Person
from tests.delivery.stage import Office, at


def ticks(office: Office, seconds: int) -> list[str]:
    """The chats that get a message in the first seconds after seven, from one sender."""
    pump = office.pump()
    return sorted(chat for second in range(seconds) for chat in office.tick(at(7, 0, second), pump))


def on_discord(office: Office) -> None:
    """Let everybody be on a platform that wants a second between two messages to one chat."""
    office.mailbox.platform = "discord"
    with office.database.transaction() as session:
        session.execute(update(Subscription).values(platform="discord"))
        session.execute(update(Person).values(home_platform="discord"))


def test_chats_booked_for_a_turn_that_fails_are_free_again(office: Office):
    for _ in range(3):
        office.runner()
    on_discord(office)
    office.broken.add(2)
    assert ticks(office, 1) == ["home 1", "home 3"]
    assert sorted(office.messages()) == [("failed", "cannot be drawn"), ("sent", ""), ("sent", "")]


def test_what_a_drawing_writes_may_be_what_fails(office: Office):
    for _ in range(3):
        office.runner()

    def draw(session: Session, message: Claimed) -> Reply:
        if message.person_id == 2:
            session.add(Account(person_id=2, platform="stage", external_id=None, home=""))
        return Reply("Hello")

    office.draw = draw  # type: ignore[method-assign]
    assert ticks(office, 1) == ["home 1", "home 3"]


def test_a_drawing_that_the_database_fails_is_tried_again(office: Office):
    for _ in range(3):
        office.runner()
    troubles = [OperationalError("", {}, Exception("deadlock detected"))] * 2

    def draw(session: Session, message: Claimed) -> Reply:
        if message.person_id == 2 and troubles:
            raise troubles.pop()
        return Reply("Hello")

    office.draw = draw  # type: ignore[method-assign]
    assert ticks(office, 1) == ["home 1", "home 3"]
    assert ("ready", "OperationalError") in office.messages()
    assert office.tick(at(7, 0, 5)) == ["home 2"]


def test_a_zone_that_left_the_rules_stops_nobody_and_is_looked_at_again_a_day_later(office: Office):
    for _ in range(3):
        office.runner()
    with office.database.transaction() as session:
        session.execute(text("UPDATE subscription SET zone = 'US/Gone' WHERE person_id = 2"))
        session.execute(text("UPDATE person SET zone = 'US/Gone' WHERE id = 2"))
    assert ticks(office, 1) == ["home 1", "home 2", "home 3"]
    with office.database.transaction() as session:
        due = session.scalars(select(Subscription.next_due_at)).all()
    assert due == [int(at(7, day=1).timestamp())] * 3


def test_a_move_that_fails_is_noted_once(office: Office):
    for _ in range(3):
        office.runner()
    office.mailbox.answers = [Moved("elsewhere")]
    coaching = office.coaching()

    def move(session: Session, old: Address, chat: str) -> None:
        raise LookupError("two clubs in one room")

    object.__setattr__(coaching, "move", move)
    office.coaching = lambda: coaching  # type: ignore[method-assign]
    assert ticks(office, 3) == ["home 2", "home 3"]
    assert sorted(office.messages()) == [("failed", "cannot be followed"), ("sent", ""), ("sent", "")]


def test_a_claim_that_was_stored_though_its_commit_seemed_to_fail_is_sent_all_the_same(office: Office):
    office.runner()
    office.runner(kind="nudge")
    office.advance(at(7))
    pump = office.pump()
    turn, fails = pump._desk.turn, ["the server closed the connection"]

    def cut_off(finished: Finished, room: int) -> Turn:
        done = turn(finished, room)
        if fails:
            raise OSError(fails.pop())
        return done

    pump._desk.turn = cut_off  # type: ignore[method-assign]
    with pytest.raises(OSError, match="server closed"):
        office.tick(pump=pump)
    assert [state for state, _ in office.messages()] == ["sending", "sending"]
    assert sorted(office.tick(at(7, 0, 1), pump)) == ["home 1", "home 2"]
    assert office.messages() == [("sent", ""), ("sent", "")]


def test_the_lease_may_be_lost_in_a_turn_that_is_repeated(office: Office):
    office.runner()
    office.broken.add(1)
    office.advance(at(7))
    desk = office.pump()._desk
    assert desk.look()
    with office.database.transaction() as session:
        session.execute(update(SenderLease).values(epoch=SenderLease.epoch + 1))
    assert desk.turn([], 5) == Turn()


def test_the_chat_that_a_person_turns_out_to_have_is_written_to_from_then_on(office: Office):
    office.runner()
    with office.database.transaction() as session:
        session.add(Account(person_id=1, platform="stage", external_id="1", home="home 1"))
    office.mailbox.answers = [Sent("m1", "room 77")]
    office.tick(at(7))
    assert office.tick(at(7, day=1)) == ["room 77"]
    with office.database.transaction() as session:
        assert session.scalars(select(Account.home)).all() == ["room 77"]
        assert set(session.scalars(select(Outgoing.chat))) == {"room 77"}


def test_after_thousands_of_refusals_discord_is_left_alone_until_they_are_forgotten():
    now = [0.0]
    refusals = Refusals("discord", lambda: now[0])
    assert {refusals.note() for _ in range(MOST["discord"] - 1)} == {0.0}
    now[0] = 100.0
    assert refusals.note() == WINDOW - 100
    now[0] = WINDOW
    assert refusals.note() == 0


def test_a_platform_that_bans_nobody_for_it_may_refuse_as_often_as_it_likes():
    refusals = Refusals("telegram", lambda: 0.0)
    assert {refusals.note() for _ in range(2 * MOST["discord"])} == {0.0}


def test_a_platform_that_goes_on_refusing_is_paused(office: Office):
    office.runner()
    on_discord(office)
    office.mailbox.answers = [Gone("50278")]
    office.advance(at(7))
    pump = office.pump()
    for _ in range(MOST["discord"] - 1):
        pump._refusals.note()
    office.tick(pump=pump)
    assert pump._pace.held() > WINDOW / 2
