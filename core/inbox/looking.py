"""What a coach sees: the questions without a good answer, and the answers that did not help."""

from core.context import Context
from core.errors import Refusal
from core.inbox import opinions, store
from core.inbox.declared import feature
from core.inbox.groups import Group, group_with, open_groups
from core.inbox.showing import as_list, cut
from core.messages import MAX_LABEL, Action, Choice, Reply

MOST_SHOWN = 8  # groups in one message
MOST_WAYS = 12  # wordings of one group
MOST_NAMED = 3  # topics
LONGEST_LINE = 120  # characters of a question among others


@feature.command("inbox", coach=True)
def inbox(ctx: Context) -> Reply:
    """The questions that wait for an answer, the most asked first."""
    found = open_groups(ctx.session, ctx.library)
    disliked = opinions.disliked(ctx.session, ctx.library, MOST_NAMED)
    lines = [_line(ctx, number, each) for number, each in enumerate(found[:MOST_SHOWN], 1)]
    if disliked:
        told = (ctx.say("inbox.disliked_one", title=each.title, down=each.down, up=each.up) for each in disliked)
        lines += ["", ctx.say("inbox.disliked"), *told]
    head = ctx.say("inbox.head", count=len(found)) if found else ctx.say("inbox.empty")
    choices = (Choice(_label(each), Action("inbox.show", (f"{each.id}",))) for each in found[:MOST_SHOWN])
    return Reply("\n".join([head, "", *lines]).strip(), tuple(choices), private=True)


@feature.press("inbox.show", coach=True)
def show(ctx: Context, question: str) -> Reply:
    """One question in all the ways it was asked, and what can be done about it."""
    group = chosen(ctx, question)
    ways = as_list([each.text for each in group.questions[:MOST_WAYS]])
    near = [ctx.library.title_of(each) for each in group.nearest if each in ctx.library.topics][:MOST_NAMED]
    text = ctx.say("inbox.group", times=group.times, waiting=group.waiting, ways=ways, near="; ".join(near) or "–")
    named = ("write", "under", "dismiss")
    choices = (Choice(ctx.say(f"inbox.button_{name}"), Action(f"inbox.{name}", (f"{group.id}",))) for name in named)
    return Reply(text, (*choices, Choice(ctx.say("inbox.button_list"), Action("inbox.list"))), private=True)


@feature.press("inbox.list", coach=True)
def back(ctx: Context) -> Reply:
    """All of them again."""
    return inbox(ctx)


@feature.press("inbox.dismiss", coach=True)
def dismiss(ctx: Context, question: str) -> Reply:
    """Not for this coach: out of the inbox, with whatever asks the same."""
    group = chosen(ctx, question)
    store.dismiss(ctx.session, group.ids)
    again = Choice(ctx.say("inbox.button_list"), Action("inbox.list"))
    return Reply(ctx.say("inbox.dismissed", text=group.questions[0].text), (again,), private=True)


def chosen(ctx: Context, question: str) -> Group:
    """The group that a button names; Refusal when it is answered or gone."""
    group = group_with(ctx.session, ctx.library, int(question)) if _is_id(question) else None
    if group is None:
        raise Refusal("inbox.gone")
    return group


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 9


def _line(ctx: Context, number: int, group: Group) -> str:
    text = cut(group.questions[0].text, LONGEST_LINE)
    return ctx.say("inbox.line", number=number, text=text, times=group.times, waiting=group.waiting)


def _label(group: Group) -> str:
    return cut(group.questions[0].text, MAX_LABEL)
