"""The plan on paper, and its speed."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from time import process_time

import jsonschema
import pytest

from core.plans.preview import Why, as_json, as_text
from core.plans.preview.why import Because
from core.plans.rules.model import PlannedExercise
from tests.plans.pack import EXERCISES, KINDS, KITS, LEVELS, LIBRARY, RULES, USUAL, plan_for
from tests.plans.test_golden import PLANS

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = jsonschema.Draft202012Validator(json.loads((DOCS / "plan-preview.schema.json").read_text(encoding="utf-8")))
WHY = Why(RULES, LIBRARY.sources)


def test_the_json_has_the_documented_keys():
    document = as_json(plan_for())
    assert set(document) == {"weeks", "key_dates", "emphasis", "notes"}
    week = json.loads(json.dumps(document))["weeks"][0]
    assert set(week) == {"start", "phase", "deload", "sessions"}
    assert set(week["sessions"][0]) == {"date", "slot", "heavy", "minutes", "exercises"}
    assert week["sessions"][0]["exercises"][0] == {
        "id": "L1", "sets": 3, "reps": [8, 10], "seconds": None, "rir": 3, "rest_s": 180, "eccentric": False,
    }  # fmt: skip
    assert document["key_dates"] == {
        "last_heavy": "2026-10-15", "last_eccentric": "2026-10-11", "last_light": "2026-10-20", "race": "2026-10-25",
    }  # fmt: skip


def test_the_text_names_every_date_and_exercise():
    plan = plan_for()
    text = as_text(plan, EXERCISES)
    assert "W16, from Mon 6 Jul 2026: Base" in text
    assert "    L1 Goblet squat: 3 x 8-10, RIR 3, rest 180 s" in text
    assert text.count("Session A") == sum(each.slot == "A" for each in plan.sessions)


@pytest.mark.parametrize("kit", KITS)
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_number_has_a_rule_and_a_fact(kind, level, kit):
    plan = plan_for(12, kind, runner=replace(USUAL, kit=kit, level=level))
    assert told(WHY.plan(plan)) == {"key dates", "weekly sets"}
    for week in plan.weeks:
        assert told(WHY.week(week)) >= {"phase"}
        for session in week.sessions:
            assert told(WHY.session(session)) >= ({"minutes"} if session.slot == "C" else {"day", "minutes"})
            for each in session.exercises:
                assert told(WHY.exercise(each)) >= numbers(each)


def test_every_fact_may_be_printed():
    facts = {source for reason in RULES.reasons.values() for source in reason.sources}
    assert {fact for fact in facts if not LIBRARY.sources[fact].printable} == set()


def test_a_reason_names_its_rule_its_numbers_and_its_facts():
    assert str(WHY.says("rest")) == (
        "rest [rest]: Main lifts get long rests, the longest for few reps; the rest of the session gets short ones. "
        "(D3 coach judgement; B13 ACSM position stand 2009 (Ratamess et al.))"
    )
    assert WHY.says("card").facts == ("coach judgement",)


@pytest.mark.parametrize("name", PLANS)
def test_previews_keep_to_their_schema(name):
    plan = PLANS[name]()
    for document in (as_json(plan), as_json(plan, WHY)):
        assert [problem.message for problem in SCHEMA.iter_errors(json.loads(json.dumps(document)))] == []


def test_the_explained_text_says_why_below_each_line():
    lines = as_text(plan_for(), EXERCISES, WHY).split("\n")
    squat = lines.index("    L1 Goblet squat: 3 x 8-10, RIR 3, rest 180 s")
    assert lines[squat + 1].startswith("        sets, reps, RIR [main]: Main lifts follow the phase and your level")
    assert lines[squat + 2].startswith("        rest [rest]: ")


def told(reasons: Iterable[Because]) -> set[str]:
    return {word for each in reasons for word in each.about}


def numbers(each: PlannedExercise) -> set[str]:
    """The numbers of an exercise that need a reason."""
    if each.slot == "PL":
        return {"sets", "contacts", "rest"}
    return {"sets", "rest", "reps" if each.reps else "seconds"} | ({"RIR"} if each.rir is not None else set())


def test_a_year_takes_less_than_20_ms():
    assert min(timed(52) for _ in range(5)) < 0.020


def timed(weeks: int) -> float:
    begun = process_time()
    plan_for(weeks)
    return process_time() - begun
