"""Who gets a plan, and what has to be left out of it: the questions asked before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from core.knowledge.plan_schema import GateRules
from core.plans.rules.model import Level

Verdict = Literal["plan", "general", "midwife", "clearance", "safety"]


@dataclass(frozen=True, slots=True)
class Answers:
    """What a runner said; `after_birth_months` and `injury_months` are months ago, pain is 0 to 10 by body area."""

    age: int | None = None
    red_flag: bool = False
    pregnant_or_unsure: bool = False
    after_birth_months: int | None = None
    condition_or_symptoms: bool = False  # heart, metabolic or kidney
    injury_months: int | None = None  # bone stress injury or surgery
    cleared: bool = False
    pain: Mapping[str, int] = field(default_factory=dict)
    running_months: int | None = None
    lifting_months: int | None = None
    sound_technique: bool = False


@dataclass(frozen=True, slots=True)
class Gate:
    """What follows: only the verdict `plan` leads to one, with these limits."""

    verdict: Verdict
    avoid: frozenset[str] = frozenset()
    see_someone: bool = False
    no_jumps: bool = False
    new_to_running: bool = False


def gate(rules: GateRules, answers: Answers) -> Gate:
    """The most urgent answer decides; pain and new runners narrow a plan but do not forbid it."""
    closed = _closed(rules, answers)
    if closed is not None:
        return Gate(closed)
    worst = max(answers.pain.values(), default=0)
    return Gate(
        "plan",
        avoid=frozenset(area for area, pain in answers.pain.items() if pain > rules.pain_left_out),
        see_someone=worst > rules.pain_see_someone,
        no_jumps=_recent(answers.injury_months, rules.injury_months),
        new_to_running=_recent(answers.running_months, rules.running_months),
    )


def level_of(rules: GateRules, answers: Answers) -> Level:
    """By months of regular lifting; unknown, unsound or in doubt: the lower level."""
    months = answers.lifting_months or 0
    if months < rules.intermediate_months:
        return "beginner"
    return "advanced" if months >= rules.advanced_months and answers.sound_technique else "intermediate"


def _closed(rules: GateRules, answers: Answers) -> Verdict | None:
    if answers.red_flag:
        return "safety"
    if answers.age is not None and answers.age < rules.adult:
        return "general"
    if answers.pregnant_or_unsure or _recent(answers.after_birth_months, rules.after_birth_months):
        return "midwife"
    uncleared = answers.condition_or_symptoms or _recent(answers.injury_months, rules.injury_months)
    return "clearance" if uncleared and not answers.cleared else None


def _recent(months: int | None, limit: int) -> bool:
    return months is not None and months < limit
