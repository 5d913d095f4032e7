"""The plan on paper, and its speed."""

import json
from dataclasses import replace
from time import process_time

from core.plans.preview import as_json, as_text, explain
from tests.plans.pack import EXERCISES, KINDS, KITS, LEVELS, LIBRARY, RULES, USUAL, plan_for


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


def test_every_number_has_a_rule_and_every_rule_printable_facts():
    for kind in KINDS:
        for kit in KITS:
            for level in LEVELS:
                plan = plan_for(kind=kind, runner=replace(USUAL, kit=kit, level=level))
                assert all(each.rule for one in plan.sessions for each in one.exercises)
                assert len(explain(plan, RULES, EXERCISES)) == sum(len(one.exercises) for one in plan.sessions)
    facts = {source for reason in RULES.reasons.values() for source in reason.sources}
    assert {fact for fact in facts if not LIBRARY.sources[fact].printable} == set()


def test_a_year_takes_less_than_20_ms():
    assert min(timed(52) for _ in range(5)) < 0.020


def timed(weeks: int) -> float:
    begun = process_time()
    plan_for(weeks)
    return process_time() - begun
