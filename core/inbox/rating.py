"""Thumbs: whether an answer helped. Counted by topic; nothing of what was asked is kept."""

from core.context import Context
from core.errors import Refusal
from core.inbox import store
from core.inbox.declared import feature
from core.messages import Action, Choice, Reply

WAYS = ("up", "down")


@feature.press("inbox.thumb")
def rate(ctx: Context, topic: str, way: str) -> Reply:
    """It helped, or it did not; whoever wants to may say what was missing."""
    if topic not in ctx.library.topics or way not in WAYS:
        raise Refusal("coach.old_button")
    store.keep_thumb(ctx.session, ctx.person.id, topic, ctx.now.date(), up=way == "up")
    if way == "up":
        return Reply(ctx.say("inbox.thanks_up"), private=True)
    say_more = Choice(ctx.say("inbox.say_missing"), Action("inbox.missing", (topic,)))
    return Reply(ctx.say("inbox.thanks_down"), (say_more,), private=True)
