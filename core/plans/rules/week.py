"""One week: its days, then what Sessions A and B hold."""

from collections.abc import Mapping, Sequence
from datetime import date

from core.knowledge.plan_schema import Span
from core.plans.rules import small
from core.plans.rules.allotment import Allotment, Spot, allot
from core.plans.rules.case import Case
from core.plans.rules.demand import Progress, group_sets, loads
from core.plans.rules.doses import Work, accessory_work, main_work
from core.plans.rules.drafts import Draft, session_of
from core.plans.rules.jumps import as_sets
from core.plans.rules.model import Session, Week
from core.plans.rules.phases import Frame
from core.plans.rules.placing import APART, EVENING, Pattern, Place, first_legal
from core.plans.rules.relief import relieved
from core.plans.rules.repertoire import Repertoire

QUIET_WARM_UP: Span = (300, 420)
TRIES = 12  # steps of relief before a long session is left long


def week_of(case: Case, frame: Frame, progress: Progress, ranked: Sequence[Pattern]) -> Week:
    """The sessions of one week."""
    if small.only_light(case, frame):
        sessions = small.light_sessions(case, frame, progress, ranked)
    else:
        sessions = _lifting(case, frame, progress, ranked)
    return Week(frame.start, frame.phase, frame.deload, tuple(sorted(sessions, key=_date)), frame.number)


def _date(session: Session) -> date:
    return session.date


def _lifting(case: Case, frame: Frame, progress: Progress, ranked: Sequence[Pattern]) -> list[Session]:
    pattern = first_legal(ranked, lambda each: _fits(case, frame, progress, each))
    if pattern is None:
        if frame.index >= 0:
            progress.flags.add("no_place")
        return []
    spots = _spots(case, frame, pattern)
    wanted = group_sets(case, frame, progress, alone=len(spots) == 1)
    week = allot(case, frame, progress, spots, wanted)
    sessions = _in_time(case, frame, progress.repertoire, spots, week)
    sessions += small.third_session(case, frame, progress, [spot.day for spot in spots])
    _remember(case, frame, progress, spots, week, sessions)
    return sessions


def _fits(case: Case, frame: Frame, progress: Progress, pattern: Pattern) -> bool:
    """Whether this week has the days, before the last heavy date and clear of last week's sessions."""
    places = [("A", "B", pattern.a), ("B", "A", pattern.b)]
    return all(_place_fits(case, frame, progress, *each) for each in places)


def _place_fits(case: Case, frame: Frame, progress: Progress, slot: str, other: str, place: Place | None) -> bool:
    if place is None:
        return True
    day = small.on(frame, place.weekday)
    if day is None or (slot == "A" and case.keys.last_heavy is not None and day > case.keys.last_heavy):
        return False
    if slot not in progress.last_hour and not _early(case, day):
        return False
    before = progress.last_hour.get(other)
    return before is None or _hour(day, place.hour) - before >= APART


def _early(case: Case, day: date) -> bool:
    """Whether a first session of its kind may still bring new exercises."""
    return case.race is None or (case.race.date - day).days > case.rules.newness.any_exercise


def _hour(day: date, hour: int) -> int:
    return day.toordinal() * 24 + hour


def _spots(case: Case, frame: Frame, pattern: Pattern) -> list[Spot]:
    """The sessions of a pattern on this week's dates, in order of date."""
    rules, spots = case.rules.sessions, []
    a_slots = rules.a.slots if pattern.b is not None else rules.alone_slots
    if pattern.a is not None and (day := small.on(frame, pattern.a.weekday)) is not None:
        spots.append(Spot("A", day, pattern.a.hour, pattern.a.clear, rules.a, a_slots))
    if pattern.b is not None and (day := small.on(frame, pattern.b.weekday)) is not None:
        spots.append(Spot("B", day, pattern.b.hour, pattern.b.clear, rules.b, rules.b.slots))
    return sorted(spots, key=lambda spot: spot.day)


