"""The shape of `plans/rules.yaml`: every number of a plan that a coach may change without code."""

from core.knowledge.plan_schema.basics import Cells, Count, Kind, Kit, Level, Line, Span
from core.knowledge.plan_schema.courses import CourseRules, Emphasis, HillRules, UphillRuns
from core.knowledge.plan_schema.doses import BodyweightMain, JumpDose, Jumps, Pace, PhaseDose, Rest, SetDose
from core.knowledge.plan_schema.people import CheckRules, GateRules, MissedRules, Progression
from core.knowledge.plan_schema.sessions import (
    Beginners,
    SessionPlan,
    Sessions,
    ShortVersion,
    SlowLowering,
    SmallSession,
)
from core.knowledge.plan_schema.weeks import Deloads, Layout, MaintenanceRules, Newness, Offsets, Recovery, TaperRules
from core.knowledge.plan_schema.whole import PlanRules, Reason

__all__ = [
    "Beginners",
    "BodyweightMain",
    "Cells",
    "CheckRules",
    "Count",
    "CourseRules",
    "Deloads",
    "Emphasis",
    "GateRules",
    "HillRules",
    "JumpDose",
    "Jumps",
    "Kind",
    "Kit",
    "Layout",
    "Level",
    "Line",
    "MaintenanceRules",
    "MissedRules",
    "Newness",
    "Offsets",
    "Pace",
    "PhaseDose",
    "PlanRules",
    "Progression",
    "Reason",
    "Recovery",
    "Rest",
    "SessionPlan",
    "Sessions",
    "SetDose",
    "ShortVersion",
    "SlowLowering",
    "SmallSession",
    "Span",
    "TaperRules",
    "UphillRuns",
]
