"""The rules and exercises that ship, and plans of people who do not exist."""

from datetime import date, timedelta

from hypothesis import strategies as st

from core.knowledge.library import load
from core.plans.rules.build import build
from core.plans.rules.model import EVERY_DAY, Kind, Plan, PlannedExercise, Race, Runner, Session, Week

LIBRARY = load()
RULES, EXERCISES = LIBRARY.plan_rules, LIBRARY.exercises
SUNDAY = date(2026, 10, 25)
AREAS = ("achilles", "back", "calf", "foot", "groin", "hamstring", "hip", "knee", "quad", "shin", "shoulder", "wrist")
LEVELS = ("beginner", "intermediate", "advanced")
KITS = ("none", "dumbbells", "gym")
KINDS = ("5-10k", "xc", "half", "marathon", "ultra", "triathlon")
USUAL = Runner(level="intermediate", kit="dumbbells", hard_days=(1, 3), long_day=6)

weekdays = st.integers(0, 6)
runners = st.builds(
    Runner,
    level=st.sampled_from(LEVELS),
    kit=st.sampled_from(KITS),
    days=st.sets(weekdays, min_size=1).map(lambda days: tuple(sorted(days))),
    hard_days=st.sets(weekdays, max_size=3).map(lambda days: tuple(sorted(days))),
    long_day=st.none() | weekdays,
    age=st.none() | st.integers(18, 90),
    avoid=st.frozensets(st.sampled_from(AREAS), max_size=2),
    swaps=st.dictionaries(st.sampled_from(sorted(EXERCISES)), st.sampled_from(sorted(EXERCISES)), max_size=2),
    new_to_running=st.booleans(),
    no_jumps=st.booleans(),
)
healthy_runners = st.builds(
    Runner,
    level=st.sampled_from(LEVELS),
    kit=st.sampled_from(KITS),
    days=st.just(EVERY_DAY) | st.sampled_from([(0, 3), (1, 4), (4,), (1, 2, 5), (0, 2, 4)]),
    hard_days=st.sampled_from([(), (1,), (2,), (1, 3), (1, 4)]),
    long_day=st.sampled_from([None, 5, 6]),
    age=st.none() | st.integers(18, 90),
)
metres = st.none() | st.integers(0, 4000)


@st.composite
def races(draw: st.DrawFn) -> tuple[Race, date]:
    """A race and a start up to a year before it."""
    day = draw(st.dates(date(2026, 1, 1), date(2029, 12, 31)))
    start = day - timedelta(days=draw(st.integers(0, 363)))
    distance = draw(st.none() | st.floats(3, 170))
    race = Race(day, draw(st.sampled_from(KINDS)), distance, draw(metres), draw(metres), draw(st.booleans()))
    return race, start


def plan_for(
    weeks: int = 16,
    kind: Kind = "marathon",
    course: tuple[float, float, float] | None = (42.2, 850, 850),
    runner: Runner = USUAL,
    day: date = SUNDAY,
) -> Plan:
    """A plan of whole weeks."""
    race = Race(day, kind, *(course or (None, None, None)))
    return build(RULES, EXERCISES, runner, race, day - timedelta(days=7 * weeks - 1))


def week(plan: Plan, number: int) -> Week:
    """W16, W15 … W1."""
    return next(week for week in plan.weeks if week.number == number)


def group_sets(sessions: tuple[Session, ...], optional: bool = False) -> dict[str, int]:
    """Sets by emphasis group; the optional Session C only when asked for."""
    groups = RULES.emphasis.groups
    counts = dict.fromkeys(groups, 0)
    for session in sessions:
        for each in session.exercises:
            for group, slots in groups.items():
                counts[group] += each.sets if each.slot in slots and (optional or session.slot != "C") else 0
    return counts


def slots(session: Session) -> dict[str, PlannedExercise]:
    """The exercises of a session by slot."""
    return {each.slot: each for each in session.exercises}


def session(week: Week, slot: str) -> Session:
    """Session A or B of a week."""
    return next(session for session in week.sessions if session.slot == slot)


def total_sets(week: Week) -> int:
    """All sets of a week."""
    return sum(each.sets for session in week.sessions for each in session.exercises)
