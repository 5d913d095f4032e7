import pytest

from core.delivery.outcomes import Gone, Later, Missing, Moved, Rejected, Sent, Unknown
from core.delivery.pace import Pace
from core.delivery.policy import Verdict, backoff, verdict
from core.feature import Repeat

NOW, DEADLINE = 1000, 5000


def fate(outcome, repeat=Repeat.RESEND, attempt=1, now=NOW, deadline=DEADLINE) -> Verdict:
    return verdict(outcome, repeat, attempt, now, deadline)


def test_what_arrived_is_sent_and_keeps_its_handle():
    assert fate(Sent("m7")) == Verdict("sent", handle="m7")


def test_a_person_who_left_gets_nothing_more():
    assert fate(Gone("blocked")) == Verdict("gone", detail="blocked")


def test_a_message_the_platform_refuses_is_our_failure():
    assert fate(Rejected("too long")) == Verdict("failed", detail="too long")


def test_what_was_never_sent_waits_as_long_as_the_platform_asks():
    assert fate(Later(30)) == Verdict("ready", ready_at=1030, detail="later")


@pytest.mark.parametrize(("outcome", "why"), [(Moved("5"), "moved"), (Missing(), "missing")])
def test_a_moved_chat_or_a_lost_message_is_tried_again_at_once(outcome, why):
    assert fate(outcome) == Verdict("ready", ready_at=NOW, detail=why)


def test_in_doubt_a_workout_is_sent_again_and_a_nudge_is_not():
    assert fate(Unknown("timeout")) == Verdict("ready", ready_at=1002, detail="timeout")
    assert fate(Unknown("timeout"), Repeat.DROP) == Verdict("unsure", detail="timeout")


def test_nothing_is_tried_after_its_deadline_or_for_ever():
    assert fate(Later(30), deadline=1010).state == "failed"
    assert fate(Unknown("timeout"), attempt=8).state == "failed"


def test_a_long_loss_of_network_uses_up_no_attempts():
    assert fate(Later(5), attempt=500).state == "ready"


def test_waits_double_up_to_five_minutes():
    assert [backoff(n) for n in (1, 2, 3, 9)] == [2, 4, 8, 300]


def test_the_bucket_starts_empty_and_fills_at_its_rate():
    now = [0.0]
    pace = Pace(20, lambda: now[0])
    assert pace.take(5) == 0
    now[0] = 0.2
    assert pace.take(9) == 4


def test_a_throttled_token_waits_and_starts_empty():
    now = [10.0]
    pace = Pace(20, lambda: now[0])
    pace.hold(3)
    now[0] = 12.9
    assert pace.take(1) == 0
    now[0] = 13.17
    assert pace.take(9) == 3
