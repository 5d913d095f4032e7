"""The tables of the evidence sheet, written down a second time, and plans of all kinds held against them.

Nothing here is read from `plans/rules.yaml`: a slip of the pen there must not make its own test pass.
"""

from datetime import timedelta
from math import ceil, floor

from hypothesis import given, settings
from hypothesis import strategies as st

from core.plans.rules.build import build
from core.plans.rules.model import Plan, Race, Runner, Session, Week
from tests.plans.pack import EXERCISES, KINDS, KITS, LEVELS, RULES, SUNDAY, group_sets, slots

FEWER = settings(max_examples=settings.default.max_examples // 3)  # they build several plans each

LAYOUTS = {16: (6, 5, 3, 2), 12: (4, 4, 2, 2), 10: (4, 3, 1, 2), 8: (3, 2, 1, 2), 6: (3, 0, 1, 2), 4: (2, 0, 0, 2)}
# sets, reps, reps in reserve, each from and to
MAINS = {
    ("Base", "beginner"): (2, 2, 10, 12, 3, 4),
    ("Base", "intermediate"): (3, 3, 8, 10, 3, 3),
    ("Base", "advanced"): (3, 3, 6, 8, 2, 3),
    ("Build", "beginner"): (3, 3, 8, 10, 2, 3),
    ("Build", "intermediate"): (3, 4, 5, 6, 2, 2),
    ("Build", "advanced"): (4, 4, 3, 5, 1, 2),
    ("Peak", "beginner"): (2, 2, 8, 8, 3, 3),
    ("Peak", "intermediate"): (2, 3, 4, 5, 2, 2),
    ("Peak", "advanced"): (3, 3, 3, 4, 2, 2),
}
ACCESSORIES = {
    "Base": {"beginner": (10, 12), "intermediate": (10, 12), "advanced": (10, 12)},
    "Build": {"beginner": (10, 12), "intermediate": (8, 12), "advanced": (8, 10)},
}
HILL_CIRCUIT = {"beginner": (12, 12), "intermediate": (12, 15), "advanced": (15, 15)}
CONTACTS = {"beginner": (20, 40), "intermediate": (40, 80), "advanced": (60, 120)}
GROUPS = ("HC", "K", "ER", "EQ", "AR", "FF")
COLUMNS = {
    "flat": (3, 3, 2, 1, 2, 1),
    "hilly": (4, 4, 2, 2, 2, 1),
    "up": (5, 5, 3, 1, 1, 1),
    "down": (3, 3, 2, 5, 1, 1),
}
COURSES = {  # metres up and down per km -> class and column
    (0, 0): ("flat", "flat"), (8, 8): ("rolling", "flat"), (20, 20): ("hilly", "hilly"), (40, 40): ("mountain", "hilly"),
    (40, 2): ("mountain", "up"), (8, 4): ("rolling", "up"), (2, 20): ("hilly", "down"), (6, 9): ("rolling", "down"),
}  # fmt: skip
ROAD = ("5-10k", "half", "marathon")
LAST = {  # heavy, slow lowering, light: days before the race
    "5-10k": (7, 10, 4), "xc": (7, 10, 4), "half": (8, 12, 4),
    "marathon": (10, 14, 5), "triathlon": (10, 14, 5), "ultra": (14, 21, 6),
}  # fmt: skip

weeks_ahead = st.integers(8, 18) | st.sampled_from([26, 52])
kinds = st.sampled_from(KINDS)
courses = st.sampled_from(sorted(COURSES))
people = st.builds(
    Runner,
    level=st.sampled_from(LEVELS),
    kit=st.sampled_from(KITS),
    hard_days=st.sampled_from([(), (2,), (1, 3)]),
    long_day=st.sampled_from([None, 6]),
    age=st.sampled_from([None, 40, 55, 66]),
)


def planned(runner: Runner, weeks: int, kind: str, course: tuple[int, int]) -> Plan:
    race = Race(SUNDAY, kind, 20, course[0] * 20, course[1] * 20)  # type: ignore[arg-type]
    return build(RULES, EXERCISES, runner, race, SUNDAY - timedelta(days=7 * weeks - 1))


def both(week: Week) -> bool:
    """A full week with Sessions A and B."""
    return not week.deload and {"A", "B"} <= {each.slot for each in week.sessions}


def lifting(plan: Plan, *phases: str) -> list[tuple[Week, Session]]:
    return [(week, each) for week in plan.weeks if week.phase in phases for each in week.sessions if each.slot in "AB"]


def within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] <= inner[1] <= outer[1]


