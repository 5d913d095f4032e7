"""A coach writes an answer in the chat: step by step, then as runners will see it."""

from dataclasses import replace

from core.context import Context
from core.errors import Refusal
from core.inbox import drafts, steps
from core.inbox.declared import feature
from core.inbox.looking import chosen
from core.inbox.showing import as_list
from core.inbox.tables import Draft
from core.knowledge.shown import long_answer, short_answer
from core.messages import Action, Ask, Choice, Reply
from core.texts import Markup


@feature.press("inbox.write", coach=True)
def write(ctx: Context, question: str) -> Reply:
    """Begin the answer to a group of questions."""
    draft = drafts.begin(ctx.session, ctx.person.id, chosen(ctx, question), ctx.library, ctx.now)
    return go_on(ctx, draft)


@feature.press("inbox.step", coach=True)
def step(ctx: Context, draft: str, name: str) -> Reply:
    """Ask for one part of the answer, again if need be."""
    if name not in steps.NAMES:
        raise Refusal("coach.old_button")
    return _asked(ctx, mine(ctx, draft), name)


@feature.press("inbox.typed", coach=True)
def typed(ctx: Context, draft: str, name: str) -> Reply:
    """Take what was typed for a part of the answer."""
    found = mine(ctx, draft)
    try:
        steps.take(found, name, ctx.text, ctx.library)
    except Refusal as no:
        again = _asked(ctx, found, name) if name in steps.NAMES else None
        no.understood, no.ask = True, again.ask if again else None
        no.choices = again.choices if again else ()
        raise
    return go_on(ctx, found)


@feature.press("inbox.pick", coach=True)
def pick(ctx: Context, draft: str, name: str, value: str) -> Reply:
    """Take a part of the answer that has a button."""
    found = mine(ctx, draft)
    if (name, value) == ("more", "same"):
        found.more = found.short
    elif (name, value) == ("sources", "none"):
        found.sources, found.confidence = "", steps.JUDGEMENT
    elif name == "confidence":
        steps.take(found, name, value.replace("-", " "), ctx.library)
    else:
        raise Refusal("coach.old_button")
    return go_on(ctx, found)


@feature.press("inbox.change", coach=True)
def change(ctx: Context, draft: str) -> Reply:
    """Which part to write again?"""
    found = mine(ctx, draft)
    parts = (_choice(ctx, f"inbox.part_{name}", "inbox.step", found, name) for name in steps.NAMES)
    return Reply(ctx.say("inbox.which_part"), tuple(parts), private=True)


@feature.press("inbox.long", coach=True)
def see_long(ctx: Context, draft: str) -> Reply:
    """The longer answer as runners will see it."""
    found = mine(ctx, draft)
    _refuse_unfinished(found)
    text = long_answer(drafts.topic_of(found, ctx.today), ctx.library)
    return Reply(text, _decisions(ctx, found), private=True)


@feature.press("inbox.ways", coach=True)
def see_wordings(ctx: Context, draft: str) -> Reply:
    """The ways to ask that will lead to it; they can be begun anew, when one of them tells too much."""
    found = mine(ctx, draft)
    ways = as_list(found.wordings.split("\n"))
    anew = _choice(ctx, "inbox.button_anew", "inbox.anew", found)
    return Reply(ctx.say("inbox.wordings_are", ways=ways), (anew, *_decisions(ctx, found)), private=True)


@feature.press("inbox.anew", coach=True)
def begin_wordings_anew(ctx: Context, draft: str) -> Reply:
    """Forget the ways to ask, and ask for others."""
    found = mine(ctx, draft)
    found.wordings = ""
    return _asked(ctx, found, "wordings")


@feature.press("inbox.drop", coach=True)
def drop(ctx: Context, draft: str) -> Reply:
    """Forget the draft; the questions stay."""
    ctx.session.delete(mine(ctx, draft))
    return Reply(ctx.say("inbox.dropped"), private=True)


def mine(ctx: Context, draft: str) -> Draft:
    """The coach's own draft that a button names; Refusal when it is somebody else's, or done."""
    found = drafts.draft_of(ctx.session, ctx.person.id, draft)
    if found is None:
        raise Refusal("coach.old_button")
    return found


def go_on(ctx: Context, draft: Draft) -> Reply:
    """Ask for what is missing, or show the whole as runners will see it."""
    if (name := steps.missing(draft)) is not None:
        return _asked(ctx, draft, name)
    shown = short_answer(drafts.topic_of(draft, ctx.today), ctx.library)
    return Reply(ctx.say("inbox.preview", answer=Markup(shown)), _decisions(ctx, draft), private=True)


def _asked(ctx: Context, draft: Draft, name: str) -> Reply:
    values = {"most": steps.LONGEST.get(name, 0), "lacking": max(0, steps.lacking(draft))}
    ways = as_list(each for each in draft.wordings.split("\n") if each)
    text = (
        ctx.say(f"inbox.ask_{name}", **values, ways=ways)
        if name == "wordings"
        else ctx.say(f"inbox.ask_{name}", **values)
    )
    reply = Reply(
        text, (*_answers(ctx, draft, name), _choice(ctx, "inbox.button_drop", "inbox.drop", draft)), private=True
    )
    return reply if name == "confidence" else replace(reply, ask=Ask(Action("inbox.typed", (f"{draft.id}", name))))


def _answers(ctx: Context, draft: Draft, name: str) -> tuple[Choice, ...]:
    """What need not be typed."""
    if name == "more" and draft.short:
        return (_choice(ctx, "inbox.button_same", "inbox.pick", draft, "more", "same"),)
    if name == "sources":
        return (_choice(ctx, "inbox.button_judgement", "inbox.pick", draft, "sources", "none"),)
    if name == "confidence":
        named = {each: each.replace(" ", "_") for each in steps.SURE}
        return tuple(
            _choice(ctx, f"faq.confidence.{key}", "inbox.pick", draft, "confidence", each.replace(" ", "-"))
            for each, key in named.items()
        )
    return ()


def _decisions(ctx: Context, draft: Draft) -> tuple[Choice, ...]:
    names = ("approve", "long", "ways", "change", "drop")
    return tuple(_choice(ctx, f"inbox.button_{name}", f"inbox.{name}", draft) for name in names)


def _choice(ctx: Context, label: str, action: str, draft: Draft, *args: str) -> Choice:
    return Choice(ctx.say(label), Action(action, (f"{draft.id}", *args)))


def _refuse_unfinished(draft: Draft) -> None:
    if steps.missing(draft) is not None:
        raise Refusal("inbox.unfinished")
