"""Answers that coaches write: begun, looked up, made into a topic of the pack."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import cast

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from core.inbox.groups import Group
from core.inbox.rules.entry import MOST_WORDINGS, topic_id
from core.inbox.tables import Draft
from core.knowledge.library import Library
from core.knowledge.schema import Confidence, Topic
from core.messages import MAX_LABEL

MOST_NEXT = 3
LEASE = timedelta(minutes=1)  # whoever checks a draft and does not renew it has stopped


def begin(session: Session, person_id: int, group: Group, library: Library, now: datetime) -> Draft:
    """A new draft that answers a group of questions."""
    draft = Draft(person_id=person_id, state="writing", at=now, wordings="\n".join(_asked(group)))
    draft.questions = _joined(group.ids)
    draft.next = _joined(_neighbours(group, library))
    session.add(draft)
    session.flush()
    return draft


def begin_filing(session: Session, person_id: int, group: Group, topic: Topic, now: datetime) -> None:
    """No answer of its own: one more way to ask for a topic, to be checked as it is."""
    draft = Draft(person_id=person_id, state="approved", at=now, topic=topic.id, title=topic.title)
    draft.wordings, draft.questions = wording_of(group), _joined(group.ids)
    session.add(draft)


def is_filing(draft: Draft) -> bool:
    """Whether an approved draft is only one more way to ask for a topic that is there."""
    return not draft.confidence


def wording_of(group: Group) -> str:
    """A group as one way to ask: how it was asked most, as a line of a file in `questions`."""
    return _asked(group)[0].lstrip("# ")


def draft_of(session: Session, person_id: int, draft_id: str) -> Draft | None:
    """A draft of this coach that is still to be changed."""
    if not (draft_id.isascii() and draft_id.isdecimal() and len(draft_id) <= 9):
        return None
    query = select(Draft).where(Draft.id == int(draft_id), Draft.person_id == person_id)
    return session.scalars(query.where(Draft.state.in_(("writing", "refused")))).one_or_none()


def claim_approved(session: Session, now: datetime) -> Draft | None:
    """Take the next draft that is to be checked and put into the pack; nobody else takes it."""
    waits = or_(Draft.state == "approved", (Draft.state == "checking") & (Draft.at < now - LEASE))
    first = select(Draft.id).where(waits).order_by(Draft.id).limit(1).scalar_subquery()
    taken = update(Draft).where(Draft.id == first, waits).values(state="checking", at=now).returning(Draft.id)
    draft_id = session.scalar(taken)
    return None if draft_id is None else session.get_one(Draft, draft_id, populate_existing=True)


def renew(session: Session, draft_id: int, now: datetime) -> None:
    """Whoever checks it is still at it."""
    session.execute(update(Draft).where(Draft.id == draft_id, Draft.state == "checking").values(at=now))


def topic_of(draft: Draft, today: date) -> Topic:
    """The draft as the pack will have it."""
    return Topic(
        id=draft.topic,
        title=draft.title,
        phrasings=tuple(draft.wordings.split("\n")),
        sources=tuple(_split(draft.sources or "")),
        confidence=cast(Confidence, draft.confidence),
        reviewed=today,
        next=tuple(_split(draft.next)),
        short=draft.short,
        more=draft.more,
    )


def topic_begun(group: Group, library: Library, today: date) -> Topic:
    """What is known of an answer before anybody wrote it: how people ask."""
    asked = _asked(group)
    title = asked[0][:MAX_LABEL]
    return Topic(
        id=topic_id(title, library.topics),
        title=title,
        phrasings=tuple(asked),
        sources=(),
        confidence="coach judgement",
        reviewed=today,
        next=tuple(_neighbours(group, library)),
        short="",
        more="",
    )


def questions_of(draft: Draft) -> list[int]:
    """The questions it answers."""
    return [int(each) for each in _split(draft.questions)]


def _asked(group: Group) -> list[str]:
    return list(dict.fromkeys(" ".join(each.text.split()) for each in group.questions))[:MOST_WORDINGS]


def _neighbours(group: Group, library: Library) -> list[str]:
    known = library.phrasings()
    return [each for each in group.nearest if each in known][:MOST_NEXT]


def _joined(values: Iterable[object]) -> str:
    return ",".join(f"{each}" for each in values)


def _split(text: str) -> list[str]:
    return [each for each in text.split(",") if each]
