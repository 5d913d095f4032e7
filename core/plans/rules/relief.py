"""What gives way when a session is longer than its time: jumps and main sets, then a set moves over, then an extra."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.plans.rules.allotment import JUMPS, Allotment
from core.plans.rules.case import Case
from core.plans.rules.doses import least_main_sets
from core.plans.rules.model import Session
from core.plans.rules.phases import Frame
from core.plans.rules.shares import Seat

ROOM = 2  # minutes the other session must have to spare


def relieved(case: Case, frame: Frame, week: Allotment, sessions: Sequence[Session]) -> Allotment | None:
    """The week with one step less in a session that is too long; None when all fit or nothing can give."""
    limits = {"A": case.rules.sessions.a.minutes[1], "B": case.rules.sessions.b.minutes[1]}
    minutes = {session.slot: session.minutes for session in sessions}
    spare: dict[str, int] = {slot: limit - minutes[slot] for slot, limit in limits.items() if slot in minutes}
    for slot, room in spare.items():
        if room < 0:
            return _lighter(case, frame, week, slot) or _moved(case, week, slot, spare) or _crowded(case, week, slot)
    return None


def _lighter(case: Case, frame: Frame, week: Allotment, slot: str) -> Allotment | None:
    if slot == "B":
        return _fewer_jumps(case, week)
    steps = [_mains_at(case, week, least_main_sets(case, frame))]
    if all(seat[0] == slot for seat in week.sets):
        steps += [_without(week, (name,)) for name in case.rules.sessions.alone_first_to_go]
        steps.append(_mains_at(case, week, case.rules.sessions.alone_main_sets))
    return next((step for step in steps if step is not None), None)


def _mains_at(case: Case, week: Allotment, low: int) -> Allotment | None:
    mains = [seat for seat in week.sets if seat[1] in case.rules.sessions.main_slots and week.sets[seat] > low]
    return replace(week, sets={**week.sets, **dict.fromkeys(mains, low)}) if mains else None


def _fewer_jumps(case: Case, week: Allotment) -> Allotment | None:
    fewer = week.contacts - case.rules.jumps.step
    enough = fewer >= case.rules.jumps.levels[case.runner.level].contacts[0]
    return week.with_contacts(case, fewer) if JUMPS in week.sets and enough else None


def _crowded(case: Case, week: Allotment, slot: str) -> Allotment | None:
    return _without(week, case.rules.sessions.crowded_first_to_go) if slot == "B" else None


def _without(week: Allotment, slots: Sequence[str]) -> Allotment | None:
    left = {seat: sets for seat, sets in week.sets.items() if seat[1] not in slots or week.cards[seat].eccentric}
    return replace(week, sets=left) if len(left) < len(week.sets) else None


def _moved(case: Case, week: Allotment, slot: str, spare: dict[str, int]) -> Allotment | None:
    """One set of a group goes to the same group in the other session."""
    if not any(room >= ROOM for other, room in spare.items() if other != slot):
        return None
    for slots in case.rules.emphasis.groups.values():
        mine = [seat for seat in week.sets if seat[0] == slot and seat[1] in slots]
        others = [seat for seat in week.cards if seat[0] != slot and seat[1] in slots]
        if mine and others:
            return replace(week, sets=_shift(week.sets, mine[-1], others[0]))
    return None


def _shift(sets: Mapping[Seat, int], source: Seat, target: Seat) -> dict[Seat, int]:
    dealt = dict(sets)
    dealt[source] -= 1
    dealt[target] = dealt.get(target, 0) + 1
    return {seat: count for seat, count in dealt.items() if count}
