"""Everything a plan is built from, gathered once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.knowledge.plan_schema import Layout, PlanRules
from core.knowledge.schema import Exercise
from core.plans.rules.course import course_of
from core.plans.rules.emphasis import base_sets, course_sets, maintained
from core.plans.rules.model import Course, KeyDates, Race, Runner
from core.plans.rules.repertoire import Repertoire
from core.plans.rules.taper import key_dates


@dataclass(frozen=True, slots=True)
class Case:
    """One runner, one race (or none), and what the rules make of them; `weeks` are the whole ones."""

    rules: PlanRules
    exercises: Mapping[str, Exercise]
    runner: Runner
    race: Race | None
    course: Course
    keys: KeyDates
    layout: Layout
    weeks: int
    base: Mapping[str, int]
    hills: Mapping[str, int]

    @property
    def unloaded(self) -> bool:
        """Whether there are no weights to lift."""
        return self.runner.kit == "none" or self.layout.bodyweight

    def repertoire(self) -> Repertoire:
        """What the runner can do; nothing is part of the plan yet."""
        kit = self.rules.kits["none" if self.layout.bodyweight else self.runner.kit]
        return Repertoire(self.rules, self.exercises, self.runner, frozenset(kit), self.keys)


def case_of(
    rules: PlanRules, exercises: Mapping[str, Exercise], runner: Runner, race: Race | None, layout: Layout, weeks: int
) -> Case:
    """Gather a case; people new to running count as beginners."""
    runner = replace(runner, level="beginner") if runner.new_to_running else runner
    course = course_of(rules.course, race)
    base = base_sets(rules.emphasis, runner.level)
    hills = maintained(rules.emphasis) if race is None else course_sets(rules.emphasis, course, runner, race)
    keys = key_dates(rules.taper, race)
    return Case(rules, exercises, runner, race, course, keys, layout, weeks, base, hills)
