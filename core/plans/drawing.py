"""A session as a message: its words and the buttons under it."""

from datetime import date, timedelta

from core.context import Context, PushContext
from core.messages import MAX_LABEL, Action, Choice, Reply
from core.plans import store
from core.plans.rules.life.workouts import steps
from core.plans.rules.model import Session
from core.plans.standing import LOG_KEPT, Standing
from core.plans.words.session import session_text
from core.texts import Markup

BUTTONS = ("done", "short", "later", "skip", "more")

Asked = Context | PushContext


def drawn(ctx: Asked, standing: Standing, session: Session, head: str, *, buttons: bool = True) -> Reply:
    """A session to follow; with buttons when it may be settled, and each exercise's card a press away."""
    earned = {}
    if ctx.person is not None:
        log = store.workouts_of(store.log_since(ctx.session, ctx.person.id, session.date - LOG_KEPT))
        rules, cards = ctx.library.plan_rules, ctx.library.exercises
        earned = steps(rules, cards, standing.road.runner, standing.road.sessions, log, session)
    text = session_text(ctx.say, ctx.library, standing.road, session, Markup(head), earned)
    under = session_buttons(ctx, session.date, *BUTTONS) if buttons else ways(ctx)
    return Reply(text, (*under, *card_buttons(ctx, session)))


def session_buttons(ctx: Asked, day: date, *names: str) -> tuple[Choice, ...]:
    """Buttons that act on the session of a day."""
    return tuple(Choice(ctx.say(f"session.button_{name}"), Action(f"session.{name}", (f"{day}",))) for name in names)


def card_buttons(ctx: Asked, session: Session) -> tuple[Choice, ...]:
    """How each exercise is done."""
    cards = (ctx.library.exercises[each.id] for each in session.exercises)
    return tuple(Choice(f"? {card.name}"[:MAX_LABEL], Action("faq.topic", (f"exercise~{card.id}",))) for card in cards)


def ways(ctx: Asked) -> tuple[Choice, ...]:
    """To the week, and to the whole plan."""
    return tuple(Choice(ctx.say(f"plan.button_{name}"), Action("plan.show", (name,))) for name in ("week", "plan"))


def a_week_before(day: date) -> date:
    """From when the log matters for a week's view."""
    return day - timedelta(days=7)
