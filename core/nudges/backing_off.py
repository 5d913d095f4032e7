"""Writing less and less to somebody who does not answer: a question, once a week, then no more."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from core.context import PushContext
from core.delivery.subscriptions import unsubscribe
from core.messages import Action, Choice, Reply
from core.nudges.declared import EVENING, WORKOUT, feature
from core.nudges.rules import STOP_AFTER, Step, step_after
from core.nudges.sleeping import wakes
from core.people.tables import Person

Ways = tuple[tuple[str, Action], ...]
WAYS: dict[Step, Ways] = {
    "ask": (("nudges.button_keep", Action("nudges.keep")), ("nudges.button_pause", Action("nudges.pause"))),
    "weekly": (("nudges.button_often", Action("nudges.keep")), ("nudges.button_pause", Action("nudges.pause"))),
    "stop": (("nudges.button_resume", Action("nudges.resume")),),
}
CONSENT: Ways = (
    ("nudges.button_evening", Action("nudges.set", ("evening", "on"))),
    ("nudges.button_no_evening", Action("nudges.set", ("evening", "off"))),
)


@feature.guards_pushes(WORKOUT)
def weigh(ctx: PushContext, reply: Reply) -> Reply | None:
    """The session as it is pushed, with what has to be said besides; None when it is left out."""
    person, today = ctx.person, date.fromisoformat(ctx.ref)
    if person is None or wakes(ctx, person):
        return None
    again = person.pushed_on == today  # a repeat, or a session that was put off: counted already
    if person.paused and not (again and person.unanswered > STOP_AFTER):  # the last word may need a second try
        return None
    before = max(0, person.unanswered - again)
    step = step_after(before, None if again else person.pushed_on, today)
    if step == "wait":
        return None
    if not again and _is_free(ctx, person):
        _count(ctx, person, before + 1)
    if step == "stop":
        return Reply(ctx.say("nudges.stop"), _choices(ctx, WAYS["stop"]))
    return _with(ctx, reply, f"nudges.{step}", WAYS[step]) if step in WAYS else _asking(ctx, person, before, reply)


def _asking(ctx: PushContext, person: Person, unanswered: int, reply: Reply) -> Reply:
    """Once in a life, after the first session that went by: whether a word in the evening would help."""
    today = date.fromisoformat(ctx.ref)
    if unanswered != 1 or person.evening_nudge is not None or person.evening_asked_on not in (None, today):
        return reply
    person.evening_asked_on = today
    return _with(ctx, reply, "nudges.consent", CONSENT)


def _count(ctx: PushContext, person: Person, unanswered: int) -> None:
    """One more that may go without a word; after the last one nothing is due any more, until they resume."""
    person.unanswered, person.pushed_on = unanswered, date.fromisoformat(ctx.ref)
    if unanswered > STOP_AFTER:
        person.paused = True
        for kind in (WORKOUT, EVENING):
            unsubscribe(ctx.session, person.id, kind)


def _is_free(ctx: PushContext, person: Person) -> bool:
    """Whether nobody else holds the person's row: whoever is just talking to us is not silent."""
    query = select(Person.id).where(Person.id == person.id)
    return ctx.session.scalar(query.with_for_update(key_share=True, skip_locked=True)) is not None


def _with(ctx: PushContext, reply: Reply, key: str, ways: Ways) -> Reply:
    return replace(reply, text=f"{reply.text}\n\n{ctx.say(key)}", choices=(*reply.choices, *_choices(ctx, ways)))


def _choices(ctx: PushContext, ways: Ways) -> tuple[Choice, ...]:
    return tuple(Choice(ctx.say(label), action) for label, action in ways)
