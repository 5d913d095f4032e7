"""People who block the bot: noted at once, so that nothing is tried in vain; everything else is kept."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from core.messages import RoomNews
from core.nudges.declared import feature
from core.people.tables import Person


@feature.notices
def notice(session: Session, news: RoomNews, now: datetime) -> None:
    """A private chat is lost; it is found again by whoever writes in it, and not before."""
    if news.lost:
        theirs = (Person.home_platform == news.platform, Person.home_chat.in_(news.chats))
        session.execute(update(Person).where(*theirs).values(reachable=False))
