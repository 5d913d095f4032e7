"""What a plan is made of: plain frozen values, from the runner and the race to the dated sets and reps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Level = Literal["beginner", "intermediate", "advanced"]
Kit = Literal["none", "dumbbells", "gym"]
Kind = Literal["5-10k", "xc", "half", "marathon", "ultra", "triathlon"]
Phase = Literal["Base", "Build", "Peak", "Taper", "Maintenance"]
Slot = Literal["A", "B", "C", "light"]
CourseClass = Literal["flat", "rolling", "hilly", "mountain"]
Direction = Literal["balanced", "uphill-heavy", "downhill-heavy"]
Span = tuple[int, int]  # lowest, highest

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


@dataclass(frozen=True, slots=True)
class Race:
    """The race a plan counts back from; distances in km, ascent and descent in metres, None when unknown."""

    date: date
    kind: Kind
    distance_km: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None
    steep_descents: bool = False  # the runner named long steep descents


@dataclass(frozen=True, slots=True)
class Runner:
    """Who the plan is for; weekdays count from Monday = 0, `avoid` holds body areas as exercise cards name them."""

    level: Level = "beginner"
    kit: Kit = "none"
    days: tuple[int, ...] = EVERY_DAY
    hard_days: tuple[int, ...] = ()
    long_day: int | None = None
    age: int | None = None
    avoid: frozenset[str] = frozenset()
    swaps: Mapping[str, str] = field(default_factory=dict)  # exercise id -> the one asked for instead
    new_to_running: bool = False  # under 6 months of running
    no_jumps: bool = False  # bone stress injury or surgery in the last 6 months, cleared


@dataclass(frozen=True, slots=True)
class PlannedExercise:
    """One exercise of one session; `rule` holds the keys of the rules behind its numbers."""

    id: str
    slot: str
    sets: int
    reps: Span | None
    seconds: Span | None
    rir: int | None
    rest_s: int
    tempo: str
    eccentric: bool
    heavy: bool
    per_side: bool
    rule: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Session:
    """One dated workout; `minutes` is an estimate that includes the warm-up."""

    date: date
    slot: Slot
    heavy: bool
    minutes: int
    warm_up_s: int
    exercises: tuple[PlannedExercise, ...]
    rule: tuple[str, ...] = ()

    @property
    def eccentric(self) -> bool:
        """Whether it holds slow-lowering work, which needs 48 h before a hard or long run."""
        return any(each.eccentric for each in self.exercises)


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days; `number` counts down to W1, the 7 days that end on race day (None without a race)."""

    start: date
    phase: Phase
    deload: bool
    sessions: tuple[Session, ...]
    number: int | None


@dataclass(frozen=True, slots=True)
class KeyDates:
    """The last dates on which something may still be done; all None without a race."""

    last_heavy: date | None = None
    last_eccentric: date | None = None
    last_light: date | None = None
    race: date | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """How hilly the race is, up against down; `assumed` when the figures were not known."""

    kind: CourseClass
    direction: Direction
    column: str
    assumed: bool
    km_effort: float | None
    descent_per_km: float


@dataclass(frozen=True, slots=True)
class Plan:
    """Every week from the start to the race; `emphasis` is the weekly sets of Build and Peak by slot."""

    weeks: tuple[Week, ...]
    key_dates: KeyDates
    emphasis: Mapping[str, int]
    course: Course
    notes: tuple[str, ...]

    @property
    def sessions(self) -> tuple[Session, ...]:
        """Every session in order of date."""
        return tuple(session for week in self.weeks for session in week.sessions)
