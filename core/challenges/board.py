"""What a challenge looks like in its room: one message that is edited in place."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.challenges import store
from core.challenges.rules import Standing, bar, standings, steps_of
from core.challenges.tables import Challenge, Member
from core.knowledge.library import Library
from core.knowledge.schema import ChallengeTemplate
from core.messages import Action, Choice, Reply
from core.texts import Markup

SHOWN = 15  # members on the board; everybody sees their own place with "My day"

Say = Callable[..., str]


def local_day(challenge: Challenge, now: datetime) -> date:
    """The date where the club is."""
    return now.astimezone(ZoneInfo(challenge.zone)).date()


def standings_of(session: Session, challenge: Challenge, today: date) -> list[Standing]:
    """Where everybody stands."""
    joined = {each.person_id: each.joined_on for each in store.members(session, challenge.id)}
    log = store.log_of(session, challenge.id)
    return standings(
        joined, log, target=challenge.daily_target, cap=challenge.daily_cap, today=today, last=challenge.ends_on
    )


def board(session: Session, library: Library, challenge: Challenge, now: datetime) -> Reply:
    """The board as it should be now."""
    template, say = library.challenges[challenge.template], library.texts.say
    today = local_day(challenge, now)
    ended = challenge.stopped or today > challenge.ends_on
    table = standings_of(session, challenge, today)
    names = {each.person_id: each for each in store.members(session, challenge.id)}
    text = say(
        "challenge.board",
        title=template.title,
        when=_when(say, challenge, today, ended),
        zone=challenge.zone,
        summary=template.texts.end if ended else template.summary,
        table=Markup(_table(say, table[:SHOWN], names)),
        total=_total(say, template, table),
    )
    return Reply(text, () if ended else _buttons(say, template, challenge))


def _when(say: Say, challenge: Challenge, today: date, ended: bool) -> str:
    if ended:
        return say("challenge.over")
    if today < challenge.starts_on:
        first = challenge.starts_on
        return say("challenge.starts", date=f"{first:%a} {first.day} {first:%b}")
    length = (challenge.ends_on - challenge.starts_on).days + 1
    return say("challenge.day", day=(today - challenge.starts_on).days + 1, days=length)


def _table(say: Say, table: list[Standing], names: dict[int, Member]) -> str:
    if not table:
        return say("challenge.nobody_yet")
    return "\n".join(
        say("challenge.row", place=row.place, name=names[row.member].alias, bar=bar(row.percent), percent=row.percent)
        for row in table
    )


def _total(say: Say, template: ChallengeTemplate, table: list[Standing]) -> str:
    total = sum(row.total for row in table)
    if template.collective_target:
        target, percent = template.collective_target, min(100, round(100 * total / template.collective_target))
        return say("challenge.together_target", total=total, target=target, unit=template.unit, percent=percent)
    return say("challenge.together", total=total, unit=template.unit, people=len(table))


def _buttons(say: Say, template: ChallengeTemplate, challenge: Challenge) -> tuple[Choice, ...]:
    number = f"{challenge.id}"
    amounts = () if template.counts == "sessions" else steps_of(challenge.daily_target)
    return (
        Choice(say("challenge.join"), Action("challenge.join", (number,))),
        *(Choice(f"+{amount}", Action("challenge.log", (number, f"{amount}"))) for amount in amounts),
        Choice(say("challenge.mine"), Action("challenge.mine", (number,))),
        Choice(say("challenge.rules"), Action("challenge.rules", (number,))),
    )
