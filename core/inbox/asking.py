"""What becomes of a question without a good answer: kept without a name, and told of once if somebody wants that."""

from core.answers.keeping import mark_of, worth_keeping
from core.context import Context
from core.errors import Refusal
from core.events import QuestionLeftOpen
from core.gauges import Decided
from core.inbox import store
from core.inbox.declared import feature
from core.messages import Action, Ask, Choice, Reply


@feature.on(Decided)
def count(ctx: Context, event: Decided) -> None:
    """Count what questions come to; nothing of who asked, nor of what."""
    store.count_question(ctx.session, event.outcome, ctx.now.date())


@feature.on(QuestionLeftOpen)
def keep(ctx: Context, event: QuestionLeftOpen) -> None:
    """Keep a question for the coaches."""
    store.keep_question(ctx.session, event, ctx.person.id, ctx.now.date())


@feature.press("inbox.tell")
def tell_me(ctx: Context, mark: str) -> Reply:
    """Yes, I want to hear when a coach has answered it."""
    question = store.question_marked(ctx.session, mark)
    if question is None or question.dismissed:
        raise Refusal("inbox.gone")
    store.wait_for(ctx.session, question.id, ctx.person.id, ctx.now.date())
    rather_not = Choice(ctx.say("inbox.rather_not"), Action("inbox.untell", (mark,)))
    return Reply(ctx.say("inbox.will_tell"), (rather_not,), private=True)


@feature.press("inbox.untell")
def rather_not(ctx: Context, mark: str) -> Reply:
    """No, I do not want to hear of it any more."""
    question = store.question_marked(ctx.session, mark)
    if question is not None:
        store.wait_no_more(ctx.session, question.id, ctx.person.id)
    return Reply(ctx.say("inbox.will_not_tell"), private=True)


@feature.press("inbox.missing")
def ask_what_was_missing(ctx: Context, topic: str) -> Reply:
    """The answer was beside the point: what was the question?"""
    if topic not in ctx.library.topics:
        raise Refusal("coach.old_button")
    return Reply(ctx.say("inbox.ask_missing"), ask=Ask(Action("inbox.missed", (topic,))), private=True)


@feature.press("inbox.missed")
def missed(ctx: Context, topic: str) -> Reply:
    """Keep what somebody wanted to know and did not get."""
    kept = worth_keeping(ctx.text)
    if kept is None or topic not in ctx.library.topics:
        refusal = Refusal("inbox.not_kept")
        refusal.understood = True
        raise refusal
    mark = mark_of(kept)
    ctx.emit(QuestionLeftOpen(mark, kept, "missed", (topic,)))
    choices = (Choice(ctx.say("inbox.tell_me"), Action("inbox.tell", (mark,))),) if ctx.has_coaches else ()
    return Reply(ctx.say("inbox.kept"), choices, private=True)
