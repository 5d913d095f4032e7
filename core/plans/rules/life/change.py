"""A change nobody has agreed to yet, and what it would do to the road: the short before and after."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from itertools import groupby

from core.plans.rules.life.facts import End, Fact, ended
from core.plans.rules.life.history import History, Version
from core.plans.rules.life.road import Road
from core.plans.rules.model import Plan, Session

LOOKED_AHEAD = timedelta(weeks=4)
WAY_BACK = timedelta(weeks=2)
PLACING = frozenset({"after_run", "evening"})  # when on its day a session is, which changes nothing in it
_DATES = frozenset({"race_date"})


@dataclass(frozen=True, slots=True)
class Change:
    """New inputs by name, new facts, and the end of facts that still hold."""

    inputs: Mapping[str, object] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    ends: tuple[End, ...] = ()

    def as_json(self) -> str:
        """For keeping until it is decided on."""
        return json.dumps(asdict(self), default=str)

    @classmethod
    def from_json(cls, text: str) -> "Change":
        """What was kept."""
        kept = json.loads(text)
        inputs = {name: _value(name, value) for name, value in kept["inputs"].items()}
        facts = tuple(_fact(each) for each in kept["facts"])
        return cls(inputs, facts, tuple((kind, about, date.fromisoformat(last)) for kind, about, last in kept["ends"]))


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of a before and after: the key of its sentence and what fills it."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


def history_after(history: History, change: Change, version: Version | None) -> History:
    """The history once a change is taken; `version` are its new inputs, if it has any."""
    kept = (ended(fact, history.facts, change.ends) for fact in history.facts)
    facts = tuple(fact for fact in kept if fact is not None)
    if version is None:
        return History(history.versions, (*facts, *change.facts))
    earlier = tuple(each for each in history.versions if each.holds_from < version.holds_from)
    return History((*earlier, version), (*facts, *change.facts))


def looked_ahead(change: Change, today: date) -> date:
    """Up to when single sessions are compared: four weeks, and past the days off for the way back."""
    ends = [fact.last for fact in change.facts if fact.last is not None]
    return max([today + LOOKED_AHEAD, *(last + WAY_BACK for last in ends)])


def differences(before: Road, after: Road, today: date, until: date) -> tuple[Difference, ...]:
    """What a change does, from the race down to the single exercise; sessions are compared up to `until`."""
    return (
        *_race(before.plan, after.plan, today),
        *_phases(before.plan, after.plan, today),
        *_key_dates(before.plan, after.plan, today),
        *_rhythm(before, after, today),
        *_days(_ahead(before, today, until), _ahead(after, today, until)),
        *_exercises(_ahead(before, today, until), _ahead(after, today, until)),
        *_notes(before.plan, after.plan),
    )


def _race(before: Plan, after: Plan, today: date) -> Iterator[Difference]:
    was, now = before.key_dates.race, after.key_dates.race
    if was != now and now is not None:
        yield Difference("race", {"was": was, "now": now, "weeks": (now - today).days // 7})
    elif was != now:
        yield Difference("no_race", {"was": was})


def _phases(before: Plan, after: Plan, today: date) -> Iterator[Difference]:
    was, now = dict(_starts(before)), dict(_starts(after))
    for phase in ("Build", "Peak", "Taper"):
        if was.get(phase) == now.get(phase):
            continue
        if max(day for day in (was.get(phase), now.get(phase)) if day) > today:
            yield Difference("phase", {"phase": phase, "was": was.get(phase), "now": now.get(phase)})


def _starts(plan: Plan) -> Iterator[tuple[str, date]]:
    for phase, weeks in groupby(plan.weeks, key=lambda week: week.phase):
        yield phase, next(weeks).start


def _key_dates(before: Plan, after: Plan, today: date) -> Iterator[Difference]:
    was, now = before.key_dates, after.key_dates
    if now.last_heavy != was.last_heavy and now.last_heavy is not None and now.last_heavy > today:
        yield Difference("last_heavy", {"was": was.last_heavy, "now": now.last_heavy})


def _rhythm(before: Road, after: Road, today: date) -> Iterator[Difference]:
    was, now = _a_week(before, today), _a_week(after, today)
    if was != now:
        yield Difference("rhythm", {"was": was, "now": now})


def _a_week(road: Road, today: date) -> int:
    """The most sessions in one of the next weeks, the optional one left out."""
    weeks = [week for week in road.weeks if today <= week.start <= today + LOOKED_AHEAD]
    return max((sum(each.slot != "C" for each in week.sessions) for week in weeks), default=0)


def _days(was: Mapping[date, Session], now: Mapping[date, Session]) -> Iterator[Difference]:
    gone = [day for day in was if day not in now]
    added = [day for day in now if day not in was]
    if gone:
        yield Difference("gone", {"days": gone})
    if added:
        yield Difference("added", {"days": added})


def _ahead(road: Road, today: date, until: date) -> dict[date, Session]:
    return {each.date: each for each in road.sessions if today <= each.date <= until}


def _exercises(was: Mapping[date, Session], now: Mapping[date, Session]) -> Iterator[Difference]:
    """Exercises that change places, and the first session whose sets or effort change."""
    both = [(was[day], now[day]) for day in now if day in was]
    swaps: dict[tuple[str, str], date] = {}
    for old, new in both:
        for pair in _swapped(old, new):
            swaps.setdefault(pair, new.date)
    for (old_id, new_id), day in swaps.items():
        yield Difference("swap" if new_id else "left_out", {"was": old_id, "now": new_id, "day": day})
    coming_back = [new for day, new in now.items() if day not in was and any(map(_is_return, new.rule))]
    for new in coming_back[:1]:
        rule = next(rule for rule in new.rule if _is_return(rule))
        yield Difference("lighter", {"day": new.date, "was": _sets(new), "now": _sets(new), "rule": rule})
    for old, new in both if not coming_back else ():
        sets = _sets(old), _sets(new)
        if sets[0] != sets[1] or _eased(old) != _eased(new):
            lost = "" if _eased(old) <= _eased(new) else "planned"
            rule = next((rule for rule in new.rule if rule in _eased(new) - _eased(old)), lost)
            yield Difference("lighter", {"day": new.date, "was": sets[0], "now": sets[1], "rule": rule})
            break


def _eased(session: Session) -> frozenset[str]:
    """The rules that made a session different from the planned one."""
    return frozenset(session.rule) - PLACING


def _is_return(rule: str) -> bool:
    return rule.startswith("return.")


def _swapped(old: Session, new: Session) -> Iterator[tuple[str, str]]:
    gone = [each for each in old.exercises if each.id not in {other.id for other in new.exercises}]
    come = [each for each in new.exercises if each.id not in {other.id for other in old.exercises}]
    for each in gone:
        other = next((other for other in come if other.slot == each.slot), None)
        yield each.id, other.id if other else ""


def _sets(session: Session) -> int:
    return sum(each.sets for each in session.exercises)


def _notes(before: Plan, after: Plan) -> Iterator[Difference]:
    for note in after.notes:
        if note not in before.notes:
            yield Difference("note", {"note": note})


def _value(name: str, value: object) -> object:
    return date.fromisoformat(str(value)) if name in _DATES and value is not None else value


def _fact(kept: dict[str, str]) -> Fact:
    last = date.fromisoformat(kept["last"]) if kept["last"] else None
    first = date.fromisoformat(kept["first"])
    return Fact(kept["kind"], first, last, kept["about"], kept["to"])  # type: ignore[arg-type]
