"""Who gets a plan, at which level, and which inputs are refused."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.plans.rules.gates import Answers, Gate, gate, level_of
from core.plans.rules.limits import refusals
from core.plans.rules.model import Race
from tests.plans.pack import RULES, SUNDAY, USUAL

START = SUNDAY - timedelta(weeks=16)
RACE = Race(SUNDAY, "marathon", 42.2, 850, 850)


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        (Answers(age=17), "general"), (Answers(age=18), "plan"),
        (Answers(pregnant_or_unsure=True), "midwife"), (Answers(after_birth_months=5), "midwife"),
        (Answers(after_birth_months=6), "plan"),
        (Answers(condition_or_symptoms=True), "clearance"), (Answers(condition_or_symptoms=True, cleared=True), "plan"),
        (Answers(injury_months=5), "clearance"), (Answers(injury_months=5, cleared=True), "plan"),
        (Answers(red_flag=True, cleared=True, age=17), "safety"),
    ],
)  # fmt: skip
def test_the_gates(answers, verdict):
    assert gate(RULES.gates, answers).verdict == verdict


def test_pain_above_two_leaves_the_area_out_and_above_five_sends_to_somebody():
    assert gate(RULES.gates, Answers(pain={"knee": 3, "calf": 2})) == Gate("plan", avoid=frozenset({"knee"}))
    assert gate(RULES.gates, Answers(pain={"knee": 6})).see_someone


def test_a_cleared_injury_allows_no_jumps_and_new_runners_are_marked():
    assert gate(RULES.gates, Answers(injury_months=2, cleared=True)).no_jumps
    assert gate(RULES.gates, Answers(running_months=5)).new_to_running
    assert not gate(RULES.gates, Answers(running_months=6)).new_to_running


@pytest.mark.parametrize(
    ("months", "sound", "level"),
    [(None, True, "beginner"), (5, True, "beginner"), (6, False, "intermediate"), (24, False, "intermediate"),
     (24, True, "advanced")],
)  # fmt: skip
def test_levels(months, sound, level):
    assert level_of(RULES.gates, Answers(lifting_months=months, sound_technique=sound)) == level


@pytest.mark.parametrize(
    ("runner", "race", "expected"),
    [
        (USUAL, RACE, ()),
        (USUAL, None, ()),
        (replace(USUAL, days=()), RACE, ("plan.bad_no_days",)),
        (replace(USUAL, hard_days=(0, 1, 2, 3, 4, 5)), RACE, ("plan.bad_all_hard",)),
        (replace(USUAL, age=140), RACE, ("plan.bad_age",)),
        (replace(USUAL, age=7), RACE, ("plan.bad_under_age",)),
        (USUAL, replace(RACE, date=START - timedelta(days=1)), ("plan.bad_race_past",)),
        (USUAL, replace(RACE, date=START + timedelta(days=5 * 365)), ("plan.bad_race_far",)),
        (USUAL, replace(RACE, distance_km=0), ("plan.bad_distance",)),
        (USUAL, replace(RACE, ascent_m=-5), ("plan.bad_negative_climb",)),
        (USUAL, replace(RACE, ascent_m=20_000), ("plan.bad_climb",)),
    ],
)
def test_impossible_inputs_are_named(runner, race, expected):
    assert refusals(RULES, runner, race, START) == expected
