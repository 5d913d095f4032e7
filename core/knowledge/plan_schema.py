"""The shape of `plans/rules.yaml`: every number of a plan that a coach may change without code."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from annotated_types import Ge, Le, Len

Count = Annotated[int, Ge(0)]
Span = tuple[Count, Count]  # lowest, highest
Level = Literal["beginner", "intermediate", "advanced"]
Kit = Literal["none", "dumbbells", "gym"]
Kind = Literal["5-10k", "xc", "half", "marathon", "ultra", "triathlon"]
Line = Annotated[str, Len(1, 300)]
Cells = Mapping[str, tuple[str, ...]]  # slot -> exercise ids, the first possible one is taken


@dataclass(frozen=True, slots=True)
class Layout:
    """How a plan of at least `weeks` weeks is divided; spare weeks go to Base. `least_rir` 0: as the doses say."""

    weeks: Count
    base: Count = 0
    build: Count = 0
    peak: Count = 0
    taper: Count = 0
    least_rir: Annotated[int, Ge(0), Le(6)] = 0
    light_peak: bool = False  # Peak keeps the Base loads
    bodyweight: bool = False  # no loads at all: nothing in it counts as heavy
    activation: bool = False  # a few short bodyweight sessions and nothing else


@dataclass(frozen=True, slots=True)
class SetDose:
    """Sets, reps and reps in reserve of one cell of the dose table."""

    sets: Span
    reps: Span
    rir: Span


@dataclass(frozen=True, slots=True)
class PhaseDose:
    """The doses of one phase by level; `hill` replaces `accessory` in Session B where given."""

    main: Mapping[Level, SetDose]
    accessory: Mapping[Level, SetDose]
    hill: Mapping[Level, SetDose] | None = None


@dataclass(frozen=True, slots=True)
class BodyweightMain:
    """What main lifts become from Build on when there are no weights."""

    reps: Span
    rir: Span
    tempo: Line


@dataclass(frozen=True, slots=True)
class Rest:
    """Seconds between sets."""

    main: Span
    low_rep_main: Span
    low_reps: Count  # sets of this many reps or fewer rest as `low_rep_main`
    accessory: Span
    hill: Span
    hill_slots: tuple[str, ...]  # the slots of the Peak hill circuit


@dataclass(frozen=True, slots=True)
class JumpDose:
    """Ground contacts per session, from which plan week on."""

    contacts: Span
    after_weeks: Count


@dataclass(frozen=True, slots=True)
class Jumps:
    """How jumps grow: by `step` contacts every `every` loading weeks, in sets of `per_set`."""

    levels: Mapping[Level, JumpDose]
    step: Annotated[int, Ge(1)]
    every: Annotated[int, Ge(1)]
    eager_kinds: tuple[Kind, ...]  # these races step up every week
    per_set: Annotated[int, Ge(1)]
    late_cap: Count  # most contacts after the last eccentric date
    wait_weeks: Count  # new runners: none before


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """One kind of session: its length in minutes and what fills its slots by kit.

    `first` is the first block of weeks, `base` the rest of Base, `later` what changes from Build on.
    """

    minutes: Span
    slots: tuple[str, ...]
    first: Mapping[Kit, Cells]
    base: Mapping[Kit, Cells]
    later: Mapping[Kit, Cells]


@dataclass(frozen=True, slots=True)
class SmallSession:
    """A session of fixed exercises."""

    minutes: Span
    exercises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sessions:
    """The sessions of a week."""

    a: SessionPlan
    b: SessionPlan
    c: SmallSession
    light: SmallSession
    light_rir: Count
    main_slots: tuple[str, ...]
    first_weeks: Count  # how long the `first` cells hold
    alternate: Mapping[Kit, Cells]  # slots of Session A whose exercises take turns by block
    beginner_levels: Mapping[str, str]  # exercise -> what a beginner does instead
    alone_slots: tuple[str, ...]  # the slots of Session A when it is the only one of the week
    alone_sets: Mapping[str, Count]  # most sets of the other groups when Session A is alone
    alone_main_sets: Count  # fewest sets of a main lift then
    alone_first_to_go: tuple[str, ...]  # and what is left out when that is still too long
    race_cells: Mapping[Kind, Cells]  # slots that a race adds to Session B from Build on, one set each
    repeat_weeks: Count  # an exercise with a first-weeks dose keeps it for so long


@dataclass(frozen=True, slots=True)
class Beginners:
    """What beginners wait for."""

    dropped_slots: tuple[str, ...]
    dropped_weeks: Count
    nordics: tuple[str, ...]
    nordics_after_weeks: Count  # of hamstring work


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Weekly sets for the hills: by column of the course, then scaled by level, then shifted by race and class.

    Groups are named by their leading slot; `groups` lists every slot that counts towards one.
    """

    groups: Mapping[str, tuple[str, ...]]
    floor_groups: tuple[str, ...]  # the core of the idea: never below the flat column
    columns: Mapping[str, Mapping[str, Count]]
    percent: Mapping[Level, Count]
    race_shift: Mapping[Kind, Mapping[str, Count]]
    mountain_shift: Mapping[str, Count]
    steep_descent: Annotated[float, Ge(0)]  # metres down per km from which `steep_eq` holds
    steep_eq: Count
    downhill_road_kinds: tuple[Kind, ...]
    downhill_road_calf: Count
    maintenance: Count
    rise: Annotated[int, Ge(1)]  # most sets a group gains from one week to the next


