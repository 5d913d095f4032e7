"""The posts of a challenge besides its board: a digest once a week for the whole club, and the last word."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from core.challenges import roster, store
from core.challenges.boards import Say, letter, show_board, table_text, total_text
from core.challenges.declared import feature
from core.challenges.here import room_of, rules_of, title
from core.challenges.rules.days import closing, digests, moment, own_date
from core.challenges.rules.standing import Result, by_name, most_active, standings, team_scores
from core.challenges.table import results_of
from core.challenges.tables import Challenge, Club
from core.context import PushContext
from core.delivery import outbox
from core.feature import Repeat
from core.messages import Address, Reply
from core.texts import Markup

PODIUM = 3
DIGEST_ROWS = 3
NAMED = 5  # of those who were equally steady
DEFAULT_HOUR = 18  # of a challenge without a club


def schedule(session: Session, challenge: Challenge) -> None:
    """Plan the posts of a challenge that starts, or whose club chose another time."""
    club = roster.club_of(session, challenge)
    hour = club.hour if club else DEFAULT_HOUR
    challenge.closes_at = closing(challenge.ends_on, hour, challenge.zone)
    _close_at(session, challenge, challenge.closes_at)
    for day in digests(challenge.starts_on, challenge.ends_on, club.weekday) if club else ():
        key, ref = f"digest:{club.id}:{day}", f"{club.id}:{day}"  # type: ignore[union-attr]
        if outbox.fate_of(session, key) != "sent":
            outbox.postpone(session, key, "digest", room_of(challenge), ref, moment(day, hour, challenge.zone))


def unschedule(session: Session, challenge: Challenge) -> None:
    """Take back the closing post; a digest speaks of whatever runs then."""
    outbox.cancel(session, f"closing:{challenge.id}")


def close_what_is_due(session: Session, challenge: Challenge, now: datetime) -> None:
    """Say the last word that could not be said in time."""
    if challenge.closes_at <= now.timestamp():
        _close_at(session, challenge, int(now.timestamp()))


def _close_at(session: Session, challenge: Challenge, at: int) -> None:
    outbox.postpone(session, f"closing:{challenge.id}", "closing", room_of(challenge), f"{challenge.id}", at)


@feature.pushes("digest", repeat=Repeat.RESEND, grace=timedelta(hours=12))
def draw_digest(ctx: PushContext) -> Reply | None:
    """How the club's week was; nothing where nothing runs, or the club meets on another day now."""
    number, _, day = ctx.ref.partition(":")
    club = ctx.session.get(Club, int(number))
    if club is None or club.lost or date.fromisoformat(day).weekday() != club.weekday:
        return None
    today = own_date(club.zone, ctx.now)
    room = Address(club.platform, club.chat, club.thread)
    running = [each for each in store.open_in(ctx.session, room) if each.starts_on < today <= each.ends_on]
    weeks = [_week(ctx, each, today) for each in running]
    for each in running:
        show_board(ctx.session, each, ctx.now)
    return Reply("\n\n".join([ctx.say("digest.head", club=club.name), *weeks])) if weeks else None


def _week(ctx: PushContext, challenge: Challenge, today: date) -> str:
    results = results_of(ctx.session, challenge, ctx.now)
    active = store.active_since(ctx.session, challenge.id, today - timedelta(days=6))
    return ctx.say(
        "digest.week",
        title=title(challenge),
        day=(today - challenge.starts_on).days + 1,
        days=(challenge.ends_on - challenge.starts_on).days + 1,
        active=active,
        people=len(results),
        table=Markup(table_text(ctx.session, ctx.say, challenge, results, DIGEST_ROWS)),
        total=Markup(total_text(ctx.say, rules_of(challenge), results)),
        word=rules_of(challenge).word_of((today - challenge.starts_on).days // 7),
    )


@feature.pushes("closing", repeat=Repeat.RESEND, grace=timedelta(days=30))
def draw_closing(ctx: PushContext) -> Reply | None:
    """The last word on a challenge: the podium, the steadiest, what was done together."""
    over = store.challenge(ctx.session, int(ctx.ref))
    club = roster.club_of(ctx.session, over) if over else None
    if over is None or over.state not in ("on", "closed") or (club is not None and club.lost):
        return None
    over.state = "closed"
    ctx.session.flush()
    show_board(ctx.session, over, ctx.now)  # so that its buttons go too
    results, rules = results_of(ctx.session, over, ctx.now), rules_of(over)
    parts = (
        ctx.say("closing.head", title=title(over), text=rules.filled(rules.end)),
        _podium(ctx, over, results),
        _teams(ctx.say, over, results),
        _steadiest(ctx, over, results),
        total_text(ctx.say, rules, results),
    )
    return Reply("\n\n".join(part for part in parts if part))


def _podium(ctx: PushContext, over: Challenge, results: list[Result]) -> str:
    """The first three places among those who are shown and were there for half of it; who shares one is named too."""
    half = over.starts_on + (over.ends_on - over.starts_on) / 2
    names = store.shown_names(ctx.session, over.id, since=half)
    placed = standings(each for each in results if each.member in names)
    table = by_name((each for each in placed if each.place <= PODIUM), names)
    return "\n".join(
        ctx.say("closing.place", place=each.place, name=names[each.result.member], percent=each.result.percent)
        for each in table[: 4 * PODIUM]
        if each.result.percent
    )


def _teams(say: Say, over: Challenge, results: list[Result]) -> str:
    teams = rules_of(over).teams
    return "\n".join(
        say("closing.team", place=each.place, team=letter(each.team), percent=each.percent, people=each.size)
        for each in (team_scores(results, teams) if teams else ())
    )


def _steadiest(ctx: PushContext, over: Challenge, results: list[Result]) -> str:
    names = store.shown_names(ctx.session, over.id)
    best = most_active(each for each in results if each.member in names)
    if not best:
        return ""
    more = [ctx.say("closing.others", count=len(best) - NAMED)] if len(best) > NAMED else []
    who = ", ".join([*sorted((names[each.member] for each in best), key=str.casefold)[:NAMED], *more])
    return ctx.say("closing.steadiest", names=who, days=best[0].active)
