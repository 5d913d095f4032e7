"""Progress, swaps and short versions."""

from dataclasses import replace

import pytest

from core.plans.rules.model import PlannedExercise
from core.plans.rules.progression import Logged, Step, next_step
from core.plans.rules.short import shortened
from core.plans.rules.swap import options, swapped
from tests.plans.pack import EXERCISES, RULES, USUAL, plan_for, session, slots, week

PLAN = plan_for()
SQUAT = slots(session(week(PLAN, 8), "A"))["S"]  # 5-6 reps, 2 in reserve
ROW = slots(session(week(PLAN, 8), "A"))["ER"]


def step(each: PlannedExercise, *log: Logged, level: str = "intermediate", loaded: bool = True) -> Step:
    return next_step(RULES.progression, level, each, log, loaded)  # type: ignore[arg-type]


def test_the_load_rises_after_two_workouts_at_the_top_with_two_to_spare():
    assert step(SQUAT, Logged(6, 2), Logged(6, 2)) == Step("load", (2, 5))


@pytest.mark.parametrize("log", [(Logged(6, 2),), (Logged(6, 2), Logged(5, 2)), (Logged(6, 2), Logged(6, 1)), ()])
def test_the_load_stays_otherwise(log):
    assert step(SQUAT, *log).kind in ("same", "reps")


def test_reps_come_before_load():
    assert step(SQUAT, Logged(5, 2)).kind == "reps"


def test_small_lifts_take_the_smallest_step_and_beginners_up_to_ten_percent_on_big_ones():
    top = ROW.reps[1]
    assert step(ROW, Logged(top, 3), Logged(top, 3)) == Step("load", (2, 2))
    assert step(SQUAT, Logged(6, 2), Logged(6, 2), level="beginner") == Step("load", (2, 10))


def test_without_weights_a_harder_way_comes_next():
    assert step(SQUAT, Logged(6, 2), Logged(6, 2), loaded=False) == Step("harder", way="more reps")


@pytest.mark.parametrize("minutes", [20, 10, 5])
def test_a_short_version_is_as_long_as_asked(minutes):
    short = shortened(RULES, session(week(PLAN, 8), "A"), minutes)
    assert abs(short.minutes - minutes) <= minutes / 10


def test_twenty_minutes_hold_a_squat_a_hinge_a_calf_and_a_back_exercise_of_two_sets():
    short = shortened(RULES, session(week(PLAN, 8), "A"), 20)
    assert [(each.slot, each.sets) for each in short.exercises] == [("S", 2), ("HG", 2), ("K", 2), ("ER", 1)]


def test_a_session_that_is_short_enough_stays():
    light = session(week(PLAN, 1), "light")
    assert shortened(RULES, light, 20) == light


def test_swaps_are_possible_with_what_there_is():
    day = session(week(PLAN, 14), "A").date
    found = options(RULES, EXERCISES, USUAL, PLAN, "H5", day, kit="none")
    assert found[0] == "H6"
    assert all(any(set(kit) <= set(RULES.kits["none"]) for kit in EXERCISES[name].kit_options) for name in found)


def test_swaps_spare_what_hurts():
    day = session(week(PLAN, 14), "B").date
    found = options(RULES, EXERCISES, USUAL, PLAN, "G2", day, sore="knee")
    assert found
    assert all("knee" not in EXERCISES[name].loads for name in found)


def test_close_to_the_race_only_what_is_familiar_is_offered():
    day = session(week(PLAN, 2), "B").date
    known = {each.id for one in PLAN.sessions if one.date <= day for each in one.exercises}
    assert set(options(RULES, EXERCISES, USUAL, PLAN, "G2", day)) <= known


def test_a_swap_keeps_the_sets_and_takes_the_dose_of_its_card():
    plank = swapped(ROW, EXERCISES["E2"])
    assert (plank.id, plank.sets, plank.reps, plank.seconds, plank.rir) == ("E2", ROW.sets, None, (20, 45), None)
    assert swapped(SQUAT, EXERCISES["Q3"]) == replace(SQUAT, id="Q3", tempo=EXERCISES["Q3"].tempo, per_side=True)