@dataclass(frozen=True, slots=True)
class SlowLowering:
    """When slow lowering for the quads may start and how."""

    exercises: tuple[str, ...]
    stand_in: str  # before it starts and after its last date
    early_below_weeks: Count  # shorter plans start it in the first Base week


@dataclass(frozen=True, slots=True)
class CourseRules:
    """Classes by metres per km, directions by the share of ascent."""

    rolling: Annotated[float, Ge(0)]
    hilly: Annotated[float, Ge(0)]
    mountain: Annotated[float, Ge(0)]
    uphill_share: Annotated[float, Ge(0), Le(1)]
    downhill_share: Annotated[float, Ge(0), Le(1)]
    usual_km: Mapping[Kind, Annotated[float, Ge(0)]]
    steepest: Annotated[float, Ge(0)]  # metres per km beyond which figures are refused


@dataclass(frozen=True, slots=True)
class Deloads:
    """Every `every` weeks, or every `every_older` from `older_age` on, sets fall by `cut` percent."""

    every: Annotated[int, Ge(1)]
    every_older: Annotated[int, Ge(1)]
    older_age: Count
    cut: Span
    first_to_go: tuple[str, ...]  # groups that lose a set when rounding leaves too many


@dataclass(frozen=True, slots=True)
class Offsets:
    """The last days before the race, as days before it."""

    heavy: Count
    eccentric: Count
    light: Count


@dataclass(frozen=True, slots=True)
class TaperRules:
    """The way into the race."""

    offsets: Mapping[Kind, Offsets]
    one_week_kinds: tuple[Kind, ...]  # their second Taper week belongs to Peak
    light_only_kinds: tuple[Kind, ...]  # W2 holds light sessions only
    least_rir: Count
    activation_sessions: Count  # in the shortest plans, in all
    activation_until: Count  # short plans: no session within so many days of the race


@dataclass(frozen=True, slots=True)
class Newness:
    """How close to the race something may be done for the first time, in days before it."""

    any_exercise: Count
    eccentric: Count


@dataclass(frozen=True, slots=True)
class MaintenanceRules:
    """Between races."""

    weeks: Annotated[int, Ge(1), Le(52)]
    sessions: Annotated[int, Ge(1), Le(2)]
    older_age: Count
    sessions_older: Annotated[int, Ge(1), Le(2)]


