"""Inputs no plan can be built from, each with the key of a sentence that helps."""

from collections.abc import Iterator
from datetime import date

from core.knowledge.plan_schema import PlanRules
from core.plans.rules.model import Race, Runner
from core.plans.rules.phases import whole_weeks
from core.plans.rules.placing import run_days


def refusals(rules: PlanRules, runner: Runner, race: Race | None, start: date) -> tuple[str, ...]:
    """What is wrong with the inputs, as keys `plan.bad_…`; empty when a plan can be built."""
    return (*_runner(rules, runner), *(() if race is None else _race(rules, race, start)))


def _runner(rules: PlanRules, runner: Runner) -> Iterator[str]:
    if not runner.days:
        yield "plan.bad_no_days"
    if len(run_days(runner)) == 7:
        yield "plan.bad_all_hard"
    if runner.age is not None and not 0 < runner.age <= rules.gates.oldest:
        yield "plan.bad_age"
    elif runner.age is not None and runner.age < rules.gates.adult:
        yield "plan.bad_under_age"


def _race(rules: PlanRules, race: Race, start: date) -> Iterator[str]:
    if race.date < start:
        yield "plan.bad_race_past"
    elif whole_weeks(start, race.date) > rules.longest_weeks:
        yield "plan.bad_race_far"
    if race.distance_km is not None and not 0 < race.distance_km <= rules.course.longest_km:
        yield "plan.bad_distance"
    climbs = [metres for metres in (race.ascent_m, race.descent_m) if metres is not None]
    if any(metres < 0 for metres in climbs):
        yield "plan.bad_negative_climb"
    distance = race.distance_km or rules.course.usual_km.get(race.kind, rules.course.longest_km)
    if distance > 0 and any(not metres <= distance * rules.course.steepest for metres in climbs):
        yield "plan.bad_climb"
