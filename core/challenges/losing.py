"""When the bot may no longer write in a club's room: noted, and told to the captains in private."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from core.challenges import roster, store
from core.challenges.declared import feature
from core.challenges.tables import Club
from core.context import PushContext
from core.delivery import outbox
from core.feature import Repeat
from core.messages import Reply

REASONS = ("removed", "deleted", "closed", "gone")


def lose(session: Session, club: Club, why: str, now: datetime) -> None:
    """Note that a room is lost; everything in it is kept, and waits."""
    if not club.lost:
        club.lost = why if why in REASONS else "gone"
        tell_captains(session, club, club.lost, now)


def tell_captains(session: Session, club: Club, what: str, now: datetime) -> None:
    """Write to every captain alone, the same thing at most once a day."""
    for each in roster.captains(session, club.id):
        key = f"captain:{club.id}:{each.person_id}:{what}:{now.date()}"
        address, at = store.home_of(session, each.person_id), int(now.timestamp())
        outbox.post(session, key, "captain_word", address, f"{club.id}:{what}", at, each.person_id)


@feature.pushes("captain_word", repeat=Repeat.DROP, grace=timedelta(hours=12))
def draw_word(ctx: PushContext) -> Reply | None:
    """What happened to the club's room."""
    number, _, what = ctx.ref.partition(":")
    club = ctx.session.get(Club, int(number))
    if club is None or (what in REASONS and club.lost != what):
        return None
    return Reply(ctx.say(f"club.word_{what}", club=club.name))