@dataclass(frozen=True, slots=True)
class Recovery:
    """After a race: days without loaded leg work, and until which day at half."""

    unloaded_days: Span
    half_until_day: Count


@dataclass(frozen=True, slots=True)
class Pace:
    """What a session takes beside its sets, in seconds."""

    rep: Annotated[int, Ge(1)]  # where the tempo names no seconds
    between_exercises: Mapping[Level, Count]  # the last rest, setting up, and for beginners a look at the card
    ramp_set: Count  # a lighter set before the main lifts
    ramp_sets: Count
    warm_up: Span


@dataclass(frozen=True, slots=True)
class Progression:
    """When load rises and by how much, in percent."""

    workouts: Annotated[int, Ge(1)]
    spare_reps: Count
    percent: Span
    percent_beginner_main: Span
    smallest_step_slots: tuple[str, ...]
    bodyweight_order: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class MissedRules:
    """Missed weeks and soreness."""

    move_within_days: Count
    one_week_sets_less: Count
    step_back_percent: Count
    step_back_rir: Count
    base_weeks: Count
    join_from_weeks: Count
    well_hours: Count
    sore_as_planned: Count  # up to this number out of 10
    sore_halved: Count
    sore_hours: Count


@dataclass(frozen=True, slots=True)
class GateRules:
    """Who gets a plan."""

    adult: Count
    oldest: Count
    after_birth_months: Count
    injury_months: Count
    running_months: Count
    pain_left_out: Count  # above this number out of 10
    pain_see_someone: Count
    intermediate_months: Count  # of regular lifting
    advanced_months: Count


@dataclass(frozen=True, slots=True)
class ShortVersion:
    """A session cut to the time there is: picks in order, the first slot found of each."""

    picks: tuple[tuple[str, ...], ...]
    sets: Annotated[int, Ge(1)]
    tolerance_percent: Count
    rest_s: Count  # no longer than this
    between_exercises: Count
    warm_up: Span
    long_warm_up: Count


@dataclass(frozen=True, slots=True)
class UphillRuns:
    """The weekly uphill session."""

    weekly: Count
    weeks: Count
    short: Line
    long: Line


@dataclass(frozen=True, slots=True)
class HillRules:
    """Running uphill and downhill beside the gym; days before the race."""

    uphill: UphillRuns
    first_descent: Span
    descent_minutes: Span
    descent_every: Span
    last_descent: Mapping[Kind, Span]


@dataclass(frozen=True, slots=True)
class CheckRules:
    """The progress checks, and what to aim at."""

    every_weeks: Annotated[int, Ge(1)]
    exercises: tuple[str, ...]
    rises: Count
    bridges: Count
    side_difference_percent: Count
    stop_pain: Count


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a number is what it is, and the facts behind it."""

    says: Line
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanRules:
    """The whole of `plans/rules.yaml`."""

    layouts: Annotated[tuple[Layout, ...], Len(1, 20)]
    longest_weeks: Count
    enough_weeks: Count
    settle_weeks: Count
    doses: Mapping[Literal["Base", "Build", "Peak", "Maintenance"], PhaseDose]
    bodyweight_main: BodyweightMain
    rest: Rest
    jumps: Jumps
    sessions: Sessions
    beginners: Beginners
    emphasis: Emphasis
    slow_lowering: SlowLowering
    course: CourseRules
    deloads: Deloads
    taper: TaperRules
    newness: Newness
    maintenance: MaintenanceRules
    recovery: Mapping[Kind, Recovery]
    pace: Pace
    progression: Progression
    missed: MissedRules
    gates: GateRules
    short: ShortVersion
    hills: HillRules
    checks: CheckRules
    kits: Mapping[Kit, tuple[str, ...]]
    reasons: Mapping[str, Reason]
    notes: Mapping[str, Line]
    race_notes: Mapping[Kind, tuple[str, ...]]
