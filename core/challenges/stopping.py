"""A captain stops a challenge early: asked once more, and then for good; everything logged is kept."""

from core.challenges import roster
from core.challenges.boards import show_board, total_text, when_text
from core.challenges.closing import unschedule
from core.challenges.declared import feature
from core.challenges.here import rules_of, running, title
from core.challenges.noting import captains_name, note
from core.challenges.table import results_of
from core.challenges.tables import Challenge
from core.context import Context
from core.messages import Action, Choice, Reply
from core.texts import Markup


@feature.press("challenge.stop", admin=True)
def stop(ctx: Context, challenge_id: str) -> Reply:
    """Ask whether a challenge shall really end early."""
    chosen = running(ctx, challenge_id)
    ways = {"stop_yes": "challenge.end", "stop_no": "challenge.keep"}
    choices = [Choice(ctx.say(f"challenge.{key}"), Action(name, (challenge_id,))) for key, name in ways.items()]
    when = when_text(ctx.say, chosen, ctx.now)
    text = ctx.say("challenge.stop_sure", title=title(chosen), when=when, total=_total(ctx, chosen))
    return Reply(text, tuple(choices), replace=True)


@feature.press("challenge.keep", admin=True)
def keep(ctx: Context, challenge_id: str) -> Reply:
    """Let it run."""
    return Reply(ctx.say("challenge.goes_on", title=title(running(ctx, challenge_id))), replace=True)


@feature.press("challenge.end", admin=True)
def end(ctx: Context, challenge_id: str) -> Reply:
    """End a challenge early; its log stays."""
    roster.hold(ctx.session, ctx.request.room)
    ended = running(ctx, challenge_id)
    when = when_text(ctx.say, ended, ctx.now)
    ended.state = "stopped"
    note(ctx, ended, "stopped")
    unschedule(ctx.session, ended)
    show_board(ctx.session, ended, ctx.now)
    values = {"title": title(ended), "captain": captains_name(ctx, ended), "when": when, "total": _total(ctx, ended)}
    return Reply(ctx.say("challenge.stopped", **values), replace=True)


def _total(ctx: Context, challenge: Challenge) -> Markup:
    results = results_of(ctx.session, challenge, ctx.now)
    return Markup(total_text(ctx.say, rules_of(challenge), results))
