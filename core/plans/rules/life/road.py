"""The sessions a runner really gets: what the inputs lead to, changed by every fact on the way."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from core.knowledge.plan_schema import PlanRules
from core.knowledge.schema import Exercise
from core.plans.rules.life.facts import DAY, Fact, of_kind, off_on, times_off
from core.plans.rules.life.history import Chapter, History, chapters
from core.plans.rules.life.races import beside, recovering
from core.plans.rules.life.returning import ComingBack, eased_back, returns
from core.plans.rules.life.substitutes import can_do, familiar, substituted
from core.plans.rules.life.today import easier, harder, no_harder, sore_at, spared
from core.plans.rules.minutes import body_seconds
from core.plans.rules.model import Plan, Race, Runner, Session, Week

AHEAD = timedelta(weeks=4)  # how far past today the road is built at least


@dataclass(frozen=True, slots=True)
class Road:
    """The chapter of a day as a plan, and every session and week before and after it."""

    plan: Plan
    chapter: Chapter
    weeks: tuple[Week, ...]
    sessions: tuple[Session, ...]

    @property
    def runner(self) -> Runner:
        """Who it is for, as of now."""
        return self.chapter.runner

    @property
    def race(self) -> Race | None:
        """The race this chapter leads to."""
        return self.chapter.race

    def on(self, day: date) -> Session | None:
        """The session of a day."""
        return next((session for session in self.sessions if session.date == day), None)

    def upcoming(self, day: date) -> Session | None:
        """The session of a day, or the next one after it."""
        return next((session for session in self.sessions if session.date >= day), None)

    def week_of(self, day: date) -> Week | None:
        """The week that holds a day."""
        week = next((week for week in reversed(self.weeks) if week.start <= day), None)
        return week if week is not None and day < week.start + timedelta(days=7) else None


@dataclass(slots=True)
class _Walk:
    """Going through the sessions in order, remembering which exercises have been done."""

    rules: PlanRules
    exercises: Mapping[str, Exercise]
    history: History
    seen: dict[str, date] = field(default_factory=dict)
    latest: date | None = None

    def through(self, chapter: Chapter) -> Iterator[Session]:
        """The chapter's sessions as they become."""
        race = chapter.race.date if chapter.race else None
        backs = tuple(returns(self.rules.missed, self.history.facts, self.history.versions[0].started_on, race))
        for week in chapter.plan.weeks:
            for session in sorted((self._moved(each) for each in week.sessions), key=lambda each: each.date):
                inside = chapter.first <= session.date <= chapter.last
                lived = self._lived(chapter, week, session, backs) if inside else None
                if lived is not None and lived.exercises:
                    self._note(lived)
                    yield lived if lived is session else retimed(self.rules, chapter.runner, lived)

    def _moved(self, session: Session) -> Session:
        moves = [fact for fact in of_kind(self.history.facts, "moved") if fact.about == f"{session.date}"]
        return replace(session, date=moves[-1].first, rule=(*session.rule, "moved")) if moves else session

    def _lived(self, chapter: Chapter, week: Week, session: Session, backs: Sequence[ComingBack]) -> Session | None:
        if off_on(self.history.facts, session.date) is not None:
            return None
        on_the_way = [race for race in self.history.races if race != chapter.race]
        near = beside(session, on_the_way)
        fit = recovering(self.rules, near, self.history.races) if near else None
        if fit is None:
            return None
        for back in backs:
            if back.covers(fit.date):
                fit = eased_back(self.rules.missed, chapter.plan, week, fit, back.change)
        return self._tuned(chapter, week, self._fitting(chapter, fit))

    def _fitting(self, chapter: Chapter, session: Session) -> Session:
        """With the swaps asked for, clear of what hurts, and nothing new too close to the race."""
        facts = self.history.facts
        asked = [fact for fact in of_kind(facts, "swap") if fact.covers(session.date)]
        sore = frozenset(fact.about for fact in of_kind(facts, "avoid") if fact.covers(session.date))
        changed = chapter.revised and session.slot != "light"
        if not (asked or sore or changed):
            return session
        runner = replace(chapter.runner, avoid=chapter.runner.avoid | sore)
        can = can_do(self.rules, self.exercises, runner, chapter.plan.key_dates, self.seen)
        fit = substituted(can, session, asked, sore)
        if any(fact.last == fact.first for fact in asked):
            fit = replace(fit, rule=(*fit.rule, "swapped"))
        return familiar(can, fit) if changed else fit

    def _tuned(self, chapter: Chapter, week: Week, session: Session) -> Session | None:
        facts = self.history.facts
        sore = sore_at(facts, session.date, self.latest)
        spare = spared(self.rules, self.exercises, session, sore) if sore else session
        if spare is None:
            return None
        for fact in of_kind(facts, "easier", "harder"):
            if fact.covers(session.date):
                level = chapter.runner.level
                may = no_harder(spare, week, chapter.plan.key_dates) is None
                spare = easier(spare) if fact.kind == "easier" else spare
                spare = harder(self.rules, level, week, spare) if fact.kind == "harder" and may else spare
        return spare

    def _note(self, session: Session) -> None:
        self.latest = session.date
        for each in session.exercises:
            self.seen.setdefault(each.id, session.date)


