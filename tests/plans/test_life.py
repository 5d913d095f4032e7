"""When life happens: what dated facts, new inputs and the log do to a plan, whatever the runner and the race."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.plans.rules.build import build
from core.plans.rules.life.change import Change, differences, history_after
from core.plans.rules.life.facts import DAY, Fact, off_on, times_off
from core.plans.rules.life.history import History, Version
from core.plans.rules.life.road import Road, road_of
from core.plans.rules.life.spans import Told, read_event, read_span
from core.plans.rules.life.workouts import rir_of_effort
from core.plans.rules.model import Race, Runner
from tests.plans.pack import EXERCISES, KITS, RULES, USUAL, healthy_runners, races

FEWER = settings(max_examples=settings.default.max_examples // 3)  # they build several plans each

MONDAY = date(2026, 11, 23)
days = st.integers(0, 120).map(lambda number: MONDAY + timedelta(days=number))


def road(history: History, today: date) -> Road:
    return road_of(RULES, EXERCISES, history, today)


@st.composite
def facts(draw: st.DrawFn, start: date) -> Fact:
    """Something that happens after the start."""
    first = start + timedelta(days=draw(st.integers(1, 200)))
    last = first + timedelta(days=draw(st.integers(0, 40)))
    kind = draw(st.sampled_from(["holiday", "ill", "break", "swap", "avoid", "sore", "easier", "harder", "race"]))
    if kind == "swap":
        return Fact(
            "swap", first, None, draw(st.sampled_from(sorted(EXERCISES))), draw(st.sampled_from(sorted(EXERCISES)))
        )
    if kind == "avoid":
        return Fact("avoid", first, None, draw(st.sampled_from(["knee", "calf", "back"])))
    if kind == "sore":
        return Fact("sore", first, None, draw(st.sampled_from(["quad", "all"])), str(draw(st.integers(0, 10))))
    if kind == "race":
        return Fact("race", first, first, "half")
    return Fact(kind, first, first if kind in ("easier", "harder") else last)  # type: ignore[arg-type]


@st.composite
def lives(draw: st.DrawFn) -> tuple[History, Race, date]:
    """A runner, a race, some facts, and a day on which the kit changed."""
    race, start = draw(races())
    runner = draw(healthy_runners)
    first = Version(start, start, runner, race)
    versions = [first]
    if (race.date - start).days > 14:
        changed = start + timedelta(days=draw(st.integers(1, (race.date - start).days - 1)))
        versions.append(Version(changed, start, replace(runner, kit=draw(st.sampled_from(KITS))), race))
    return History(tuple(versions), tuple(draw(st.lists(facts(start), max_size=3)))), race, start


@FEWER
@given(lives())
def test_without_facts_the_road_to_the_race_is_the_plan(life):
    history, race, start = life
    version = history.versions[0]
    plan = build(RULES, EXERCISES, version.runner, race, start)
    assert road(History((version,)), start).plan == plan


@FEWER
@given(lives())
def test_whatever_happens_the_rules_before_the_race_hold(life):
    history, race, start = life
    found = road(history, start)
    assert found.plan.key_dates.race == race.date
    assert heavy_too_late(found, race) == []
    assert off_days_used(found, history) == []
    assert (race.date - start).days <= 90 or new_too_late(found, race) == {}
    assert road(history, start) == found


def heavy_too_late(found: Road, race: Race) -> list[date]:
    last = found.plan.key_dates.last_heavy
    return [each.date for each in found.sessions if each.heavy and last and last < each.date <= race.date]


def off_days_used(found: Road, history: History) -> list[date]:
    raced = {race.date for race in history.races}
    return [each.date for each in found.sessions if each.date in raced or off_on(history.facts, each.date)]


def new_too_late(found: Road, race: Race) -> dict[date, set[str]]:
    """What comes for the first time in the last weeks, light sessions aside."""
    seen: set[str] = set()
    late: dict[date, set[str]] = {}
    for session in found.sessions:
        names = {each.id for each in session.exercises}
        close = 0 <= (race.date - session.date).days <= RULES.newness.any_exercise
        if close and session.slot != "light" and names - seen:
            late[session.date] = names - seen
        seen |= names
    return late


@FEWER
@given(lives(), st.sampled_from(KITS))
def test_a_change_leaves_every_day_before_it_as_it_was(life, kit):
    history, race, start = life
    today = start + (race.date - start) / 2
    if history.versions[-1].holds_from >= today:
        history = History(history.versions[:1], history.facts)
    latest = history.versions[-1]
    version = Version(today, start, replace(latest.runner, kit=kit), race)
    after = history_after(history, Change({"kit": kit}), version)
    before = [each for each in road(history, today).sessions if each.date < today]
    assert [each for each in road(after, today).sessions if each.date < today] == before


@FEWER
@given(st.lists(st.tuples(days, st.integers(0, 30)), max_size=5))
def test_times_off_never_overlap(spans):
    told = tuple(Fact("holiday", first, first + timedelta(days=length)) for first, length in spans)
    merged = times_off(told)
    assert all(one.last + DAY < other.first for one, other in pairwise(merged) if one.last)
    for fact in told:
        assert off_on(told, fact.first) is not None


def test_a_change_survives_being_stored():
    change = Change(
        {"race_date": MONDAY, "kit": "gym"},
        (Fact("ill", MONDAY), Fact("swap", MONDAY, MONDAY, "Q1", "Q3")),
        (("holiday", "", MONDAY),),
    )
    assert Change.from_json(change.as_json()) == change


def test_a_change_that_changes_nothing_has_no_lines():
    history = History((Version(MONDAY, MONDAY, USUAL, Race(date(2027, 6, 13), "marathon")),))
    found = road(history, MONDAY)
    assert differences(found, found, MONDAY, MONDAY + timedelta(weeks=4)) == ()


def test_a_race_that_was_moved_was_never_run():
    runner = Runner(days=(0, 3))
    told, moved, next_one = (Race(date(2027, *day), "marathon") for day in ((6, 13), (6, 20), (10, 17)))
    versions = (
        Version(MONDAY, MONDAY, runner, told),
        Version(date(2027, 3, 1), MONDAY, runner, moved),
        Version(date(2027, 7, 5), date(2027, 7, 5), runner, next_one),
    )
    assert History(versions).races == (moved, next_one)


def test_races_a_fortnight_apart_leave_light_work_between():
    first, second = Race(date(2027, 6, 13), "half"), date(2027, 6, 27)
    history = History((Version(MONDAY, MONDAY, Runner(days=(0, 3)), first),), (Fact("race", second, second, "half"),))
    found = road(history, date(2027, 6, 14))
    assert found.race == Race(second, "half")
    between = [each for each in found.sessions if first.date < each.date <= second]
    assert [(each.slot, each.heavy) for each in between] == [("light", False)] * len(between)
    assert len(between) > 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("until 12 June", (MONDAY, date(2027, 6, 12))),
        ("2 weeks", (MONDAY, date(2026, 12, 6))),
        ("for three days", (MONDAY, date(2026, 11, 25))),
        ("from 3 to 10 May", (date(2027, 5, 3), date(2027, 5, 10))),
        ("3 May - 10 May", (date(2027, 5, 3), date(2027, 5, 10))),
        ("12.12.", (MONDAY, date(2026, 12, 12))),
        ("tomorrow", (MONDAY, date(2026, 11, 24))),
        ("until yesterday", None),
        ("until 31 February", None),
        ("0 days", None),
        ("500 days", None),
        ("", None),
    ],
)
def test_spans(text: str, expected):
    assert read_span(text, MONDAY) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I'm on holiday until 12 June", "holiday"), ("Away for 2 weeks", "holiday"), ("going on vacation", "holiday"),
        ("I'm ill", "ill"), ("I have a fever!", "ill"), ("got the flu", "ill"), ("sick", "ill"),
        ("I'm back", "back"), ("feeling better", "back"), ("back from holiday", "back"),
        ("holiday training tips", None), ("sick of squats", None), ("back pain", None), ("is it better to rest?", None),
        ("away from home, which exercises?", None), ("how do I train when ill", None), ("", None),
    ],
)  # fmt: skip
def test_statements(text: str, kind: str | None):
    told = read_event(text, MONDAY)
    assert (told.kind if isinstance(told, Told) else None) == kind


@pytest.mark.parametrize(("effort", "rir"), [(10, 0), (9, 1), (8, 2), (5, 5), (1, 5)])
def test_effort_in_reps(effort: int, rir: int):
    assert rir_of_effort(effort) == rir
