"""A coach approves; whoever puts answers into the pack says what came of it; everyone who waited hears once."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from core.context import Context, PushContext
from core.delivery import outbox
from core.errors import Refusal
from core.feature import Repeat
from core.inbox import drafts, steps, store
from core.inbox.declared import feature
from core.inbox.groups import group_with
from core.inbox.rules.entry import topic_id
from core.inbox.tables import Draft
from core.inbox.writing import mine
from core.knowledge.shown import short_answer
from core.messages import Action, Address, Choice, Reply
from core.people.tables import Person
from core.reading.hours import awake_from
from core.texts import Markup

ANSWER, VERDICT = "coach_answer", "draft_verdict"
NOT_BEFORE = timedelta(minutes=2)  # until then every process has the new answer
LONGEST_REPORT = 3000  # characters


@feature.press("inbox.approve", coach=True)
def approve(ctx: Context, draft: str) -> Reply:
    """Let the answer be checked with the whole pack and put into it."""
    found = mine(ctx, draft)
    if steps.missing(found) is not None:
        raise Refusal("inbox.unfinished")
    found.topic = found.topic or topic_id(found.title, ctx.library.topics)
    asked = drafts.questions_of(found)
    group = group_with(ctx.session, ctx.library, asked[0]) if asked else None
    found.questions = ",".join(f"{each}" for each in {*asked, *(group.ids if group else ())})
    found.state, found.at, found.problems = "approved", ctx.now, ""
    return Reply(ctx.say("inbox.approved"), private=True)


def tell_published(session: Session, draft: Draft, now: datetime) -> int:
    """The answer is in the pack: tell the coach, and everyone who waits; returns how many that are."""
    draft.state, draft.at = "published", now
    draft.short = draft.more = draft.wordings = ""  # the pack has them now
    told = tell_waiting(session, drafts.questions_of(draft), draft.topic, now)
    _tell_coach(session, draft, now)
    return told


def tell_refused(session: Session, draft: Draft, problems: str, now: datetime) -> None:
    """The check found something: the pack is as it was, and the coach may change the draft."""
    draft.state, draft.at, draft.problems = "refused", now, problems[:LONGEST_REPORT]
    draft.topic = ""  # another answer may have taken the id meanwhile
    _tell_coach(session, draft, now)


def tell_waiting(session: Session, questions: Iterable[int], topic: str, now: datetime) -> int:
    """Everyone who waits for one of these questions hears of its answer once; the questions are done with."""
    questions, told = list(questions), 0
    for person_id in store.people_waiting_for(session, questions):
        person = session.get_one(Person, person_id)
        if person.paused or not person.reachable or not person.home_chat:
            continue
        quiet = (person.quiet_from, person.quiet_to)
        at = awake_from(now + NOT_BEFORE, person.zone or "UTC", quiet, person.quiet_until)
        home = Address(person.home_platform, person.home_chat)
        outbox.post(session, f"{ANSWER}:{topic}:{person.id}", ANSWER, home, topic, int(at.timestamp()), person.id)
        told += 1
    store.drop_questions(session, questions)
    return told


@feature.pushes(ANSWER, repeat=Repeat.DROP, grace=timedelta(hours=24))
def draw_answer(ctx: PushContext) -> Reply | None:
    """The answer that somebody waited for; nothing to whoever wants quiet, or if it is gone again."""
    topic = ctx.library.topics.get(ctx.ref)
    if topic is None or ctx.person is None or ctx.person.paused:
        return None
    choices = (("faq.more", "faq.more"), ("faq.why", "faq.sources"))
    text = ctx.say("inbox.answered", title=topic.title, answer=Markup(short_answer(topic, ctx.library)))
    return Reply(text, tuple(Choice(ctx.say(label), Action(name, (topic.id,))) for label, name in choices))


@feature.pushes(VERDICT, repeat=Repeat.DROP, grace=timedelta(hours=24))
def draw_verdict(ctx: PushContext) -> Reply | None:
    """What became of a coach's draft."""
    draft = ctx.session.get(Draft, int(ctx.ref))
    if draft is None or draft.state not in ("published", "refused"):
        return None
    if draft.state == "published":
        show = Choice(ctx.say("inbox.button_look"), Action("faq.topic", (draft.topic,)))
        told = "inbox.filed" if drafts.is_filing(draft) else "inbox.published"
        return Reply(ctx.say(told, title=draft.title, topic=draft.topic), (show,))
    if drafts.is_filing(draft):
        back = Choice(ctx.say("inbox.button_list"), Action("inbox.list"))
        return Reply(ctx.say("inbox.not_filed", title=draft.title, problems=Markup(draft.problems)), (back,))
    change = Choice(ctx.say("inbox.button_change"), Action("inbox.change", (f"{draft.id}",)))
    return Reply(ctx.say("inbox.refused", title=draft.title, problems=Markup(draft.problems)), (change,))


def _tell_coach(session: Session, draft: Draft, now: datetime) -> None:
    coach, at = session.get_one(Person, draft.person_id), int(now.timestamp())
    home = Address(coach.home_platform, coach.home_chat)
    outbox.post(session, f"{VERDICT}:{draft.id}:{at}", VERDICT, home, f"{draft.id}", at, coach.id)
