"""What follows missed sessions and weeks, soreness and illness."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.plans.rules.missed import Return, after_weeks_off, applied, eased, may_train_again, moved, soreness
from tests.plans.pack import EXERCISES, RULES, USUAL, plan_for, session, slots, week

MISSED = RULES.missed


@pytest.mark.parametrize(
    ("missed", "left", "expected"),
    [
        (0, 10, Return("carry_on")),
        (1, 10, Return("one_set_less", weeks=1, sets_less=1)),
        (2, 10, Return("step_back", weeks=1, load_percent=-20, rir_more=1)),
        (3, 10, Return("step_back", weeks=1, load_percent=-20, rir_more=1)),
        (4, 6, Return("base_again", weeks=2, join=True)),
        (4, 5, Return("base_again", weeks=2, join=False)),
        (9, None, Return("base_again", weeks=2, join=False)),
    ],
)
def test_weeks_off(missed, left, expected):
    assert after_weeks_off(MISSED, missed, left) == expected


def test_a_return_changes_sets_and_effort_and_leaves_one_set():
    squat = slots(plan_for().sessions[0])["S"]
    assert applied(after_weeks_off(MISSED, 1, 10), squat).sets == squat.sets - 1
    assert applied(after_weeks_off(MISSED, 2, 10), squat).rir == squat.rir + 1
    assert applied(after_weeks_off(MISSED, 1, 10), replace(squat, sets=1)).sets == 1


def test_a_missed_session_moves_within_two_days_or_not_at_all():
    days = week(plan_for(), 8)
    a, b = session(days, "A"), session(days, "B")
    assert moved(MISSED, USUAL, a, [b], a.date) is None  # Wednesday is before a hard run, Thursday 38 h before B
    easy = replace(USUAL, hard_days=())
    assert moved(MISSED, easy, a, [b], a.date) == date(2026, 9, 2)
    assert moved(MISSED, easy, a, [], a.date + timedelta(days=2)) == date(2026, 9, 3)
    assert moved(MISSED, easy, a, [], a.date + timedelta(days=3)) is None


@pytest.mark.parametrize(
    ("number", "hours", "expected"),
    [(0, None, "as_planned"), (3, None, "as_planned"), (4, None, "halve"), (6, None, "halve"), (7, None, "rest"),
     (2, 72, "rest"), (2, 71, "as_planned")],
)  # fmt: skip
def test_soreness(number, hours, expected):
    assert soreness(MISSED, number, hours).kind == expected


def test_dark_urine_or_swelling_is_medical():
    assert soreness(MISSED, 2, alarming=True).kind == "medical"


def test_a_sore_area_gets_half_the_sets_and_no_slow_lowering_or_jumps():
    hills = session(week(plan_for(), 4), "B")
    sore = [card.id for card in EXERCISES.values() if "knee" in card.loads]
    jumps = [card.id for card in EXERCISES.values() if card.plyometric]
    left = slots(eased(hills, sore, jumps))
    assert {"PL", "EQ"}.isdisjoint(left)
    assert (left["ST"].sets, left["AR"].sets) == (1, slots(hills)["AR"].sets)


@pytest.mark.parametrize(
    ("hours", "alarming", "expected"), [(47, False, "wait"), (48, False, "train"), (99, True, "clinician")]
)
def test_illness(hours, alarming, expected):
    assert may_train_again(MISSED, hours, alarming) == expected


def test_a_missed_session_does_not_move_past_the_last_heavy_or_the_last_slow_day():
    easy, plan = (
        replace(USUAL, hard_days=(), long_day=None),
        plan_for(runner=replace(USUAL, hard_days=(), long_day=None)),
    )
    for slot, last in (("A", plan.key_dates.last_heavy), ("B", plan.key_dates.last_eccentric)):
        late = [one for one in plan.sessions if one.slot == slot and (one.heavy or one.eccentric)][-1]
        on_the_day = replace(late, date=last)
        assert moved(MISSED, easy, on_the_day, [], last, plan.key_dates) is None
        assert moved(MISSED, easy, on_the_day, [], last) == last + timedelta(days=1)