def scaled(level: str, sets: int) -> int:
    if level == "beginner":
        return max(1, ceil(sets * 6 / 10))
    return sets if level == "intermediate" else floor(sets * 1.2 + 0.5)


def emphasis(runner: Runner, kind: str, course: tuple[int, int]) -> dict[str, int]:
    """The weekly sets of Build and Peak."""
    climb, column = COURSES[course]
    table = dict(zip(GROUPS, COLUMNS[column], strict=True))
    if column == "down" and kind in ROAD:
        table["K"] = max(table["K"], 4)
    sets = {group: scaled(runner.level, count) for group, count in table.items()}
    extra = {"marathon": ["K"], "ultra": ["K", "EQ"], "xc": ["HC", "FF"]}.get(kind, [])
    for group in (*extra, *(["K", "EQ"] if climb == "mountain" else [])):
        sets[group] += 1
    if course[1] >= 12:
        sets["EQ"] = max(2, sets["EQ"])
    flat = base(runner)
    return {group: max(count, flat[group]) if group in ("HC", "K", "ER") else count for group, count in sets.items()}


def base(runner: Runner) -> dict[str, int]:
    return {group: scaled(runner.level, count) for group, count in zip(GROUPS, COLUMNS["flat"], strict=True)}


@FEWER
@given(st.integers(4, 52), kinds)
def test_the_phases_follow_the_table(weeks, kind):
    row = max(each for each in LAYOUTS if each <= weeks)
    base, build, peak, taper = LAYOUTS[row]
    short = kind in ("5-10k", "xc")
    lengths = (weeks - build - peak - taper, build, peak + short, taper - short)
    expected = [
        phase for phase, each in zip(("Base", "Build", "Peak", "Taper"), lengths, strict=True) for _ in range(each)
    ]
    assert base <= lengths[0]
    assert [week.phase for week in planned(Runner(), weeks, kind, (8, 8)).weeks] == expected


@FEWER
@given(people, weeks_ahead, kinds)
def test_deloads_are_every_fourth_or_third_week_but_not_in_taper(runner, weeks, kind):
    every = 3 if runner.age and runner.age >= 55 else 4
    plan = planned(runner, weeks, kind, (8, 8)).weeks
    expected = [number % every == 0 and week.phase != "Taper" for number, week in enumerate(plan, 1)]
    assert [week.deload for week in plan] == expected


@FEWER
@given(people, weeks_ahead, kinds, courses)
def test_main_lifts_stay_within_their_cell(runner, weeks, kind, course):
    for week, session in lifting(planned(runner, weeks, kind, course), "Base", "Build", "Peak"):
        low, high, *reps, easy, hard = MAINS[week.phase, runner.level]
        for each in (slots(session)[name] for name in ("S", "HG") if name in slots(session)):
            loaded = runner.kit != "none" or week.phase == "Base"
            assert not both(week) or low <= each.sets <= high
            assert within(each.reps, tuple(reps) if loaded else (6, 10))
            assert (easy <= each.rir <= hard) if loaded or week.phase == "Peak" else each.rir in (1, 2)
            assert 180 <= each.rest_s <= 300 if each.reps[0] <= 5 else 120 <= each.rest_s <= 180


