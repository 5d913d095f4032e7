"""A week in words."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from core.knowledge.library import Library
from core.plans.rules.life.road import Road
from core.plans.rules.model import Session, Week
from core.plans.tables import SessionRow
from core.plans.words.days import Say, counted, short_day
from core.texts import Markup


def week_text(
    say: Say, library: Library, road: Road, today: date, log: Mapping[date, SessionRow], away: str = ""
) -> str:
    """The sessions of this week, or of the next one once this week's are behind us."""
    week = _week_to_show(road, today, log)
    sessions = "\n".join(_rows(say, library, week, log)) or ("" if away else say("week.empty"))
    rows = "\n\n".join(part for part in (away, sessions) if part)
    key = "week.this" if week.start <= today else "week.next"
    label = say("week.deload", phase=say(f"phase.{week.phase}")) if week.deload else say(f"phase.{week.phase}")
    return say("week.text", which=say(key), phase=label, when=_left(say, week), sessions=Markup(rows))


def _week_to_show(road: Road, today: date, log: Mapping[date, SessionRow]) -> Week:
    left = [week for week in road.weeks if week.start + timedelta(days=7) > today]
    busy = (week for week in left[:3] if any(each.date >= today and each.date not in log for each in week.sessions))
    here = road.week_of(today)
    return next(busy, here or road.weeks[-1])


def _rows(say: Say, library: Library, week: Week, log: Mapping[date, SessionRow]) -> Iterator[str]:
    for session in week.sessions:
        yield say(
            "week.session",
            day=short_day(session.date),
            slot=say(f"session.slot_{session.slot}"),
            minutes=session.minutes,
            mark=_mark(say, session, log.get(session.date)),
            exercises=", ".join(library.exercises[each.id].name for each in session.exercises),
        )


def _mark(say: Say, session: Session, row: SessionRow | None) -> str:
    if row is None:
        return say("week.moved") if "moved" in session.rule else ""
    mark = say(f"week.{row.outcome}")
    return say("week.late", mark=mark) if row.late else mark


def _left(say: Say, week: Week) -> str:
    if week.number is None:
        return say("week.open")
    return say("week.race_week") if week.number == 1 else counted(say, "week.to_race", week.number - 1)
