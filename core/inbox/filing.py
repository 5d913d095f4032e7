"""The answer is there already: a coach lets a question be one more way to ask for it."""

from core.context import Context
from core.errors import Refusal
from core.inbox import drafts
from core.inbox.declared import feature
from core.inbox.groups import Group
from core.inbox.looking import MOST_NAMED, chosen
from core.inbox.showing import cut
from core.knowledge.library import Library
from core.knowledge.problems import meant
from core.messages import MAX_LABEL, Action, Ask, Choice, Reply


@feature.press("inbox.under", coach=True)
def choose(ctx: Context, question: str) -> Reply:
    """Under which answer? The nearest have a button, any other is typed."""
    return _asked(ctx, chosen(ctx, question))


@feature.press("inbox.named", coach=True)
def named(ctx: Context, question: str) -> Reply:
    """Take the id or the title that was typed."""
    group = chosen(ctx, question)
    topic = topic_named(ctx.text, ctx.library)
    if topic is None:
        again = _asked(ctx, group)
        hint = meant(ctx.text, ctx.library.topics) or "."
        refusal = Refusal("inbox.no_topic", name=cut(ctx.text, MAX_LABEL), hint=hint)
        refusal.understood, refusal.ask, refusal.choices = True, again.ask, again.choices
        raise refusal
    return file(ctx, question, topic)


@feature.press("inbox.file", coach=True)
def file(ctx: Context, question: str, topic: str) -> Reply:
    """Let it be checked with the whole pack and put there; everyone who waits then hears that answer."""
    group = chosen(ctx, question)
    if topic not in ctx.library.topics:
        raise Refusal("coach.old_button")
    drafts.begin_filing(ctx.session, ctx.person.id, group, ctx.library.topics[topic], ctx.now)
    return Reply(ctx.say("inbox.approved"), private=True)


def topic_named(text: str, library: Library) -> str | None:
    """The topic with this id or title, None where there is none."""
    wanted = " ".join(text.split()).casefold()
    return next((each.id for each in library.topics.values() if wanted in (each.id, each.title.casefold())), None)


def _asked(ctx: Context, group: Group) -> Reply:
    near = [ctx.library.topics[each] for each in group.nearest if each in ctx.library.topics][:MOST_NAMED]
    choices = (Choice(cut(each.title, MAX_LABEL), Action("inbox.file", (f"{group.id}", each.id))) for each in near)
    back = Choice(ctx.say("inbox.button_list"), Action("inbox.list"))
    text = ctx.say("inbox.ask_topic", wording=drafts.wording_of(group))
    return Reply(text, (*choices, back), ask=Ask(Action("inbox.named", (f"{group.id}",))), private=True)
