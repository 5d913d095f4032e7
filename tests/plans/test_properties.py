"""What holds for every plan, whoever it is for."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.plans.rules.build import build
from core.plans.rules.emphasis import base_sets
from core.plans.rules.model import Plan, Race, Runner
from core.plans.rules.phases import whole_weeks
from core.plans.rules.placing import run_days
from core.plans.rules.repertoire import LEVELS
from core.plans.rules.short import shortened
from tests.plans.pack import EXERCISES, RULES, group_sets, healthy_runners, races, runners, total_sets

LONG_ENOUGH = 6  # weeks from which every phase rule applies


def built(runner: Runner, race: tuple[Race, date]) -> Plan:
    return build(RULES, EXERCISES, runner, race[0], race[1])


@given(runners, races())
def test_nothing_heavy_comes_after_the_last_heavy_date(runner, race):
    plan = built(runner, race)
    late = [session for session in plan.sessions if session.date > plan.key_dates.last_heavy]
    assert not any(session.heavy for session in late)
    assert not any(EXERCISES[each.id].heavy for session in late for each in session.exercises)


@given(runners, races())
def test_nothing_is_new_in_the_last_21_days_and_no_eccentric_in_the_last_28(runner, race):
    plan = built(runner, race)
    if whole_weeks(race[1], race[0].date) < 4:
        light = {*RULES.sessions.light.exercises}
        assert {each.id for session in plan.sessions for each in session.exercises} <= light
        return
    first: dict[str, date] = {}
    for session in plan.sessions:
        for each in session.exercises:
            first.setdefault(each.id, session.date)
    limits = {name: 28 if EXERCISES[name].eccentric else 21 for name in first}
    assert [name for name, day in first.items() if (race[0].date - day).days <= limits[name]] == []


@given(runners, races())
def test_no_slow_lowering_or_many_jumps_come_after_the_last_eccentric_date(runner, race):
    plan = built(runner, race)
    late = [session for session in plan.sessions if session.date > plan.key_dates.last_eccentric]
    assert not any(each.eccentric for session in late for each in session.exercises)
    contacts = [each.sets * each.reps[1] for session in late for each in session.exercises if each.slot == "PL"]
    assert max(contacts, default=0) <= 40


@given(runners, races())
def test_sessions_a_and_b_are_at_least_48_hours_apart(runner, race):
    lifting = [session for session in built(runner, race).sessions if session.slot in "AB"]
    gaps = [(b.date - a.date).days for a, b in pairwise(lifting) if a.slot != b.slot]
    assert min(gaps, default=2) >= 2


@given(runners, races())
def test_sessions_keep_clear_of_hard_and_long_runs(runner, race):
    runs = run_days(runner)
    for session in built(runner, race).sessions:
        if session.slot not in "AB":
            continue
        after_a_run = session.date.weekday() in runs
        hours = next((24 * days - (10 if after_a_run else 0) for days in range(1, 8)
                      if (session.date + timedelta(days=days)).weekday() in runs), 999)  # fmt: skip
        assert hours >= (48 if session.eccentric or not after_a_run else 24)
        assert session.date.weekday() != runner.long_day
        assert not (after_a_run and session.slot == "B")


@given(runners, races())
def test_sessions_stay_within_the_days_given(runner, race):
    plan = built(runner, race)
    for week in plan.weeks:
        days = [session.date for session in week.sessions]
        assert len(set(days)) == len(days) <= len(runner.days)
        assert {day.weekday() for day in days} <= set(runner.days)


@given(runners, races())
def test_every_week_from_the_start_to_the_race_is_there(runner, race):
    plan = built(runner, race)
    starts = [week.start for week in plan.weeks]
    assert starts[0] == race[1]
    assert plan.key_dates.race == race[0].date == starts[-1] + timedelta(days=(race[0].date - starts[-1]).days)
    ends = [*starts[1:], race[0].date + timedelta(days=1)]
    lengths = [(end - start).days for start, end in zip(starts, ends, strict=True)]
    assert lengths[1:] == [7] * (len(lengths) - 1)
    assert 1 <= lengths[0] <= 7
    assert all(
        week.start <= each.date < end for week, end in zip(plan.weeks, ends, strict=True) for each in week.sessions
    )


@given(runners, races())
def test_every_exercise_is_possible_with_the_kit_the_level_and_what_hurts(runner, race):
    kit = set(RULES.kits[runner.kit])
    level = "beginner" if runner.new_to_running else runner.level
    for session in built(runner, race).sessions:
        for each in session.exercises:
            card = EXERCISES[each.id]
            assert any(set(option) <= kit for option in card.kit_options)
            assert runner.avoid.isdisjoint(card.loads)
            assert LEVELS.index(card.min_level) <= LEVELS.index(level)
            assert not (card.plyometric and runner.no_jumps)


@given(healthy_runners, races())
def test_the_three_groups_never_fall_under_their_floor(runner, race):
    plan = built(runner, race)
    floor = base_sets(RULES.emphasis, runner.level)
    for week in plan.weeks[1:]:
        if week.phase == "Taper" or not any(session.slot in "AB" for session in week.sessions):
            continue
        sets = group_sets(week.sessions)
        least = {group: -(-floor[group] // 2) if week.deload else floor[group] for group in ("HC", "K", "ER")}
        first_weeks_of_four = whole_weeks(race[1], race[0].date) < LONG_ENOUGH
        assert first_weeks_of_four or {g: sets[g] for g in least if sets[g] < least[g]} == {}


@given(healthy_runners, races())
def test_weekly_sets_rise_by_little(runner, race):
    loading = [
        week for week in built(runner, race).weeks if week.phase in ("Base", "Build", "Peak") and not week.deload
    ]
    for one, other in pairwise(week for week in loading[1:] if len(week.sessions) > 1):
        before, after = group_sets(one.sessions), group_sets(other.sessions)
        assert {group: after[group] - before[group] for group in after if after[group] - before[group] > 2} == {}


@given(healthy_runners, races())
def test_a_deload_has_40_to_50_percent_fewer_sets_than_the_week_before(runner, race):
    for before, week in pairwise(built(runner, race).weeks):
        if week.deload and len(before.sessions) >= 2 and len(week.sessions) >= 2:
            assert 0.4 <= 1 - total_sets(week) / total_sets(before) <= 0.5


@given(runners, races())
def test_the_same_inputs_give_the_same_plan(runner, race):
    assert built(runner, race) == built(runner, race)


@given(healthy_runners, races(), st.sampled_from([20, 10, 5]))
def test_a_short_version_is_within_a_tenth_of_the_time_asked(runner, race, minutes):
    for session in built(runner, race).sessions:
        short = shortened(RULES, session, minutes)
        assert short.minutes <= minutes * 1.1
        assert session.minutes <= minutes or short.minutes >= minutes * 0.9
