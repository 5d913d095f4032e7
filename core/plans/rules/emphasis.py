"""How many sets a week go to hamstrings, calves, back, quads, core and feet."""

from collections.abc import Mapping
from math import ceil

from core.knowledge.plan_schema import Emphasis
from core.plans.rules.model import Course, Level, Race, Runner

Sets = Mapping[str, int]


def base_sets(rules: Emphasis, level: Level) -> dict[str, int]:
    """The flat column at a level: what Base uses, and the floor of the three main groups."""
    return _scaled(rules, rules.columns["flat"], level)


def course_sets(rules: Emphasis, course: Course, runner: Runner, race: Race) -> dict[str, int]:
    """The sets of Build and Peak: the course's column by level, then what the race and the mountains add."""
    column = dict(rules.columns[course.column])
    if course.direction == "downhill-heavy" and course.column == "downhill" and race.kind in rules.downhill_road_kinds:
        column["K"] = max(column["K"], rules.downhill_road_calf)
    sets = _scaled(rules, column, runner.level)
    _add(sets, rules.race_shift.get(race.kind, {}))
    if course.kind == "mountain":
        _add(sets, rules.mountain_shift)
    if course.descent_per_km >= rules.steep_descent or race.steep_descents:
        sets["EQ"] = max(sets["EQ"], rules.steep_eq)
    floor = base_sets(rules, runner.level)
    return {group: max(count, floor[group]) if group in rules.floor_groups else count for group, count in sets.items()}


def halved(sets: Sets) -> dict[str, int]:
    """Half of every group, rounded up: deloads and the second-last week."""
    return {group: ceil(count / 2) for group, count in sets.items()}


def maintained(rules: Emphasis) -> dict[str, int]:
    """The same small number for every group: between races."""
    return dict.fromkeys(rules.groups, rules.maintenance)


def within_rise(wanted: Sets, before: Sets | None, rise: int) -> dict[str, int]:
    """`wanted`, where no group gains more than `rise` sets on the last loading week."""
    if before is None:
        return dict(wanted)
    return {group: min(count, before[group] + rise) for group, count in wanted.items()}


def _scaled(rules: Emphasis, column: Sets, level: Level) -> dict[str, int]:
    """60 % is rounded up with at least one set, 120 % to the nearest; integers, so that 0.6 * 5 stays 3."""
    percent = rules.percent[level]
    if percent < 100:
        return {group: max(1, -(-count * percent // 100)) for group, count in column.items()}
    return {group: (count * percent + 50) // 100 for group, count in column.items()}


def _add(sets: dict[str, int], more: Sets) -> None:
    for group, count in more.items():
        sets[group] += count
