"""Questions without a good answer, who waits for one, what people think of answers, and what coaches write."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, UtcDateTime
from core.sealing import SealedText


class DoubtfulQuestion(Base):
    """A question that was declined, met with a choice or answered beside the point: nobody's name is on it.

    `mark` is the same for the same words, `times` how often they were asked, `nearest` the topics they may mean,
    separated by commas. `dismissed`: a coach said that it is not for this coach. `person_id` is there so that the words
    go with whoever asked, as long as nobody else used the same; coaches are not shown it.
    """

    __tablename__ = "doubtful_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(unique=True)
    text: Mapped[str] = mapped_column(SealedText)
    outcome: Mapped[str]
    nearest: Mapped[str | None]
    score: Mapped[float]
    asked_on: Mapped[date] = mapped_column(index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    times: Mapped[int] = mapped_column(default=1)
    dismissed: Mapped[bool] = mapped_column(default=False)


class Waiting(Base):
    """Somebody wants to hear when a question is answered: only after a yes of theirs, and not for ever."""

    __tablename__ = "waiting"

    question_id: Mapped[int] = mapped_column(ForeignKey("doubtful_question.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True)
    since: Mapped[date] = mapped_column(index=True)


class Thumb(Base):
    """What somebody thinks of an answer: the latest word counts."""

    __tablename__ = "thumb"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    topic: Mapped[str] = mapped_column(primary_key=True)
    up: Mapped[bool]
    on: Mapped[date] = mapped_column(index=True)


class QuestionCount(Base):
    """How many questions of a day (UTC) came to what."""

    __tablename__ = "question_count"

    on: Mapped[date] = mapped_column(primary_key=True)
    outcome: Mapped[str] = mapped_column(primary_key=True)
    times: Mapped[int]


class Draft(Base):
    """An answer that a coach writes. States: writing → approved → checking → published | refused.

    `topic` is the id it will have, `questions` the ids of the questions it answers, `wordings` and `problems` are
    lines, `sources` and `next` are separated by commas.
    """

    __tablename__ = "draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    topic: Mapped[str] = mapped_column(default="")
    questions: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    wordings: Mapped[str] = mapped_column(SealedText, default="")
    sources: Mapped[str | None]
    confidence: Mapped[str] = mapped_column(default="")
    next: Mapped[str] = mapped_column(default="")
    short: Mapped[str] = mapped_column(default="")
    more: Mapped[str] = mapped_column(default="")
    problems: Mapped[str] = mapped_column(default="")
