"""The whole of `plans/rules.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from annotated_types import Len

from core.knowledge.plan_schema.basics import Count, Kind, Kit, Line
from core.knowledge.plan_schema.courses import CourseRules, Emphasis, HillRules
from core.knowledge.plan_schema.doses import BodyweightMain, Jumps, Pace, PhaseDose, Rest
from core.knowledge.plan_schema.people import CheckRules, GateRules, MissedRules, Progression
from core.knowledge.plan_schema.sessions import Beginners, Sessions, ShortVersion, SlowLowering
from core.knowledge.plan_schema.weeks import Deloads, Layout, MaintenanceRules, Newness, Recovery, TaperRules
from core.knowledge.schema import Strict


@dataclass(frozen=True, slots=True)
class Reason(Strict):
    """Why a number is what it is, and the facts behind it."""

    says: Line
    sources: tuple[str, ...] = ()
    about: tuple[str, ...] = ()  # the numbers it stands behind, in the words of a preview


@dataclass(frozen=True, slots=True)
class PlanRules(Strict):
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