def road_of(rules: PlanRules, exercises: Mapping[str, Exercise], history: History, today: date) -> Road:
    """The road as it is on a day: sessions already past keep the inputs they had."""
    found = tuple(chapters(rules, exercises, history, today + AHEAD))
    walk = _Walk(rules, exercises, history)
    sessions = tuple(session for chapter in found for session in walk.through(chapter))
    by_date = tuple(sorted(sessions, key=lambda each: each.date))
    day = max(today, history.versions[-1].holds_from)  # inputs that hold from tomorrow on are shown today
    now = next((chapter for chapter in found if chapter.first <= day <= chapter.last), found[-1])
    weeks = _weeks(found, by_date)
    shown = {week.start for week in now.plan.weeks}
    plan = replace(now.plan, weeks=tuple(week for week in weeks if week.start in shown))
    return Road(plan, now, weeks, by_date)


def retimed(rules: PlanRules, runner: Runner, session: Session) -> Session:
    """With the minutes its exercises now take."""
    seconds = body_seconds(rules.pace, runner.level, session.exercises) + session.warm_up_s
    heavy = any(each.heavy for each in session.exercises)
    return replace(session, minutes=round(seconds / 60), heavy=heavy)


def _weeks(found: Sequence[Chapter], sessions: Sequence[Session]) -> tuple[Week, ...]:
    """The weeks of the latest inputs, and what is left of older ones before them, each with its sessions."""
    weeks: list[Week] = []
    for chapter in found:
        first = chapter.plan.weeks[0].start
        weeks = [week for week in weeks if week.start < first] + list(chapter.plan.weeks)
    ends = [week.start for week in weeks[1:]] + [weeks[-1].start + timedelta(days=7)]
    return tuple(
        replace(week, sessions=tuple(each for each in sessions if week.start <= each.date < end))
        for week, end in zip(weeks, ends, strict=True)
    )


def unlogged_since(road: Road, logged: Collection[date], facts: Sequence[Fact], today: date) -> date | None:
    """The first day of the sessions nobody has logged up to today; None when the latest one is logged."""
    present = [fact.last for fact in of_kind(facts, "trained") if fact.last is not None]
    missed: date | None = None
    for session in reversed([each for each in road.sessions if each.date < today]):
        if session.date in logged or any(session.date <= day for day in present):
            break
        missed = session.date
    if missed is None:
        return None
    offs = [off.last for off in times_off(facts) if off.last is not None]
    before = [each.date for each in road.sessions]
    return max((day + DAY for day in (*before, *logged, *offs, *present) if day < missed), default=missed)
