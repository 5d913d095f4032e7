"""Which exercise takes how many sets in the sessions of one week, before they become dated sessions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from core.knowledge.plan_schema import SessionPlan
from core.knowledge.schema import Exercise
from core.plans.rules.case import Case
from core.plans.rules.cells import candidates, week_kit
from core.plans.rules.demand import Progress, deload_mains, loads
from core.plans.rules.doses import main_sets
from core.plans.rules.jumps import as_sets, capped, contacts, jumps_begin, later
from core.plans.rules.phases import Frame
from core.plans.rules.placing import APART
from core.plans.rules.shares import Seat, deal

JUMPS: Seat = ("B", "PL")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a session stands this week and which slots it offers."""

    slot: Literal["A", "B"]
    day: date
    hour: int
    clear: int  # hours to the next hard or long run
    session: SessionPlan
    slots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Allotment:
    """The chosen exercises and sets by session and slot; `contacts` are the ground contacts of the jumps."""

    cards: Mapping[Seat, Exercise]
    sets: Mapping[Seat, int]
    contacts: int = 0

    def with_contacts(self, case: Case, count: int) -> "Allotment":
        """The same week with another number of ground contacts."""
        return replace(
            self, sets={**self.sets, JUMPS: as_sets(case.rules.jumps, count, self.cards[JUMPS])[0]}, contacts=count
        )


def allot(case: Case, frame: Frame, progress: Progress, spots: Sequence[Spot], wanted: Mapping[str, int]) -> Allotment:
    """Choose the exercises of a week and deal out its sets; main lifts come last, so that a deload adds up."""
    cards = {seat: card for spot in spots for seat, card in _cards(case, frame, progress, spot).items()}
    mains = case.rules.sessions.main_slots
    seats = sorted((seat for seat in cards if seat[1] not in (*mains, "PL")), key=_session_of)  # A comes first
    sets = deal(case.rules.emphasis.groups, wanted, seats)
    week = Allotment(cards, sets)
    jumping = _contacts(case, frame, progress, spots, cards)
    if jumping:
        week = week.with_contacts(case, jumping)
    lifts = [seat for seat in cards if seat[1] in mains]
    counts = _main_counts(case, frame, progress, sum(week.sets.values()), len(lifts))
    sets = {**week.sets, **dict(zip(lifts, counts, strict=True))}
    return replace(week, sets=_trimmed(case, frame, progress, sets))


def _trimmed(case: Case, frame: Frame, progress: Progress, sets: Mapping[Seat, int]) -> dict[Seat, int]:
    """A deload whose rounded halves still add up to too much gives up a set of the smaller groups."""
    left, rules = dict(sets), case.rules.deloads
    if not frame.deload:
        return left
    for group in rules.first_to_go:
        seats = [seat for seat in left if seat[1] in case.rules.emphasis.groups[group]]
        if seats and sum(left.values()) * 100 > progress.totals[0] * (100 - rules.cut[0]) > 0:
            left[seats[-1]] -= 1
    return {seat: count for seat, count in left.items() if count}


def _session_of(seat: Seat) -> str:
    return seat[0]


def _cards(case: Case, frame: Frame, progress: Progress, spot: Spot) -> dict[Seat, Exercise]:
    chosen: dict[Seat, Exercise] = {}
    for slot in spot.slots:
        if spot.slot == "A" and ("A", case.rules.sessions.alone_stand_ins.get(slot, "")) in chosen:
            continue
        names = candidates(case, frame, spot.session, slot)
        if slot == "PL":
            names = (*later(case.rules.jumps, week_kit(case, frame), progress.jump_weeks), *names)
        if spot.slot == "A" and (slot != "EQ" or spot.clear < APART):
            names = tuple(name for name in names if not case.exercises[name].eccentric)
        taken = [card.id for card in chosen.values()]
        card = progress.repertoire.pick(names, slot, spot.day, taken) if names else None
        if card is not None:
            chosen[(spot.slot, slot)] = card
    return chosen


def _contacts(
    case: Case, frame: Frame, progress: Progress, spots: Sequence[Spot], cards: Mapping[Seat, Exercise]
) -> int:
    rules = case.rules.jumps
    day = next((spot.day for spot in spots if spot.slot == "B"), None)
    if day is None or case.race is None or JUMPS not in cards or case.layout.light_peak:
        return 0
    if not jumps_begin(rules, case.runner, frame) or (frame.deload and not progress.jump_weeks):
        return 0
    wanted = contacts(rules, case.runner, case.race, progress.jump_weeks, halve=not loads(frame))
    return capped(rules, wanted, cards[JUMPS], day, case.keys)


def _main_counts(case: Case, frame: Frame, progress: Progress, others: int, lifts: int) -> list[int]:
    full = main_sets(case, frame, progress.mains)
    if frame.deload and progress.totals[0]:
        return deload_mains(case.rules.deloads.cut, progress.totals, others, lifts, full)
    return [full] * lifts
