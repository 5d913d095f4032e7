"""What a challenge looks like in its room: one message that is edited in place."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from core.challenges import roster, store
from core.challenges.declared import feature
from core.challenges.here import day_text, room_of, rules_of, title
from core.challenges.losing import lose
from core.challenges.rules.days import edition, extra_edition, own_date
from core.challenges.rules.frozen import Rules
from core.challenges.rules.standing import Placed, Result, bar, by_name, standings, team_scores
from core.challenges.table import results_of
from core.challenges.tables import Challenge
from core.context import PushContext
from core.delivery import outbox
from core.feature import Repeat
from core.knowledge.library import Library
from core.messages import Action, Choice, Reply
from core.texts import Markup

SHOWN = 15  # members on the board; everybody sees their own place with "My day"
SORTED = 500  # of many equals at the end of the table, who was here first stands first
GAP = 5  # seconds between two edits of a board
WEEKLY = ("discord",)  # platforms that take only so many edits of an old message (platforms.md 2.2: error 30046)

Say = Callable[..., str]


def show_board(session: Session, shown: Challenge, now: datetime) -> None:
    """Let the board show what is true now: soon, and the changes of a few seconds at once."""
    club = roster.club_of(session, shown)
    if shown.state == "draft" or (club is not None and club.lost):
        return
    latest = max(shown.edition, edition_of(shown, now))
    if club is not None and outbox.fate_of(session, _key(shown, latest)) == "gone":
        lose(session, club, "gone", now)
        return
    _show(session, shown, latest, now)


def bring_down(session: Session, shown: Challenge, now: datetime) -> bool:
    """Put the board up anew below everything; False when that was done in this week of the challenge already."""
    latest = extra_edition(shown.starts_on, _day_of(shown, now))
    if shown.edition >= latest:
        return False
    _show(session, shown, latest, now)
    return True


def put_up(session: Session, shown: Challenge, now: datetime) -> None:
    """Draw the board in a room that can be written to again, whatever became of the last try."""
    shown.edition = max(shown.edition, edition_of(shown, now))
    _refresh(session, shown, shown.edition, max(int(now.timestamp()), shown.board_at))


def edition_of(shown: Challenge, now: datetime) -> int:
    """Which board it is by itself; always the first where a message may be edited for ever."""
    return edition(shown.starts_on, _day_of(shown, now)) if shown.platform in WEEKLY else 0


@feature.pushes("board", repeat=Repeat.RESEND, grace=timedelta(days=30))
def draw_board(ctx: PushContext) -> Reply | None:
    """The board as it is at the moment of sending; of an earlier week, where the new one is."""
    number, _, week = ctx.ref.partition(":")
    shown = store.challenge(ctx.session, int(number))
    if shown is None:
        return None
    if int(week) < shown.edition:
        return Reply(ctx.say("challenge.moved_on", title=title(shown)))
    now = int(ctx.now.timestamp())
    if now < shown.board_at:  # it changed while it was on its way
        outbox.postpone(ctx.session, f"redraw:{shown.id}", "redraw", ctx.address, f"{shown.id}", shown.board_at)
        return None
    shown.board_at = now + GAP
    return board(ctx.session, ctx.library, shown, ctx.now)


@feature.pushes("redraw", repeat=Repeat.RESEND, grace=timedelta(days=30))
def draw_again(ctx: PushContext) -> None:
    """No message: lets a board that changed while it was on its way be drawn once more."""
    shown = store.challenge(ctx.session, int(ctx.ref))
    if shown is not None:
        show_board(ctx.session, shown, ctx.now)


def board(session: Session, library: Library, challenge: Challenge, now: datetime) -> Reply:
    """The board as it should be now."""
    say, rules = library.texts.say, rules_of(challenge)
    results = results_of(session, challenge, now)
    over = challenge.state != "on"
    text = say(
        "challenge.board",
        title=title(challenge),
        when=when_text(say, challenge, now),
        summary=rules.filled(rules.end if challenge.state == "closed" else rules.summary),
        table=Markup(table_text(session, say, challenge, results)),
        total=Markup(total_text(say, rules, results)),
    )
    return Reply(text, () if over else _buttons(say, rules, challenge))


def table_text(session: Session, say: Say, challenge: Challenge, results: list[Result], most: int = SHOWN) -> str:
    """The first of the table, teams above people; hidden members have a place and no line."""
    if not results:
        return say("challenge.nobody_yet")
    rules = rules_of(challenge)
    teams = [
        say("challenge.team_row", place=each.place, team=letter(each.team), bar=bar(each.percent), percent=each.percent)
        for each in (team_scores(results, rules.teams) if rules.teams else ())
    ]
    rows = [_row(say, each, name) for each, name in first_of(session, challenge, results, most)]
    more = len(results) - len(rows)
    return "\n".join(
        [*teams, *([""] if teams else []), *rows, *([say("challenge.and_more", count=more)] if more else [])]
    )


def first_of(session: Session, challenge: Challenge, results: list[Result], most: int) -> list[tuple[Placed, str]]:
    """The first of those who are shown, with their names."""
    hidden = store.hidden_members(session, challenge.id)
    table = [each for each in standings(results) if each.result.member not in hidden]
    last = table[:most][-1].place if table else 0
    near = [each for each in table[: most + SORTED] if each.place <= last]
    names = store.names_of(session, challenge.id, [each.result.member for each in near])
    return [(each, names[each.result.member]) for each in by_name(near, names)[:most]]


def total_text(say: Say, rules: Rules, results: list[Result]) -> str:
    """What was done together."""
    total = sum(each.total for each in results)
    if not rules.together:
        return say("challenge.together", total=f"{total:,}", unit=rules.unit, people=len(results))
    reached = min(100, 100 * total // rules.together)
    values = {"total": f"{total:,}", "target": f"{rules.together:,}", "percent": reached, "bar": bar(reached)}
    return say("challenge.together_target", unit=rules.unit, people=len(results), **values)


def letter(team: int) -> str:
    """A team's name: A, B, C …"""
    return chr(ord("A") + team - 1)


