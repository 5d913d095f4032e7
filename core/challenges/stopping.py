"""A captain stops a challenge early: asked once more, and then for good; everything logged is kept."""

from datetime import timedelta

from core.challenges import notes, store
from core.challenges.boards import day_of, show_board, total_text, when_text
from core.challenges.closing import unschedule
from core.challenges.declared import feature
from core.challenges.here import held, is_own, room_of, rules_of, running, title
from core.challenges.noting import note
from core.challenges.rules.days import own_date
from core.challenges.table import results_of
from core.challenges.tables import Challenge, Note
from core.context import Context, PushContext
from core.delivery import outbox
from core.feature import Repeat
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
    return Reply(text, tuple(choices), private=True, replace=True)


@feature.press("challenge.keep", admin=True)
def keep(ctx: Context, challenge_id: str) -> Reply:
    """Let it run."""
    return Reply(ctx.say("challenge.goes_on", title=title(running(ctx, challenge_id))), private=True, replace=True)


@feature.press("challenge.end", admin=True)
def end(ctx: Context, challenge_id: str) -> Reply:
    """End a challenge early; its log stays."""
    held(ctx, challenge_id)
    ended = running(ctx, challenge_id)
    written = note(ctx, ended, "stopped")
    written.day = own_date(ended.zone, ctx.now)
    unschedule(ctx.session, ended)
    ended.state = "stopped"
    if not is_own(ctx, ended):
        _tell_the_room(ctx, ended)
    show_board(ctx.session, ended, ctx.now)
    return Reply(_word(ctx, ended, written), private=True, replace=True)


@feature.pushes("stopped", repeat=Repeat.RESEND, grace=timedelta(days=30))
def draw_word(ctx: PushContext) -> Reply | None:
    """That a challenge was stopped, and by whom, for everybody in its room."""
    ended = store.challenge(ctx.session, int(ctx.ref))
    written = next((each for each in notes.latest(ctx.session, int(ctx.ref), 1) if each.what == "stopped"), None)
    return Reply(_word(ctx, ended, written)) if ended is not None and written is not None else None


def _tell_the_room(ctx: Context, ended: Challenge) -> None:
    at = int(ctx.now.timestamp())
    outbox.post(ctx.session, f"stopped:{ended.id}", "stopped", room_of(ended), f"{ended.id}", at)


def _word(ctx: Context | PushContext, ended: Challenge, written: Note) -> str:
    when = day_of(ctx.say, ended, written.day or ended.ends_on)
    values = {"title": title(ended), "captain": written.captain, "when": when, "total": _total(ctx, ended)}
    return ctx.say("challenge.stopped", **values)


def _total(ctx: Context | PushContext, challenge: Challenge) -> Markup:
    results = results_of(ctx.session, challenge, ctx.now)
    return Markup(total_text(ctx.say, rules_of(challenge), results))