@FEWER
@given(people, weeks_ahead, kinds, courses)
def test_everything_else_has_the_reps_and_rests_of_its_phase(runner, weeks, kind, course):
    for week, session in lifting(planned(runner, weeks, kind, course), "Base", "Build", "Peak", "Taper"):
        for each in session.exercises:
            if each.slot in ("S", "HG", "PL"):
                continue
            circuit = session.slot == "B" and week.phase in ("Peak", "Taper") and each.slot in ("ST", "HC", "KB")
            if circuit and not each.eccentric:
                assert each.reps == HILL_CIRCUIT[runner.level]
                assert 30 <= each.rest_s <= 45
                continue
            assert 60 <= each.rest_s <= 90
            if each.reps and week.phase in ACCESSORIES and each.id != "H4":  # Nordics keep the few reps of their card
                assert within(each.reps, ACCESSORIES[week.phase][runner.level])


@FEWER
@given(people, weeks_ahead, kinds, courses)
def test_the_weekly_sets_are_those_of_the_course(runner, weeks, kind, course):
    plan, flat, hills = planned(runner, weeks, kind, course), base(runner), emphasis(runner, kind, course)
    assert plan.emphasis == hills
    first_weeks = 2 if runner.level == "beginner" else 0
    for number, week in enumerate(plan.weeks):
        sets = group_sets(week.sessions)
        if both(week) and week.phase == "Base":
            assert sets == (flat if number >= first_weeks else {**flat, "FF": 0})
        elif both(week) and week.phase == "Taper":
            assert {group for group in sets if sets[group] > ceil(hills[group] / 2)} == set()
        elif both(week):
            assert {group for group in sets if sets[group] > hills[group]} == set()
            assert {group for group in ("HC", "K", "ER") if sets[group] < flat[group]} == set()


@FEWER
@given(people, weeks_ahead, kinds, courses)
def test_the_last_weeks_of_a_long_enough_plan_hold_all_of_them(runner, weeks, kind, course):
    plan = planned(runner, max(weeks, 12), kind, course)
    peak = [week for week in plan.weeks if week.phase == "Peak" and both(week)]
    extra = {"FF"} if kind == "xc" else set()  # the first to go where a session is crowded
    hills = {group: sets for group, sets in emphasis(runner, kind, course).items() if group not in extra}
    assert [{group: group_sets(week.sessions)[group] for group in hills} for week in peak] == [hills] * len(peak)


@FEWER
@given(people, weeks_ahead, kinds, courses)
def test_jumps_stay_within_the_level_and_come_first(runner, weeks, kind, course):
    plan = planned(runner, weeks, kind, course)
    low, high = CONTACTS[runner.level]
    for week, session in lifting(plan, "Base", "Build", "Peak", "Taper"):
        jumps = [each for each in session.exercises if each.slot == "PL"]
        contacts = sum(each.sets * each.reps[1] for each in jumps)
        late = session.date > plan.key_dates.last_eccentric
        assert not jumps or (week.phase != "Base" and session.exercises[0] == jumps[0] and contacts <= high)
        assert not jumps or late or week.deload or week.phase == "Taper" or contacts >= low
        assert not late or contacts <= 40


@FEWER
@given(people, weeks_ahead, kinds, courses)
def test_nothing_comes_later_than_the_taper_allows(runner, weeks, kind, course):
    heavy, lowering, light = LAST[kind]
    sessions = planned(runner, weeks, kind, course).sessions
    before = [((SUNDAY - each.date).days, each) for each in sessions]
    assert min(days for days, _ in before) >= light
    assert min(days for days, each in before if each.heavy) >= heavy
    assert min((days for days, each in before if each.eccentric), default=lowering) >= lowering


@FEWER
@given(people, weeks_ahead, kinds, courses)
def test_the_last_two_weeks_are_light(runner, weeks, kind, course):
    *_, second_last, last = planned(runner, weeks, kind, course).weeks
    assert [each.slot for each in last.sessions] == ["light"]
    assert {each.id for each in last.sessions[0].exercises} <= {"H1", "K2", "E3", "C4", "Q4"}
    assert {each.rir for each in last.sessions[0].exercises} <= {5, None}
    assert 15 <= last.sessions[0].minutes <= 20
    if second_last.phase == "Taper":
        assert 1 <= len(second_last.sessions) <= 2
        assert min(each.rir for one in second_last.sessions for each in one.exercises if each.rir is not None) >= 3
    if kind == "ultra":
        assert {each.slot for each in second_last.sessions} == {"light"}
