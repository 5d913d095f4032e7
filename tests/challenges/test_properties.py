"""What must hold whatever people log, undo, correct, and however often a platform delivers it."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.answers.understanding import Understanding
from core.challenges import store
from core.challenges.rules.days import EVERY_DAY, due_days, is_due, own_date, replanned
from core.challenges.rules.frozen import read_rules
from core.challenges.rules.scoring import Logged, Tally, day_sums, tally
from core.challenges.rules.standing import Result, balanced, team_scores
from core.challenges.tables import Member
from core.knowledge.library import Library
from core.messages import Action
from tests.challenges.stage import member, started
from tests.challenges.test_challenge_rules import CALVES
from tests.play import Play, Player, database_file

ZONES = (
    "UTC",
    "Europe/London",
    "America/New_York",
    "Pacific/Honolulu",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
)
NAMES = ("Anna", "Ben", "Cleo")
DAYS = st.dates(date(2026, 11, 1), date(2026, 11, 30))
LOGS = st.lists(st.builds(Logged, st.integers(1, 4), DAYS, st.integers(-60, 60)), max_size=40)
results = st.lists(
    st.builds(
        Result, st.integers(1, 500), st.integers(0, 100), st.integers(0, 999), st.integers(0, 30), st.integers(1, 4)
    ),
    max_size=60,
    unique_by=lambda each: each.member,
)
deeds = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from(["log", "late", "undo", "undo again", "redelivered", "wait", "leave", "back"]),
        st.integers(1, 80),
    ),
    min_size=1,
    max_size=25,
)


@given(LOGS, st.randoms())
def test_the_order_of_the_log_does_not_matter(log: list[Logged], dice):
    shuffled = log.copy()
    dice.shuffle(shuffled)
    assert day_sums(log) == day_sums(shuffled)


@given(st.dictionaries(DAYS, st.integers(0, 200)), st.integers(1, 25))
def test_no_day_counts_more_than_the_cap_nor_more_than_ones_own_aim(days: dict[date, int], target: int):
    told = tally(days, CALVES, target)
    assert told.total == sum(min(50, amount) for amount in days.values())
    assert told.credit == 2 * sum(min(target, amount) for amount in days.values())


@given(results)
def test_the_sum_of_a_team_equals_its_members(every: list[Result]):
    for team in team_scores(every, 4):
        mine = [each for each in every if each.team == team.team]
        assert (team.size, team.total) == (len(mine), sum(each.total for each in mine))


@given(results, st.integers(2, 8))
def test_balanced_teams_differ_by_one_at_most(every: list[Result], teams: int):
    chosen = list(balanced(every, teams).values())
    sizes = [chosen.count(number) for number in range(1, teams + 1)]
    assert max(sizes) - min(sizes) <= 1
    assert len(chosen) == len(every)


@given(DAYS, st.integers(0, 10), st.integers(0, 40), st.text("01", min_size=1, max_size=60) | st.just(EVERY_DAY))
def test_days_are_counted_as_one_would_on_ones_fingers(since: date, later: int, length: int, due: str):
    first = since + timedelta(days=later)
    days = [first + timedelta(days=number) for number in range(length)]
    counted = due_days(due, since, first, first + timedelta(days=length - 1))
    assert counted == sum(is_due(due, since, day) for day in days)


@given(st.lists(st.tuples(DAYS, st.sets(DAYS)), max_size=6))
def test_what_was_asked_for_on_a_day_never_changes_once_it_is_over(plans: list[tuple[date, set[date]]]):
    since, last = date(2026, 11, 1), date(2026, 11, 30)
    due = replanned(EVERY_DAY, since, last, since, set())
    for today, sessions in sorted(plans, key=lambda each: each[0]):
        before, due = due, replanned(due, since, last, today, sessions)
        over = (today - since).days
        assert (due[:over], len(due)) == (before[:over], 30)
        assert [is_due(due, since, day) for day in sorted(sessions) if day >= today] == [
            True for day in sessions if day >= today
        ]


@pytest.mark.parametrize("zone", ZONES)
def test_no_day_is_lost_or_doubled_around_midnight_and_a_change_of_the_clocks(zone: str):
    start = datetime(2026, 10, 1, tzinfo=UTC)
    days = [own_date(zone, start + timedelta(minutes=20 * step)) for step in range(72 * 45)]
    seen = sorted(set(days))
    assert days == sorted(days)
    assert seen == [seen[0] + timedelta(days=number) for number in range(len(seen))]
    before = datetime(2026, 10, 25, 23, 59, 59, tzinfo=ZoneInfo(zone))
    assert own_date(zone, before) == date(2026, 10, 25)


@given(deeds)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_replaying_the_log_gives_the_live_table(
    library: Library, understanding: Understanding, script: list[tuple[str, str, int]]
):
    with TemporaryDirectory() as folder:
        play = Play.on(database_file(Path(folder)), library, understanding)
        try:
            _live(play, script)
            _compare(play)
        finally:
            play.house.database.close()


def _live(play: Play, script: list[tuple[str, str, int]]) -> None:
    started(play)
    people = {name: member(play, name) for name in NAMES}
    for number, (name, deed, amount) in enumerate(script):
        _does(play, people[name], deed, amount, f"same {number}")


def _does(play: Play, player: Player, deed: str, amount: int, key: str) -> None:
    match deed:
        case "log":
            player.says(f"/log {amount}")
        case "late":
            player.says(f"/log {amount} yesterday")
        case "undo" | "undo again":
            player.press(Action("challenge.undo", (f"{amount % 8}",)))
        case "redelivered":
            for _ in range(3):
                player.says(f"/log {amount}", key=key)
        case "wait":
            play.now[0] += timedelta(hours=amount % 30)
        case "leave":
            player.press(Action("challenge.leave", ("1",)))
        case "back":
            player.press(Action("challenge.join", ("1",)))
            player.press(Action("challenge.as", ("1", "me")))


def _compare(play: Play) -> None:
    with play.house.database.transaction() as session:
        challenge = store.challenge(session, 1)
        assert challenge is not None
        days = day_sums(store.log_of(session, 1))
        for each in session.query(Member):
            live = Tally(each.credit, each.total, each.active, each.last_on, each.last_credit)
            assert live == tally(days.get(each.person_id, {}), read_rules(challenge.rules), each.target)
