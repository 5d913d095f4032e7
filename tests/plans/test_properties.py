"""What holds for every plan, whoever it is for."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from core.plans.rules.build import build
from core.plans.rules.emphasis import base_sets
from core.plans.rules.missed import moved
from core.plans.rules.model import Plan, Race, Runner, Session, Week
from core.plans.rules.phases import whole_weeks
from core.plans.rules.placing import run_days
from core.plans.rules.repertoire import LEVELS
from core.plans.rules.short import shortened
from core.plans.rules.swap import options
from tests.plans.pack import AREAS, EXERCISES, KITS, RULES, group_sets, healthy_runners, races, runners, total_sets

LONG_ENOUGH = 6  # weeks from which every phase rule applies


def lift_sets(week: Week) -> int:
    """Sets of main lifts in a week."""
    return sum(each.sets for session in week.sessions for each in session.exercises if each.slot in ("S", "HG"))


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


def hour(session: Session) -> int:
    """Since the calendar began; runs are at 8, lifting in the morning or, where the session says so, in the evening."""
    return session.date.toordinal() * 24 + (18 if {"after_run", "evening"} & set(session.rule) else 8)


@given(runners, races())
def test_sessions_a_and_b_are_at_least_48_hours_apart(runner, race):
    lifting = [session for session in built(runner, race).sessions if session.slot in "AB"]
    gaps = [hour(b) - hour(a) for a, b in pairwise(lifting) if a.slot != b.slot]
    assert min(gaps, default=48) >= 48


@given(runners, races())
def test_sessions_keep_clear_of_hard_and_long_runs(runner, race):
    runs = run_days(runner)
    for session in built(runner, race).sessions:
        if session.slot not in "AB":
            continue
        on_a_run_day = session.date.weekday() in runs
        ahead = (session.date + timedelta(days=days) for days in range(1, 8))
        clear = min((day.toordinal() * 24 + 8 - hour(session) for day in ahead if day.weekday() in runs), default=999)
        assert clear >= (48 if session.eccentric or not on_a_run_day else 24)
        assert session.date.weekday() != runner.long_day
        assert not on_a_run_day or (session.slot == "A" and "after_run" in session.rule)


@given(runners, races())
def test_sessions_stay_within_the_days_given(runner, race):
    plan = built(runner, race)
    for week in plan.weeks:
        days = [session.date for session in week.sessions]
        assert [session.slot in "AB" for session in week.sessions].count(True) <= 2
        assert len(days) <= (1 if week.number == 1 else 2 if week.phase == "Taper" else 3)
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
@example(  # one session a week, whose bridges would be new in the last 21 days
    Runner("beginner", "none", hard_days=(1, 4), long_day=6), (Race(date(2028, 12, 19), "5-10k"), date(2028, 11, 7))
)
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
        assert lift_sets(other) - lift_sets(one) <= 3
        assert total_sets(other) - total_sets(one) <= 12


@given(healthy_runners, races())
def test_a_deload_has_40_to_50_percent_fewer_sets_than_the_week_before(runner, race):
    for before, week in pairwise(built(runner, race).weeks):
        if week.deload and len(before.sessions) >= 2 and len(week.sessions) >= 2:
            assert 0.4 <= 1 - total_sets(week) / total_sets(before) <= 0.5


@given(runners, races())
def test_the_same_inputs_give_the_same_plan(runner, race):
    assert built(runner, race) == built(runner, race)


@given(runners, st.dates(date(2026, 1, 1), date(2029, 12, 31)))
def test_between_races_there_are_eight_weeks_of_a_session_or_two(runner, start):
    plan = build(RULES, EXERCISES, runner, None, start)
    assert [week.start for week in plan.weeks] == [start + timedelta(weeks=number) for number in range(8)]
    assert {week.phase for week in plan.weeks} == {"Maintenance"}
    most = 2 if runner.age is not None and runner.age >= 60 else 1
    assert max(len(week.sessions) for week in plan.weeks) <= most
    assert all(runner.avoid.isdisjoint(EXERCISES[each.id].loads) for one in plan.sessions for each in one.exercises)


@given(runners, races(), st.data())
def test_what_is_offered_instead_is_possible_familiar_and_no_harder_on_the_muscles(runner, race, data):
    plan = built(runner, race)
    if not plan.sessions:
        return
    session = data.draw(st.sampled_from(plan.sessions))
    each = data.draw(st.sampled_from(session.exercises))
    area, kit = data.draw(st.sampled_from(AREAS)), data.draw(st.sampled_from(KITS))
    known = {exercise.id for one in plan.sessions if one.date <= session.date for exercise in one.exercises}
    for name in options(RULES, EXERCISES, runner, plan, each.id, session.date, kit=kit, sore=area):
        card = EXERCISES[name]
        left = (race[0].date - session.date).days
        assert any(set(option) <= set(RULES.kits[kit]) for option in card.kit_options)
        assert {area, *runner.avoid}.isdisjoint(card.loads)
        assert name in known or left > (28 if card.eccentric else 21)
        assert not (card.heavy and session.date > plan.key_dates.last_heavy)
        assert not (card.eccentric and session.date > plan.key_dates.last_eccentric)
        assert card.plyometric == EXERCISES[each.id].plyometric
        assert EXERCISES[each.id].eccentric or not card.eccentric


@given(healthy_runners, races(), st.data())
def test_a_missed_session_never_moves_too_late_or_too_near(runner, race, data):
    plan = built(runner, race)
    if not plan.sessions:
        return
    session = data.draw(st.sampled_from(plan.sessions))
    others = [one for one in plan.sessions if one is not session]
    day = moved(RULES.missed, runner, session, others, session.date, plan.key_dates)
    if day is None:
        return
    keys = plan.key_dates
    last = keys.last_heavy if session.heavy else keys.last_light
    assert session.date < day <= min(last, session.date + timedelta(days=2))
    assert day.weekday() in runner.days or session.slot not in "AB"
    assert day not in {one.date for one in others}
    if session.slot in "AB":
        assert min((abs((one.date - day).days) for one in others if one.slot in "AB"), default=2) >= 2


@given(healthy_runners, races(), st.sampled_from([20, 10, 5]))
def test_a_short_version_is_within_a_tenth_of_the_time_asked(runner, race, minutes):
    for session in built(runner, race).sessions:
        short = shortened(RULES, session, minutes)
        assert short.minutes <= minutes * 1.1
        assert session.minutes <= minutes or short.minutes >= minutes * 0.9
