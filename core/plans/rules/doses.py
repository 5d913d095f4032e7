"""Sets, reps and effort of one exercise in one week."""

from dataclasses import dataclass
from typing import Literal

from core.knowledge.plan_schema import PhaseDose, Rest, SetDose
from core.knowledge.schema import Dose, Exercise
from core.plans.rules.case import Case
from core.plans.rules.model import Span
from core.plans.rules.phases import Frame

DosePhase = Literal["Base", "Build", "Peak", "Maintenance"]


@dataclass(frozen=True, slots=True)
class Work:
    """What one set is: reps or seconds, effort, the room for rest, and why."""

    reps: Span | None
    seconds: Span | None
    rir: int | None
    rest: Span
    tempo: str
    rule: tuple[str, ...]


def dose_phase(case: Case, frame: Frame) -> DosePhase:
    """Whose doses a week uses: Taper keeps those of Peak, a light Peak those of Base."""
    if frame.phase in ("Peak", "Taper"):
        return "Base" if case.layout.light_peak or case.layout.activation else "Peak"
    if frame.phase == "Maintenance":
        return "Maintenance"
    return "Base" if frame.phase == "Base" else "Build"


def main_sets(case: Case, frame: Frame, before: int | None) -> int:
    """Sets of each main lift: few, later most, in Peak the other way round; in Taper half of those `before`."""
    low, high = _main(case, frame).sets
    if frame.phase == "Taper":
        return -(-(before or low) // 2)
    if frame.phase == "Peak":
        return low if frame.position == frame.length - 1 else high
    return low if frame.phase != "Maintenance" and not _settled(case, frame) else high


def least_main_sets(case: Case, frame: Frame) -> int:
    """The fewest sets of each main lift that the phase allows."""
    return _main(case, frame).sets[0]


def main_work(case: Case, frame: Frame, card: Exercise) -> Work:
    """One set of a main lift."""
    cell, rule = _main(case, frame), "main"
    reps, rir, tempo = cell.reps, _effort(case, frame, cell.rir), card.tempo
    if case.unloaded and dose_phase(case, frame) != "Base":
        bodyweight, rule = case.rules.bodyweight_main, "bodyweight"
        reps = bodyweight.reps if frame.phase == "Build" else _common(cell.reps, bodyweight.reps)
        tempo = bodyweight.tempo
        rir = max(_effort(case, frame, bodyweight.rir), cell.rir[0] if frame.phase != "Build" else 0)
    return Work(reps, None, rir, _main_rest(case.rules.rest, reps), tempo, (rule, *_gentle(case)))


def accessory_work(case: Case, frame: Frame, card: Exercise, slot: str, hills: bool, since: int) -> Work:
    """One set of anything else; `hills` marks Session B, `since` is the weeks the plan has held the exercise."""
    rests, phase = case.rules.rest, case.rules.doses[dose_phase(case, frame)]
    circuit = hills and phase.hill is not None and slot in rests.hill_slots and not card.eccentric
    cell = _cell(phase, case, circuit)
    early = card.first_weeks is not None and since < case.rules.sessions.repeat_weeks
    dose = card.first_weeks if early and card.first_weeks is not None else card.dose
    reps = dose.reps and (cell.reps if circuit else _accessory_reps(cell.reps, dose.reps, card.eccentric))
    seconds = dose.seconds or dose.metres  # a carry is walked at about a metre a second
    rule = "hill" if circuit else "accessory" if reps and _within(reps, cell.reps) else "card"
    rir = _effort(case, frame, cell.rir) if reps else None
    return Work(reps, seconds, rir, rests.hill if circuit else rests.accessory, card.tempo, (rule, *_gentle(case)))


def light_work(case: Case, card: Exercise) -> Work:
    """One easy set: half of the card's dose."""
    dose: Dose = card.dose
    rir = case.rules.sessions.light_rir if dose.reps else None
    return Work(_half(dose.reps), _half(dose.seconds), rir, case.rules.rest.accessory, card.tempo, ("light",))


def _half(span: Span | None) -> Span | None:
    return None if span is None else (-(-span[0] // 2), -(-span[1] // 2))


def _main(case: Case, frame: Frame) -> SetDose:
    return case.rules.doses[dose_phase(case, frame)].main[case.runner.level]


def _cell(phase: PhaseDose, case: Case, circuit: bool) -> SetDose:
    table = phase.hill if circuit and phase.hill is not None else phase.accessory
    return table[case.runner.level]


def _settled(case: Case, frame: Frame) -> bool:
    return frame.position >= case.rules.settle_weeks


def _effort(case: Case, frame: Frame, rir: Span) -> int:
    """The easier end while a phase is new, never below what a short plan or the taper allows."""
    least = case.layout.least_rir + (case.layout.light_peak and frame.phase == "Peak")
    if frame.phase == "Taper":
        return max(rir[1], least, case.rules.taper.least_rir)
    return max(rir[0] if frame.phase == "Build" and _settled(case, frame) else _base_effort(case, frame, rir), least)


def _base_effort(case: Case, frame: Frame, rir: Span) -> int:
    return rir[0] if frame.phase == "Base" and _settled(case, frame) else rir[1]


def _gentle(case: Case) -> tuple[str, ...]:
    return ("gentle",) if case.layout.least_rir else ()


def _accessory_reps(phase: Span, card: Span, slow: bool) -> Span:
    """The part of both ranges that they share; where there is none the phase decides, for slow lowering the card."""
    return _common(phase, card) if slow else _common(card, phase)


def _main_rest(rests: Rest, reps: Span) -> Span:
    """Longer for few reps; a range on both sides of the line rests as long as either side allows."""
    if reps[0] > rests.low_reps:
        return rests.main
    return rests.low_rep_main if reps[1] <= rests.low_reps else _common(rests.low_rep_main, rests.main)


def _common(one: Span, other: Span) -> Span:
    """The part of both ranges that they share; the other one where they share nothing."""
    low, high = max(one[0], other[0]), min(one[1], other[1])
    return (low, high) if low <= high else other


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
