"""How long questions and opinions are kept, and what becomes of them when people go, or turn out to be one."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from core.context import Context
from core.conversation import store as conversation
from core.holdings import Sheet
from core.inbox import store
from core.inbox.declared import feature
from core.inbox.rules.entry import wordings_in
from core.inbox.tables import DoubtfulQuestion, Draft, Thumb, Waiting
from core.messages import MAX_LABEL
from core.people.tables import Person
from core.retention import Retention


@feature.sweeps
def sweep(session: Session, retention: Retention, now: datetime) -> None:
    """Forget what is too old to be answered."""
    store.expire(session, now, timedelta(days=retention.doubtful))


@feature.exports(DoubtfulQuestion, Waiting, Thumb, Draft)
def export(session: Session, person: Person) -> Iterable[Sheet]:
    """Their questions that are still open, those they want to hear of, their thumbs, and what they wrote as a coach."""
    asked = select(DoubtfulQuestion.asked_on, DoubtfulQuestion.text).where(DoubtfulQuestion.person_id == person.id)
    yield Sheet("open_questions", ("asked_on", "text"), tuple(map(tuple, session.execute(asked))))
    waits = select(Waiting.since, DoubtfulQuestion.text).join(
        DoubtfulQuestion, DoubtfulQuestion.id == Waiting.question_id
    )
    waited = session.execute(waits.where(Waiting.person_id == person.id))
    yield Sheet("waiting_for_answers", ("since", "text"), tuple(map(tuple, waited)))
    rated = select(Thumb.on, Thumb.topic, Thumb.up).where(Thumb.person_id == person.id)
    yield Sheet("thumbs", ("on", "topic", "helped"), tuple(map(tuple, session.execute(rated))))
    written = select(Draft.at, Draft.state, Draft.title, Draft.short, Draft.more).where(Draft.person_id == person.id)
    yield Sheet("drafts", ("at", "state", "title", "short", "more"), tuple(map(tuple, session.execute(written))))


@feature.forgets
def forget(session: Session, person: Person, _now: datetime) -> None:
    """What they asked leaves what coaches were shown and are writing; all else of theirs goes by itself."""
    asked = select(DoubtfulQuestion.text).where(DoubtfulQuestion.person_id == person.id)
    texts = [" ".join(text.split()) for text in session.scalars(asked)]
    theirs = {form for text in texts for form in (text, *wordings_in(text))}  # as asked, and as a draft has it
    conversation.blank_replies_naming(session, {form[: MAX_LABEL - 2] for form in theirs})
    for draft in session.scalars(select(Draft)) if theirs else ():
        _leave_out(draft, {form.casefold() for form in theirs})


def _leave_out(draft: Draft, theirs: Collection[str]) -> None:
    kept = (line for line in draft.wordings.split("\n") if line.casefold() not in theirs)
    draft.wordings = "\n".join(kept)
    if any(form in draft.problems.casefold() for form in theirs):
        draft.problems = ""


@feature.merges(DoubtfulQuestion, Waiting, Thumb, Draft)
def merge(ctx: Context, gone: Person) -> None:
    """One runner from now on: what either waits for and thinks; of two thumbs their own stays."""
    session, kept = ctx.session, ctx.person.id
    for table, name in ((Waiting, "question_id"), (Thumb, "topic")):
        column = getattr(table, name)
        doubled = select(column).where(table.person_id == kept)
        session.execute(delete(table).where(table.person_id == gone.id, column.in_(doubled.scalar_subquery())))
    for owned in (DoubtfulQuestion, Waiting, Thumb, Draft):
        session.execute(update(owned).where(owned.person_id == gone.id).values(person_id=kept))