def _in_time(case: Case, frame: Frame, repertoire: Repertoire, spots: Sequence[Spot], week: Allotment) -> list[Session]:
    """The sessions, relieved step by step while one is longer than its time."""
    sessions = _sessions(case, frame, repertoire, spots, week)
    for _ in range(TRIES):
        lighter = relieved(case, frame, week, sessions) if loads(frame) else None
        if lighter is None:
            break
        week = lighter
        sessions = _sessions(case, frame, repertoire, spots, week)
    return sessions


def _sessions(
    case: Case, frame: Frame, repertoire: Repertoire, spots: Sequence[Spot], week: Allotment
) -> list[Session]:
    drafts = {
        spot.slot: [
            _draft(case, frame, repertoire, spot, slot, week) for slot in spot.slots if (spot.slot, slot) in week.sets
        ]
        for spot in spots
    }
    return [_session(case, frame, spot, drafts[spot.slot]) for spot in spots if drafts[spot.slot]]


def _draft(case: Case, frame: Frame, repertoire: Repertoire, spot: Spot, slot: str, week: Allotment) -> Draft:
    card, sets = week.cards[(spot.slot, slot)], week.sets[(spot.slot, slot)]
    if slot == "PL":
        count = as_sets(case.rules.jumps, week.contacts, card)[1]
        work = Work((count, count), None, None, case.rules.rest.accessory, card.tempo, ("jumps",))
        return Draft(card, slot, sets, _told(work, frame))
    if slot in case.rules.sessions.main_slots:
        heavy = not (case.layout.bodyweight or (case.layout.light_peak and frame.phase in ("Peak", "Taper")))
        return Draft(card, slot, sets, _told(main_work(case, frame, card), frame), heavy)
    work = accessory_work(case, frame, card, slot, spot.slot == "B", repertoire.weeks_known(card, spot.day))
    return Draft(card, slot, sets, _told(work, frame, case.rules.emphasis.groups, slot, card.eccentric))


def _session(case: Case, frame: Frame, spot: Spot, drafts: Sequence[Draft]) -> Session:
    late = ("after_run" if spot.slot == "A" else "evening",) if spot.hour == EVENING else ()
    rule = ("spacing", *late)
    minutes = spot.session.minutes if loads(frame) else (0, spot.session.minutes[1])
    warm_up = case.rules.pace.warm_up if loads(frame) else QUIET_WARM_UP
    return session_of(case.rules.pace, case.runner.level, spot.day, spot.slot, drafts, minutes, warm_up, rule)


def _remember(
    case: Case, frame: Frame, progress: Progress, spots: Sequence[Spot], week: Allotment, sessions: Sequence[Session]
) -> None:
    """What later weeks need to know of this one."""
    for session in sessions:
        for each in session.exercises:
            progress.repertoire.note(case.exercises[each.id], each.slot, session.date)
            if each.id in case.rules.slow_lowering.exercises and progress.lowering_since is None:
                progress.lowering_since = session.date
    progress.last_hour |= {spot.slot: _hour(spot.day, spot.hour) for spot in spots}
    if loads(frame):
        _remember_load(case, progress, week, sessions)
        if len(spots) == 1 and frame.index >= 0:
            progress.flags.add("one_session")


def _remember_load(case: Case, progress: Progress, week: Allotment, sessions: Sequence[Session]) -> None:
    progress.jump_weeks += week.contacts > 0
    counts = [(session.slot, each.slot, each.sets) for session in sessions for each in session.exercises]
    mains = [sets for _, slot, sets in counts if slot in case.rules.sessions.main_slots]
    progress.mains = max(mains) if mains else progress.mains
    progress.totals = sum(sets for name, _, sets in counts if name != "C"), sum(sets for *_, sets in counts)


def _told(
    work: Work, frame: Frame, groups: Mapping[str, Sequence[str]] | None = None, slot: str = "", eccentric: bool = False
) -> Work:
    """The same work with the rules that set its number of sets."""
    extra = [f"emphasis.{group}" for group, slots in (groups or {}).items() if slot in slots]
    if slot == "EQ":
        extra.append("eccentric_start" if eccentric else "stand_in")
    if frame.deload:
        extra.append("deload")
    if frame.phase in ("Taper", "Maintenance"):
        extra.append(frame.phase.lower())
    return Work(work.reps, work.seconds, work.rir, work.rest, work.tempo, (*work.rule, *extra))
