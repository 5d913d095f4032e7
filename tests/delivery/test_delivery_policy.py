from datetime import UTC, datetime, timedelta

import pytest

from core.delivery.outcomes import Gone, Later, Missing, Moved, Rejected, Sent, Unknown
from core.delivery.policy import Verdict, backoff, too_late, verdict
from core.feature import Repeat

NOW, DEADLINE = 1000, 5000


def fate(outcome, repeat=Repeat.RESEND, failures=0, now=NOW, deadline=DEADLINE) -> Verdict:
    return verdict(outcome, repeat, failures, now, deadline)


def test_what_arrived_is_sent_and_keeps_its_handle():
    assert fate(Sent("m7")) == Verdict("sent", handle="m7")


def test_a_person_who_left_gets_nothing_more():
    assert fate(Gone("blocked")) == Verdict("gone", detail="blocked")


def test_a_message_the_platform_refuses_is_our_failure():
    assert fate(Rejected("too long")) == Verdict("failed", detail="too long")


def test_what_was_never_sent_waits_as_long_as_the_platform_asks():
    assert fate(Later(30)) == Verdict("ready", ready_at=1030, detail="later")


def test_a_moved_chat_is_tried_again_in_a_second():
    assert fate(Moved("5")) == Verdict("ready", ready_at=NOW + 1, detail="moved")


def test_a_lost_message_is_posted_anew():
    assert fate(Missing()) == Verdict("ready", ready_at=NOW + 1, handle="", detail="missing")


def test_in_doubt_a_workout_is_sent_again_and_a_nudge_is_not():
    assert fate(Unknown("timeout")) == Verdict("ready", ready_at=1002, detail="timeout", in_doubt=True)
    assert fate(Unknown("timeout"), Repeat.DROP) == Verdict("unsure", detail="timeout", in_doubt=True)


def test_nothing_is_tried_after_its_deadline_or_for_ever():
    assert fate(Later(30), deadline=1010).state == "failed"
    assert fate(Unknown("timeout"), failures=7).state == "failed"


def test_a_long_loss_of_network_uses_up_no_attempts():
    assert fate(Later(5), failures=7) == Verdict("ready", ready_at=1005, detail="later")


def test_waits_double_up_to_five_minutes():
    assert [backoff(n) for n in (1, 2, 3, 9)] == [2, 4, 8, 300]


@pytest.mark.parametrize(
    ("due", "now", "why"),
    [
        ("07:00", "10:00", ""),
        ("07:00", "10:01", "too late"),
        ("05:00", "05:15", ""),  # their own hour
        ("05:00", "05:20", "quiet hours"),
        ("05:00", "06:00", ""),
        ("21:00", "21:59", ""),
        ("21:00", "22:00", "quiet hours"),
        ("21:55", "22:05", ""),
    ],
)
def test_late_is_allowed_for_hours_by_day_and_for_minutes_by_night(due: str, now: str, why: str):
    in_kathmandu = [_at(clock) - (5 * 60 + 45) * 60 for clock in (now, due)]
    assert too_late(*in_kathmandu, timedelta(hours=3), "Asia/Kathmandu") == why


def test_a_room_has_no_quiet_hours():
    assert too_late(_at("23:00"), _at("21:00"), timedelta(hours=3), None) == ""


def _at(clock: str) -> int:
    hour, minute = map(int, clock.split(":"))
    return int(datetime(2026, 11, 23, hour, minute, tzinfo=UTC).timestamp())