def _show(session: Session, shown: Challenge, latest: int, now: datetime) -> None:
    """Refresh the latest board; when it is a new one, the old one says so and loses its buttons."""
    at = max(int(now.timestamp()), shown.board_at)
    if latest > shown.edition:
        _refresh(session, shown, shown.edition, at)
        shown.edition = latest
    _refresh(session, shown, latest, at)


def _day_of(shown: Challenge, now: datetime) -> date:
    return min(own_date(shown.zone, now), shown.ends_on)


def _refresh(session: Session, shown: Challenge, week: int, at: int) -> None:
    outbox.refresh(session, _key(shown, week), "board", room_of(shown), f"{shown.id}:{week}", at)


def _key(shown: Challenge, week: int) -> str:
    return f"board:{shown.id}:{week}"


def when_text(say: Say, challenge: Challenge, now: datetime) -> str:
    """How far a challenge is."""
    if challenge.state != "on":
        return say("challenge.over_early" if challenge.state == "stopped" else "challenge.over")
    return day_of(say, challenge, own_date(challenge.zone, now))


def day_of(say: Say, challenge: Challenge, today: date) -> str:
    """Which day of a challenge it is."""
    if today < challenge.starts_on:
        return say("challenge.starts", date=day_text(challenge.starts_on))
    if today > challenge.ends_on:
        return say("challenge.last_entries")
    length = (challenge.ends_on - challenge.starts_on).days + 1
    return say("challenge.day", day=(today - challenge.starts_on).days + 1, days=length)


def _row(say: Say, each: Placed, name: str) -> str:
    percent = each.result.percent
    return say("challenge.row", place=each.place, name=name, bar=bar(percent), percent=percent)


def _buttons(say: Say, rules: Rules, challenge: Challenge) -> tuple[Choice, ...]:
    number = f"{challenge.id}"
    return (
        Choice(say("challenge.join"), Action("challenge.join", (number,))),
        *(Choice(f"+{amount}", Action("challenge.log", (number, f"{amount}"))) for amount in rules.steps),
        Choice(say("challenge.mine"), Action("challenge.mine", (number,))),
        Choice(say("challenge.rules"), Action("challenge.rules", (number,))),
    )
