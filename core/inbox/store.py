"""Questions that are open, and who waits for their answers."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import case, delete, func, select, update
from sqlalchemy.orm import Session

from core.database import insert_into
from core.events import QuestionLeftOpen
from core.inbox.tables import DoubtfulQuestion, Draft, QuestionCount, Thumb, Waiting

MOST_GROUPED = 600  # questions looked at together, those asked most


def keep_question(session: Session, left: QuestionLeftOpen, person_id: int, today: date) -> None:
    """Keep a question for the coaches, once for the same words; what two people ask is neither's any more."""
    insert = insert_into(session, DoubtfulQuestion).values(
        mark=left.mark,
        text=left.text,
        outcome=left.outcome,
        nearest=",".join(left.nearest) or None,
        score=left.score,
        asked_on=today,
        person_id=person_id,
        times=1,
        dismissed=False,
    )
    whose = case((DoubtfulQuestion.person_id == person_id, person_id))
    again = {"times": DoubtfulQuestion.times + 1, "asked_on": today, "person_id": whose}
    session.execute(insert.on_conflict_do_update(index_elements=["mark"], set_=again))


def question_marked(session: Session, mark: str) -> DoubtfulQuestion | None:
    """The question that a button names."""
    return session.scalars(select(DoubtfulQuestion).where(DoubtfulQuestion.mark == mark)).one_or_none()


def kept_questions(session: Session) -> Sequence[DoubtfulQuestion]:
    """The questions that were asked most, dismissed ones too, so that their like can be told."""
    most_asked = (DoubtfulQuestion.times.desc(), DoubtfulQuestion.id.desc())
    return session.scalars(select(DoubtfulQuestion).order_by(*most_asked).limit(MOST_GROUPED)).all()


def wait_for(session: Session, question_id: int, person_id: int, today: date) -> None:
    """Somebody wants to hear of the answer."""
    values = {"question_id": question_id, "person_id": person_id, "since": today}
    session.execute(insert_into(session, Waiting).values(values).on_conflict_do_nothing())


def wait_no_more(session: Session, question_id: int, person_id: int) -> None:
    """Somebody does not want to hear of it any more."""
    session.execute(delete(Waiting).where(Waiting.question_id == question_id, Waiting.person_id == person_id))


def waiting_for(session: Session, questions: Collection[int]) -> dict[int, int]:
    """How many wait for each question."""
    query = select(Waiting.question_id, func.count()).where(Waiting.question_id.in_(questions))
    return dict(session.execute(query.group_by(Waiting.question_id)).all())


def people_waiting_for(session: Session, questions: Collection[int]) -> Sequence[int]:
    """Who waits for any of the questions, each once."""
    return session.scalars(select(Waiting.person_id).where(Waiting.question_id.in_(questions)).distinct()).all()


def drop_questions(session: Session, questions: Collection[int]) -> None:
    """They are answered; with them goes who waited."""
    session.execute(delete(Waiting).where(Waiting.question_id.in_(questions)))
    session.execute(delete(DoubtfulQuestion).where(DoubtfulQuestion.id.in_(questions)))


def dismiss(session: Session, questions: Collection[int]) -> None:
    """They are not for this coach: nobody need look at them, or wait for them, again."""
    session.execute(delete(Waiting).where(Waiting.question_id.in_(questions)))
    session.execute(update(DoubtfulQuestion).where(DoubtfulQuestion.id.in_(questions)).values(dismissed=True))


def count_question(session: Session, outcome: str, today: date) -> None:
    """One question more came to this."""
    insert = insert_into(session, QuestionCount).values(on=today, outcome=outcome, times=1)
    more = {"times": QuestionCount.times + 1}
    session.execute(insert.on_conflict_do_update(index_elements=["on", "outcome"], set_=more))


def keep_thumb(session: Session, person_id: int, topic: str, today: date, *, up: bool) -> None:
    """What somebody thinks of an answer; a later word replaces the earlier one."""
    insert = insert_into(session, Thumb).values(person_id=person_id, topic=topic, up=up, on=today)
    changed = {"up": up, "on": today}
    session.execute(insert.on_conflict_do_update(index_elements=["person_id", "topic"], set_=changed))


def expire(session: Session, now: datetime, keep: timedelta) -> None:
    """Forget what is too old to be answered, and what people thought of answers so long ago."""
    oldest = now.date() - keep
    session.execute(delete(Waiting).where(Waiting.since < oldest))
    session.execute(delete(DoubtfulQuestion).where(DoubtfulQuestion.asked_on < oldest))
    session.execute(delete(Thumb).where(Thumb.on < oldest))
    session.execute(delete(QuestionCount).where(QuestionCount.on < oldest))
    session.execute(delete(Draft).where(Draft.at < now - keep))
