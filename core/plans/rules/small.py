"""The small sessions: the light one before a race, and the optional third one."""

from collections.abc import Sequence
from datetime import date, timedelta

from core.knowledge.plan_schema import SmallSession
from core.knowledge.schema import Exercise
from core.plans.rules.case import Case
from core.plans.rules.demand import Progress
from core.plans.rules.doses import Work, accessory_work, light_work
from core.plans.rules.drafts import Draft, session_of
from core.plans.rules.model import Session, Slot
from core.plans.rules.phases import Frame
from core.plans.rules.placing import Pattern, free_day, run_days

WARM_UP = (120, 600)
FEW = 4  # a light session of fewer exercises does two sets of each


def only_light(case: Case, frame: Frame) -> bool:
    """Whether a week holds light sessions only: race week, the last two before an ultra, and the shortest plans."""
    if frame.phase != "Taper" or case.race is None:
        return False
    return case.layout.activation or frame.number == 1 or case.race.kind in case.rules.taper.light_only_kinds


def light_sessions(case: Case, frame: Frame, progress: Progress, ranked: Sequence[Pattern]) -> list[Session]:
    """The light sessions of such a week, on days that are early enough."""
    enough = case.layout.activation and progress.lights >= case.rules.taper.activation_sessions
    if enough or (case.layout.activation and frame.index < 0 and case.weeks >= case.rules.taper.activation_sessions):
        return []
    days = _light_days(case, frame, ranked)
    sessions = [session for day in days if (session := _light(case, progress, day)) is not None]
    progress.lights += len(sessions)
    return sessions


def third_session(case: Case, frame: Frame, progress: Progress, taken: Sequence[date]) -> list[Session]:
    """The optional Session C: advanced runners, in Base, on a day that is left over."""
    free = len(case.runner.days) > len(taken) == 2
    short = case.race is None or case.race.kind == "triathlon" or case.layout.light_peak
    if frame.phase != "Base" or frame.deload or case.runner.level != "advanced" or short or not free:
        return []
    day = free_day(case.runner, frame.days, taken)
    if day is None:
        return []
    cards = _allowed(case, progress, case.rules.sessions.c, day)
    drafts = [Draft(card, card.slots[0], 1, _optional(case, frame, card)) for card in cards]
    for card in cards:
        progress.repertoire.note(card, card.slots[0], day)
    return [_small(case, case.rules.sessions.c, day, "C", drafts, ("optional",))] if drafts else []


def on(frame: Frame, weekday: int) -> date | None:
    """The day of a week that falls on a weekday."""
    return next((day for day in frame.days if day.weekday() == weekday), None)


def _light_days(case: Case, frame: Frame, ranked: Sequence[Pattern]) -> list[date]:
    last = _last_light(case)
    days = [day for day in frame.days if day <= last and day.weekday() in case.runner.days]
    if frame.number == 1 or case.layout.activation:
        runs = run_days(case.runner)
        return [max(days, key=lambda day: (day.weekday() not in runs, day))] if days else []
    usual = next((pattern for pattern in ranked if pattern.a or pattern.b), None)
    places = () if usual is None else (usual.a, usual.b)
    return [day for place in places if place and (day := on(frame, place.weekday)) in days and day is not None]


def _last_light(case: Case) -> date:
    if case.race is None or case.keys.last_light is None:
        return date.max
    if case.layout.activation:
        return min(case.keys.last_light, case.race.date - timedelta(days=case.rules.taper.activation_until + 1))
    return case.keys.last_light


def _light(case: Case, progress: Progress, day: date) -> Session | None:
    cards = _allowed(case, progress, case.rules.sessions.light, day)
    sets = 2 if len(cards) < FEW else 1
    drafts = [Draft(card, card.slots[0], sets, light_work(case, card)) for card in cards]
    return _small(case, case.rules.sessions.light, day, "light", drafts, ("early_enough",)) if drafts else None


def _allowed(case: Case, progress: Progress, small: SmallSession, day: date) -> list[Exercise]:
    """Those that may be done on the day; in the shortest plans nothing is familiar, so anything gentle may."""
    cards = [case.exercises[name] for name in small.exercises]
    can = progress.repertoire.possible if case.layout.activation else lambda card: progress.repertoire.allows(card, day)
    return [card for card in cards if can(card)]


def _optional(case: Case, frame: Frame, card: Exercise) -> Work:
    work = accessory_work(case, frame, card, card.slots[0], False, since=case.rules.sessions.repeat_weeks)
    return Work(work.reps, work.seconds, work.rir, work.rest, work.tempo, (*work.rule, "optional"))


def _small(
    case: Case, small: SmallSession, day: date, slot: Slot, drafts: Sequence[Draft], rule: tuple[str, ...]
) -> Session:
    return session_of(case.rules.pace, case.runner.level, day, slot, drafts, small.minutes, WARM_UP, rule)
