"""What sessions hold: by kit, level, phase and race."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.plans.rules.build import build
from core.plans.rules.model import Plan, Race, Runner
from tests.plans.pack import (
    EXERCISES,
    KINDS,
    KITS,
    LEVELS,
    RULES,
    SUNDAY,
    USUAL,
    group_sets,
    plan_for,
    session,
    slots,
    total_sets,
    week,
)

USUAL_MINUTES = {"A": (40, 50), "B": (35, 45)}


def ids(plan: Plan, number: int, slot: str) -> list[str]:
    return [each.id for each in session(week(plan, number), slot).exercises]


@pytest.mark.parametrize(
    ("kit", "base", "build"),
    [
        ("none", ["Q1", "H6", "K2", "E4", "C3"], ["Q1", "H6", "K2", "E4", "C3"]),
        ("dumbbells", ["L1", "H5", "K2", "E5", "C1"], ["Q1", "H5", "K2", "E5", "C1"]),
        ("gym", ["L2", "H5", "K2", "E1", "C1"], ["L2", "H5", "K1", "E1", "C1"]),
    ],
)
def test_session_a_by_kit(kit, base, build):
    plan = plan_for(runner=replace(USUAL, kit=kit))
    assert ids(plan, 16, "A") == base
    assert ids(plan, 8, "A") == build


@pytest.mark.parametrize(
    ("kit", "build"),
    [
        ("none", ["P1", "G2", "H3", "K3", "Q2", "E3", "C4", "T1"]),
        ("dumbbells", ["P2", "G2", "H3", "K3", "Q2", "E7", "C2", "F1"]),
        ("gym", ["P1", "G2", "H4", "K3", "Q2", "E6", "C2", "F1"]),
    ],
)
def test_session_b_by_kit(kit, build):
    assert ids(plan_for(runner=replace(USUAL, kit=kit)), 8, "B") == build


def test_gym_hinges_take_turns_by_block():
    plan = plan_for(runner=replace(USUAL, kit="gym"))
    assert [slots(session(week(plan, number), "A"))["HG"].id for number in (16, 13, 12, 9, 8)] == [
        "H5",
        "H5",
        "L3",
        "L3",
        "H5",
    ]


def test_beginners_use_the_goblet_squat_and_no_deadlift_in_a_gym():
    plan = plan_for(runner=replace(USUAL, kit="gym", level="beginner"))
    lifts = {each.id for each in plan.sessions for each in each.exercises if each.slot in ("S", "HG")}
    assert lifts == {"L1", "H5"}


def test_beginners_leave_out_curls_and_feet_for_two_weeks():
    plan = plan_for(runner=replace(USUAL, level="beginner"))
    early = [set(slots(session(week(plan, number), "B"))) & {"HC", "FF"} for number in (16, 15)]
    assert early == [set(), set()]
    assert set(slots(session(week(plan, 14), "B"))) >= {"HC", "FF"}


def test_beginners_wait_eight_weeks_of_hamstring_work_for_nordics():
    plan = plan_for(24, runner=replace(USUAL, kit="gym", level="beginner"))
    first_curls = next(each.date for each in plan.sessions if "HC" in slots(each))
    nordics = [each.date for each in plan.sessions if any(exercise.id == "H4" for exercise in each.exercises)]
    assert nordics
    assert min(nordics) - first_curls >= timedelta(weeks=8)


def test_without_weights_the_main_lifts_are_slow_one_leg_work_from_build_on():
    plan = plan_for(runner=replace(USUAL, kit="none"))
    lift = slots(session(week(plan, 8), "A"))["S"]
    assert (lift.reps, lift.rir, lift.tempo) == ((6, 10), 1, "4 s down, 1 s up")
    assert RULES.notes["no_weights"] in plan.notes


@pytest.mark.parametrize(
    ("level", "expected"),
    [("beginner", [20, 20, 40]), ("intermediate", [40, 40, 60]), ("advanced", [60, 60, 80])],
)
def test_jumps_start_in_build_and_grow(level, expected):
    plan = plan_for(runner=replace(USUAL, level=level), course=(42.2, 100, 100))
    contacts = [
        sum(each.sets * each.reps[1] for each in session(week(plan, number), "B").exercises if each.slot == "PL")
        for number in (10, 8, 7)
    ]
    assert contacts == expected
    assert not any(each.slot == "PL" for week in plan.weeks[:6] for one in week.sessions for each in one.exercises)


def test_beginners_jump_from_the_seventh_week_on_only():
    plan = plan_for(8, runner=replace(USUAL, level="beginner"))
    assert not any("PL" in slots(each) for each in plan.sessions)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", KINDS)
def test_session_c_is_for_advanced_runners_in_base_and_not_for_triathletes(level, kind):
    plan = plan_for(kind=kind, runner=replace(USUAL, level=level))
    phases = {week.phase for week in plan.weeks for each in week.sessions if each.slot == "C"}
    assert phases == ({"Base"} if level == "advanced" and kind != "triathlon" else set())


def test_plans_under_ten_weeks_start_slow_lowering_with_one_set_in_the_first_week():
    plan = plan_for(8)
    assert slots(session(week(plan, 8), "B"))["EQ"].id == "Q2"
    assert [group_sets(week(plan, number).sessions)["EQ"] for number in (8, 7, 6)] == [1, 1, 1]


@pytest.mark.parametrize("weeks", [1, 2, 3, 4])
def test_plans_of_four_weeks_and_fewer_hold_no_slow_lowering(weeks):
    assert not any(each.eccentric for each in plan_for(weeks).sessions)


def test_cross_country_adds_sideways_and_foot_work():
    plan = plan_for(kind="xc", course=(8, 120, 120))
    extra = {each.id: each.sets for each in session(week(plan, 8), "B").exercises if each.id in ("G3", "T1", "T2")}
    assert extra == {"G3": 1, "T1": 1, "T2": 1}


def test_peak_hill_circuits_have_more_reps_and_short_rests():
    exercises = slots(session(week(plan_for(), 4), "B"))
    for slot in ("ST", "HC", "KB"):
        assert exercises[slot].reps == (12, 15)
        assert 30 <= exercises[slot].rest_s <= 45


@pytest.mark.parametrize("kit", KITS)
@pytest.mark.parametrize("level", ["beginner", "intermediate"])
@pytest.mark.parametrize("kind", ["5-10k", "half", "marathon", "ultra", "triathlon"])
def test_full_weeks_take_their_usual_time(kit, level, kind):
    plan = plan_for(kind=kind, runner=replace(USUAL, level=level, kit=kit))
    full = [each for week in plan.weeks if week.phase != "Taper" and not week.deload for each in week.sessions]
    assert {
        each.slot for each in full if not USUAL_MINUTES[each.slot][0] <= each.minutes <= USUAL_MINUTES[each.slot][1]
    } == set()


def test_a_deload_keeps_the_load():
    plan = plan_for()
    before, deload = (slots(session(week(plan, number), "A"))["S"] for number in (14, 13))
    assert (before.id, before.reps) == (deload.id, deload.reps)
    assert 0.4 <= 1 - total_sets(week(plan, 13)) / total_sets(week(plan, 14)) <= 0.5


def test_six_weeks_hold_nothing_harder_than_three_in_reserve():
    plan = plan_for(6)
    assert min(each.rir for one in plan.sessions for each in one.exercises if each.rir is not None) == 3
    assert not any(each.heavy for each in week(plan, 3).sessions)


@pytest.mark.parametrize("weeks", [4, 5])
def test_four_and_five_weeks_are_bodyweight_only(weeks):
    plan = plan_for(weeks, runner=replace(USUAL, kit="gym"))
    used = {each.id for one in plan.sessions for each in one.exercises}
    assert not any(one.heavy for one in plan.sessions)
    assert all(any(set(kit) <= set(RULES.kits["none"]) for kit in EXERCISES[name].kit_options) for name in used)
    assert RULES.notes["little_time"] in plan.notes


@pytest.mark.parametrize(("weeks", "count"), [(1, 1), (2, 2), (3, 2)])
def test_three_weeks_and_fewer_hold_one_or_two_light_sessions_and_none_in_the_last_five_days(weeks, count):
    plan = plan_for(weeks)
    assert len(plan.sessions) == count
    assert {each.slot for each in plan.sessions} <= {"light"}
    assert all((SUNDAY - each.date).days > 5 for each in plan.sessions)


@pytest.mark.parametrize(("age", "a_week"), [(None, 1), (59, 1), (60, 2)])
def test_maintenance_is_one_session_a_week_and_two_from_60_on(age, a_week):
    plan = build(RULES, EXERCISES, replace(USUAL, age=age), None, SUNDAY)
    assert {len(week.sessions) for week in plan.weeks} == {a_week}
    assert {week.phase for week in plan.weeks} == {"Maintenance"}
    assert all(set(group_sets(week.sessions).values()) == {1} for week in plan.weeks)


def test_people_new_to_running_start_without_weights_and_jumps():
    plan = plan_for(runner=replace(USUAL, level="advanced", kit="gym", new_to_running=True))
    assert ids(plan, 16, "A")[:2] == ["Q1", "H6"]
    assert not any("PL" in slots(each) for week in plan.weeks[:6] for each in week.sessions)


def test_the_light_session_holds_only_familiar_exercises():
    for kit in KITS:
        plan = plan_for(runner=replace(USUAL, kit=kit))
        assert ids(plan, 1, "light") == ["H1", "K2", "E3", "C4", "Q4"]


def test_an_ultra_has_light_sessions_only_in_its_last_two_weeks():
    plan = plan_for(kind="ultra", course=(60, 3000, 3000))
    assert [each.slot for number in (2, 1) for each in week(plan, number).sessions] == ["light"] * 3


def test_a_swap_a_runner_asked_for_is_kept():
    plan = plan_for(runner=replace(USUAL, swaps={"G2": "Q3"}))
    assert "G2" not in {each.id for one in plan.sessions for each in one.exercises}
    assert ids(plan, 8, "B")[1] == "Q3"


def test_a_race_before_the_start_has_no_plan():
    with pytest.raises(ValueError, match="no plan leads"):
        build(RULES, EXERCISES, Runner(), Race(SUNDAY, "half"), SUNDAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("kit", "jumps"), [("none", ["P1", "P1", "P3"]), ("dumbbells", ["P2"] * 3), ("gym", ["P1", "P1", "P3"])]
)
def test_bounding_uphill_follows_two_full_weeks_of_hops(kit, jumps):
    plan = plan_for(runner=replace(USUAL, kit=kit))
    assert [slots(session(week(plan, number), "B"))["PL"].id for number in (10, 8, 7)] == jumps


def test_beginners_stay_with_hops():
    plan = plan_for(runner=replace(USUAL, kit="gym", level="beginner"))
    assert {each.id for one in plan.sessions for each in one.exercises if each.slot == "PL"} == {"P1"}


def test_bounds_come_in_sets_of_twelve_and_no_more_than_six():
    jumps = slots(session(week(plan_for(runner=replace(USUAL, kit="gym", level="advanced")), 6), "B"))["PL"]
    assert (jumps.id, jumps.sets, jumps.reps) == ("P3", 6, (12, 12))


def test_a_range_of_reps_on_both_sides_of_five_rests_three_minutes():
    rests = {each.rest_s for each in session(week(plan_for(), 8), "A").exercises if each.slot in ("S", "HG")}
    assert rests == {180}


def test_a_gym_trains_the_foot_and_the_shin_in_turn():
    plan = plan_for(runner=replace(USUAL, kit="gym"))
    assert [slots(session(week(plan, number), "B"))["FF"].id for number in (16, 12, 8)] == ["F1", "T2", "F1"]


def test_a_single_session_keeps_its_main_sets_and_its_five_slots():
    plan = plan_for(runner=replace(USUAL, days=(0, 3)))
    alone = slots(session(week(plan, 12), "A"))
    assert set(alone) >= {"S", "HG", "K", "ER", "AR", "HC"}
    assert (alone["S"].sets, alone["HG"].sets) == (3, 3)


def test_on_a_steep_course_slow_lowering_stays_and_main_sets_give_way():
    plan = plan_for(runner=replace(USUAL, days=(0, 3)))
    alone = slots(session(week(plan, 8), "A"))
    assert (alone["S"].sets, alone["HG"].sets, alone["EQ"].id, alone["EQ"].sets) == (2, 2, "Q2", 2)


def test_what_hurts_is_left_out_and_said():
    plan = plan_for(runner=replace(USUAL, avoid=frozenset({"knee"})))
    assert RULES.notes["left_out"] in plan.notes
    assert RULES.notes["no_slow_lowering"] in plan.notes


def test_a_race_tomorrow_has_no_session_and_says_so():
    plan = build(RULES, EXERCISES, USUAL, Race(SUNDAY, "half"), SUNDAY - timedelta(days=1))
    assert plan.sessions == ()
    assert plan.notes == (RULES.notes["little_time"], RULES.notes["too_late"], RULES.notes["course_unknown"])


def test_a_session_b_in_the_evening_says_so():
    runner = replace(USUAL, days=(2, 4), hard_days=(2,), long_day=None)
    plan = plan_for(runner=runner)
    assert "evening" in session(week(plan, 8), "B").rule
