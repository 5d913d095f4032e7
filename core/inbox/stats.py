"""/stats: how the coach is doing, in numbers about nobody."""

from datetime import timedelta

from sqlalchemy import func, select

from core.context import Context
from core.delivery.tables import Outgoing, Subscription
from core.inbox import opinions
from core.inbox.declared import feature
from core.inbox.groups import open_groups
from core.inbox.tables import QuestionCount, Waiting
from core.messages import Action, Choice, Reply
from core.people.tables import Person

DAYS = 7


@feature.command("stats", coach=True)
def stats(ctx: Context) -> Reply:
    """Runners, questions, opinions and messages."""
    lines = (_runners(ctx), _questions(ctx), _opinions(ctx), _messages(ctx))
    inbox = Choice(ctx.say("inbox.button_list"), Action("inbox.list"))
    return Reply("\n".join((ctx.say("stats.head", days=DAYS), "", *lines)), (inbox,), private=True)


def _runners(ctx: Context) -> str:
    known = ctx.session.scalar(select(func.count()).where(Person.home_platform != "")) or 0
    away = ctx.session.scalar(select(func.count()).where(Person.reachable.is_(False))) or 0
    paused = ctx.session.scalar(select(func.count()).where(Person.paused)) or 0
    coached = ctx.session.scalar(select(func.count(Subscription.person_id.distinct()))) or 0
    return ctx.say("stats.runners", known=known, coached=coached, paused=paused, away=away)


def _questions(ctx: Context) -> str:
    since = ctx.now.date() - timedelta(days=DAYS - 1)
    query = select(QuestionCount.outcome, func.sum(QuestionCount.times)).where(QuestionCount.on >= since)
    counted = dict(ctx.session.execute(query.group_by(QuestionCount.outcome)).all())
    answered = counted.get("answer", 0) + counted.get("feature", 0)
    rest = {name: counted.get(name, 0) for name in ("choose", "decline", "safety")}
    return ctx.say("stats.questions", all=sum(counted.values()), answered=answered, **rest)


def _opinions(ctx: Context) -> str:
    up, down = opinions.thumbs(ctx.session)
    waiting = ctx.session.scalar(select(func.count(Waiting.person_id.distinct()))) or 0
    groups = len(open_groups(ctx.session, ctx.library))
    return ctx.say("stats.opinions", up=up, down=down, open=groups, waiting=waiting)


def _messages(ctx: Context) -> str:
    now = int(ctx.now.timestamp())
    since = now - int(timedelta(days=DAYS).total_seconds())
    query = select(Outgoing.state, func.count()).where(Outgoing.due_at >= since).group_by(Outgoing.state)
    counted = dict(ctx.session.execute(query).all())
    due = (Outgoing.state == "ready", Outgoing.ready_at <= now)
    oldest = ctx.session.scalar(select(func.min(Outgoing.ready_at)).where(*due))
    lost = sum(counted.get(state, 0) for state in ("failed", "unsure", "gone"))
    late = 0 if oldest is None else (now - oldest) // 60
    return ctx.say("stats.messages", sent=counted.get("sent", 0), lost=lost, late=late)
