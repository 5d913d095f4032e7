"""What happens to rooms: lost, mended, moved. Nothing is thrown away for it."""

from datetime import datetime

from sqlalchemy.orm import Session

from core.challenges import roster, store
from core.challenges.boards import put_up
from core.challenges.closing import close_what_is_due
from core.challenges.declared import feature
from core.challenges.losing import lose, tell_captains
from core.challenges.tables import Club
from core.context import Context
from core.messages import Address, RoomNews


@feature.follows_moves
def follow(session: Session, old: Address, chat: str) -> None:
    """The clubs and challenges of a room go with it."""
    store.move_room(session, old, chat)


@feature.notices
def notice(session: Session, news: RoomNews, now: datetime) -> None:
    """A platform says that a room is lost, or there again."""
    for club in roster.clubs_in(session, news.platform, news.chats, news.thread):
        if news.lost:
            lose(session, club, news.lost, now)
        elif news.thread is not None or club.lost != "closed":  # what is good for a chat opens no topic in it
            mend(session, club, now)


def mend(session: Session, club: Club, now: datetime) -> None:
    """A room is there again: its boards come back, and what should have closed meanwhile does."""
    if not club.lost:
        return
    club.lost = ""
    tell_captains(session, club, "mended", now)
    for each in store.open_in(session, Address(club.platform, club.chat, club.thread)):
        put_up(session, each, now)
        close_what_is_due(session, each, now)


def meet(ctx: Context) -> None:
    """Somebody uses the bot in a room that was lost: so it is there."""
    club = None if ctx.request.private else roster.club_in(ctx.session, ctx.request.room)
    if club is not None and club.lost in ("removed", "gone") and not ctx.request.lacks:
        mend(ctx.session, club, ctx.now)
