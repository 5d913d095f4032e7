"""Ten previews that were held against the evidence rule by rule; run this file to write them anew after a wanted change."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.plans.preview import as_json
from core.plans.rules.build import build
from core.plans.rules.model import Plan, Race
from tests.plans.pack import EXERCISES, RULES, SUNDAY, USUAL, plan_for

FOLDER = Path(__file__).parent / "golden"
BEGINNER, ADVANCED = replace(USUAL, level="beginner"), replace(USUAL, level="advanced")
SATURDAY, MONDAY = SUNDAY - timedelta(days=1), SUNDAY + timedelta(days=1)
PLANS = {
    "worked-example": lambda: plan_for(16),
    "beginner-half-no-kit-from-a-wednesday": lambda: build(
        RULES, EXERCISES, replace(BEGINNER, kit="none", hard_days=(2,)),
        Race(SATURDAY, "half", 21.1, 300, 300), SATURDAY - timedelta(days=12 * 7 + 2),
    ),
    "advanced-mountain-ultra-gym": lambda: plan_for(24, "ultra", (80, 4500, 4500), replace(ADVANCED, kit="gym")),
    "uphill-10k-eight-weeks": lambda: plan_for(8, "5-10k", (10, 600, 50)),
    "boston-like-marathon-on-a-monday": lambda: plan_for(
        16, "marathon", (42.2, 240, 380), replace(USUAL, kit="gym"), MONDAY
    ),
    "cross-country-at-55-on-three-days": lambda: plan_for(
        14, "xc", (8, 120, 120), replace(USUAL, age=55, days=(1, 2, 5))
    ),
    "triathlon-a-year-ahead-at-66": lambda: plan_for(52, "triathlon", None, replace(ADVANCED, age=66)),
    "six-weeks-one-session-sore-knee": lambda: plan_for(
        6, "half", (21.1, 400, 400),
        replace(BEGINNER, kit="gym", days=(0, 3), new_to_running=True, avoid=frozenset({"knee"})),
    ),
    "three-weeks": lambda: plan_for(3),
    "maintenance-at-60": lambda: build(RULES, EXERCISES, replace(USUAL, age=60), None, SUNDAY),
}  # fmt: skip


def written(plan: Plan) -> str:
    """The document, an exercise a line."""
    text = json.dumps(as_json(plan), indent=1)
    return re.sub(r'\{\s+"id".*?\}', lambda found: " ".join(found[0].split()), text, flags=re.DOTALL) + "\n"


@pytest.mark.parametrize("name", PLANS)
def test_the_preview_is_the_one_that_was_checked(name):
    assert written(PLANS[name]()) == (FOLDER / f"{name}.json").read_text(encoding="utf-8")


if __name__ == "__main__":
    for name, plan in PLANS.items():
        (FOLDER / f"{name}.json").write_text(written(plan()), encoding="utf-8")
