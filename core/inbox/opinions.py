"""What people think of the answers, by topic."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from core.inbox.tables import Thumb
from core.knowledge.library import Library


@dataclass(frozen=True, slots=True)
class Opinion:
    """How many an answer helped, and how many it did not."""

    title: str
    up: int
    down: int


def disliked(session: Session, library: Library, most: int) -> Sequence[Opinion]:
    """The answers that helped least, by how many said so."""
    down = func.sum(case((Thumb.up, 0), else_=1))
    query = select(Thumb.topic, func.count() - down, down).group_by(Thumb.topic).having(down > 0)
    rows = session.execute(query.order_by(down.desc(), Thumb.topic)).all()
    known = [Opinion(library.topics[topic].title, up, down) for topic, up, down in rows if topic in library.topics]
    return known[:most]


def thumbs(session: Session) -> tuple[int, int]:
    """All that are up, and all that are down."""
    counted = dict(session.execute(select(Thumb.up, func.count()).group_by(Thumb.up)).all())
    return counted.get(True, 0), counted.get(False, 0)
