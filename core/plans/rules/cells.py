"""What fills the slots of Sessions A and B this week, as candidates in order."""

from core.knowledge.plan_schema import SessionPlan
from core.plans.rules.case import Case
from core.plans.rules.demand import lowering
from core.plans.rules.model import Kit
from core.plans.rules.phases import Frame, deload_every


def candidates(case: Case, frame: Frame, session: SessionPlan, slot: str) -> tuple[str, ...]:
    """The exercises a slot may hold, the preferred one first; none when the week has no use for the slot."""
    rules = case.rules
    if slot in _dropped(case, frame):
        return ()
    if slot == "EQ":
        return lowering(case, frame)
    names = _extra(case, frame, slot) or _in_turn(case, frame, slot) or _cell(case, frame, session, slot)
    if case.runner.level == "beginner":
        names = tuple(rules.sessions.beginner_levels.get(name, name) for name in names)
    return tuple(dict.fromkeys(names))


def week_kit(case: Case, frame: Frame) -> Kit:
    """The kit a week uses: none in the shortest plans, and in the Base of people new to running."""
    new = case.runner.new_to_running and frame.phase == "Base"
    return "none" if case.layout.bodyweight or new else case.runner.kit


def _dropped(case: Case, frame: Frame) -> tuple[str, ...]:
    rules = case.rules.beginners
    early = frame.phase in ("Base", "Maintenance") and frame.index < rules.dropped_weeks
    return rules.dropped_slots if early and case.runner.level == "beginner" else ()


def _extra(case: Case, frame: Frame, slot: str) -> tuple[str, ...]:
    if case.race is None or frame.phase == "Base":
        return ()
    return case.rules.sessions.race_cells.get(case.race.kind, {}).get(slot, ())


def _in_turn(case: Case, frame: Frame, slot: str) -> tuple[str, ...]:
    """The exercises of a slot that take turns by block, the one of this block first."""
    turns = case.rules.sessions.alternate[week_kit(case, frame)].get(slot, ())
    if not turns:
        return ()
    block = max(frame.index, 0) // deload_every(case.rules.deloads, case.runner.age)
    first = turns[block % len(turns)]
    return tuple(sorted(turns, key=lambda name: name != first))


def _cell(case: Case, frame: Frame, session: SessionPlan, slot: str) -> tuple[str, ...]:
    kit = week_kit(case, frame)
    if frame.phase in ("Base", "Maintenance") and frame.index < case.rules.sessions.first_weeks:
        found = session.first[kit].get(slot, ())
    else:
        later = session.later[kit].get(slot, ()) if frame.phase not in ("Base", "Maintenance") else ()
        found = later or session.base[kit].get(slot, ())
    lender = case.rules.sessions.b
    return found if found or session is lender else _cell(case, frame, lender, slot)
