"""What people can do in a challenge: start (captains), join, log, undo, look."""

from datetime import date, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.challenges import store
from core.challenges.board import board, local_day, standings_of
from core.challenges.rules import read_amount
from core.challenges.tables import Challenge, Member
from core.context import Context, PushContext
from core.delivery import outbox
from core.errors import Refusal
from core.events import SessionSettled
from core.feature import Feature, Repeat
from core.messages import Action, Address, Choice, Reply
from core.texts import Markup

feature = Feature("challenges")

MAX_ALIAS = 24
CLOSING_HOUR = 8  # local, the morning after the last day


@feature.command("challenge", group=True)
def challenge(ctx: Context) -> Reply:
    """Show the challenges of this room, and what a captain could start."""
    running = _known(ctx, store.running_in(ctx.session, ctx.request.room, ctx.today))
    lines = [ctx.say("challenge.running", title=ctx.library.challenges[each.template].title) for each in running]
    stops = [Choice(ctx.say("challenge.stop"), Action("challenge.stop", (f"{each.id}",))) for each in running]
    taken = {each.template for each in running}
    starts = [
        Choice(template.title, Action("challenge.start", (template.id,)))
        for template in ctx.library.challenges.values()
        if template.id not in taken
    ]
    text = ctx.say("challenge.list", running=Markup("\n".join(lines)) or ctx.say("challenge.none_running"))
    return Reply(text, (*starts, *stops))


@feature.press("challenge.start", admin=True)
def start(ctx: Context, template_id: str) -> Reply:
    """Start a challenge from a template; its numbers are fixed from now on."""
    template = ctx.library.challenges.get(template_id)
    if template is None:
        raise Refusal("coach.old_button")
    room, zone = ctx.request.room, ctx.person.zone or "UTC"
    today = ctx.now.astimezone(ZoneInfo(zone)).date()
    if any(each.template == template_id for each in store.running_in(ctx.session, room, today)):
        raise Refusal("challenge.running_already", title=template.title)
    created = Challenge(
        template=template_id,
        platform=room.platform,
        chat=room.chat,
        thread=room.thread,
        zone=zone,
        starts_on=today,
        ends_on=today + timedelta(days=template.days - 1),
        daily_target=template.daily_target,
        daily_cap=template.daily_cap,
        stopped=False,
    )
    ctx.session.add(created)
    ctx.session.flush()
    _show_board(ctx, created)
    _schedule_closing(ctx, created)
    return Reply(ctx.say("challenge.started", title=template.title, text=template.texts.start), replace=True)


@feature.press("challenge.stop", admin=True)
def stop(ctx: Context, challenge_id: str) -> Reply:
    """End a challenge early; its log stays."""
    ended = _here(ctx, challenge_id)
    if _room(ended) != ctx.request.room:  # rights were looked up for this room only
        raise Refusal("coach.old_button")
    ended.stopped = True
    _show_board(ctx, ended)
    outbox.cancel(ctx.session, f"closing:{ended.id}")
    return Reply(ctx.say("challenge.stopped", title=_title(ctx, ended)), replace=True)


@feature.press("challenge.join")
def join(ctx: Context, challenge_id: str) -> Reply:
    """Take part, under the name the platform shows."""
    joined = _here(ctx, challenge_id)
    if store.member(ctx.session, joined.id, ctx.person.id) is not None:
        return Reply(ctx.say("challenge.joined_already", title=_title(ctx, joined)), private=True)
    alias = " ".join(ctx.request.sender.name.split())[:MAX_ALIAS].strip() or ctx.say("challenge.nameless")
    since = max(joined.starts_on, _own_day(ctx, joined))
    ctx.session.add(Member(challenge_id=joined.id, person_id=ctx.person.id, alias=alias, joined_on=since))
    ctx.session.flush()
    _show_board(ctx, joined)
    return Reply(ctx.say("challenge.joined", title=_title(ctx, joined), alias=alias), private=True)


@feature.press("challenge.log")
def log_press(ctx: Context, challenge_id: str, amount: str) -> Reply:
    """Log with a button."""
    return _log(ctx, _here(ctx, challenge_id), amount)


@feature.command("log", group=True)
def log_typed(ctx: Context, amount: Annotated[str, "log.arg.amount"]) -> Reply:
    """Log a number, for the one challenge it can be meant for."""
    mine = _known(ctx, store.joined_by(ctx.session, ctx.person.id, ctx.today))
    here = [each for each in mine if ctx.request.private or _room(each) == ctx.request.room]
    open_ones = [each for each in here if ctx.library.challenges[each.template].counts != "sessions"]
    if not open_ones:
        raise Refusal("challenge.not_joined")
    if len(open_ones) == 1:
        return _log(ctx, open_ones[0], amount)
    value = _amount(amount)
    choices = [Choice(_title(ctx, each), Action("challenge.log", (f"{each.id}", f"{value}"))) for each in open_ones]
    return Reply(ctx.say("challenge.which"), tuple(choices), private=True)


@feature.press("challenge.undo")
def undo(ctx: Context, entry_id: str) -> Reply:
    """Take back one entry of one's own, once."""
    entry = store.entry(ctx.session, int(entry_id)) if _is_id(entry_id) else None
    if entry is None or entry.person_id != ctx.person.id or entry.undone:
        raise Refusal("challenge.nothing_to_undo")
    chosen = _one(ctx, f"{entry.challenge_id}")
    entry.undone = True
    ctx.session.flush()
    _show_board(ctx, chosen)
    text = ctx.say("challenge.undone", amount=entry.amount, unit=_unit(ctx, chosen))
    return Reply(text, private=True, replace=True)


@feature.press("challenge.mine")
def mine(ctx: Context, challenge_id: str) -> Reply:
    """Tell somebody privately where they stand."""
    chosen = _one(ctx, challenge_id)
    _membership(ctx, chosen)
    today = _own_day(ctx, chosen)
    row = next(each for each in standings_of(ctx.session, chosen, today) if each.member == ctx.person.id)
    text = ctx.say(
        "challenge.my_day",
        today=_logged_on(ctx, chosen, today),
        target=chosen.daily_target,
        unit=_unit(ctx, chosen),
        percent=row.percent,
        place=row.place,
        streak=row.streak,
    )
    return Reply(text, private=True)


@feature.press("challenge.rules")
def rules(ctx: Context, challenge_id: str) -> Reply:
    """The rules, as they were frozen at the start."""
    template = ctx.library.challenges[_one(ctx, challenge_id).template]
    return Reply(f"**{template.title}**\n" + "\n".join(f"- {rule}" for rule in template.rules), private=True)


@feature.on(SessionSettled)
def count_session(ctx: Context, event: SessionSettled) -> None:
    """A session of one's own plan counts in the challenges that count sessions."""
    if not event.done:
        _uncount_session(ctx, event)
        return
    for each in _known(ctx, store.joined_by(ctx.session, ctx.person.id, ctx.today)):
        counts = ctx.library.challenges[each.template].counts == "sessions"
        since = _membership(ctx, each).joined_on
        if counts and event.on >= since and store.latest_entry(ctx.session, each.id, ctx.person.id, event.on) is None:
            store.add_entry(ctx.session, each.id, ctx.person.id, event.on, 1, ctx.now)
            _show_board(ctx, each)


def _uncount_session(ctx: Context, event: SessionSettled) -> None:
    """A session that is no longer done no longer counts."""
    for each in _known(ctx, store.joined_by(ctx.session, ctx.person.id, ctx.today)):
        counts = ctx.library.challenges[each.template].counts == "sessions"
        entry = store.latest_entry(ctx.session, each.id, ctx.person.id, event.on) if counts else None
        if entry is not None:
            entry.undone = True
            _show_board(ctx, each)


@feature.follows_moves
def follow(session: Session, old: Address, chat: str) -> None:
    """The challenges of a room go with it."""
    store.move_room(session, old, chat)


@feature.pushes("board", repeat=Repeat.RESEND, grace=timedelta(days=30))
def draw_board(ctx: PushContext) -> Reply | None:
    """The board as it is at the moment of sending."""
    shown = store.challenge(ctx.session, int(ctx.ref))
    return None if shown is None else board(ctx.session, ctx.library, shown, ctx.now)


@feature.pushes("closing", repeat=Repeat.RESEND, grace=timedelta(hours=48))
def draw_closing(ctx: PushContext) -> Reply | None:
    """The last word on a challenge: the table and what was done together."""
    over = store.challenge(ctx.session, int(ctx.ref))
    if over is None or over.stopped:
        return None
    _refresh_board(ctx.session, over, ctx.now)  # so that its buttons go too
    return board(ctx.session, ctx.library, over, ctx.now)


def _log(ctx: Context, chosen: Challenge, typed: str) -> Reply:
    amount, day = _amount(typed), _own_day(ctx, chosen)
    _membership(ctx, chosen)
    if not chosen.starts_on <= day <= chosen.ends_on or chosen.stopped:
        raise Refusal("challenge.not_running", title=_title(ctx, chosen))
    entry = store.add_entry(ctx.session, chosen.id, ctx.person.id, day, amount, ctx.now)
    _show_board(ctx, chosen)
    done = _logged_on(ctx, chosen, day)
    key = "challenge.logged_to_cap" if done > chosen.daily_cap else "challenge.logged"
    values = {"done": done, "cap": chosen.daily_cap, "target": chosen.daily_target}
    text = ctx.say(key, amount=amount, unit=_unit(ctx, chosen), **values)
    return Reply(text, (Choice(ctx.say("challenge.undo"), Action("challenge.undo", (f"{entry.id}",))),), private=True)


def _logged_on(ctx: Context, chosen: Challenge, day: date) -> int:
    log = store.log_of(ctx.session, chosen.id)
    return sum(each.amount for each in log if (each.member, each.day) == (ctx.person.id, day))


def _amount(typed: str) -> int:
    amount = read_amount(typed)
    if amount is None:
        raise Refusal("challenge.amount_unread", text=typed[:40])
    return amount


def _one(ctx: Context, challenge_id: str) -> Challenge:
    found = store.challenge(ctx.session, int(challenge_id)) if _is_id(challenge_id) else None
    if found is None or not _known(ctx, [found]):
        raise Refusal("coach.old_button")
    return found


def _known(ctx: Context, found: list[Challenge]) -> list[Challenge]:
    """Those whose template the pack still has."""
    return [each for each in found if each.template in ctx.library.challenges]


def _is_id(text: str) -> bool:
    return text.isdecimal() and len(text) < 10


def _here(ctx: Context, challenge_id: str) -> Challenge:
    """A challenge of this very room, or one the person may press in private because they joined it."""
    found = _one(ctx, challenge_id)
    joined = store.member(ctx.session, found.id, ctx.person.id) is not None
    if _room(found) != ctx.request.room and not (ctx.request.private and joined):
        raise Refusal("coach.old_button")
    if found.stopped or local_day(found, ctx.now) > found.ends_on:
        raise Refusal("challenge.not_running", title=_title(ctx, found))
    return found


def _membership(ctx: Context, chosen: Challenge) -> Member:
    member = store.member(ctx.session, chosen.id, ctx.person.id)
    if member is None:
        raise Refusal("challenge.join_first")
    return member


def _own_day(ctx: Context, chosen: Challenge) -> date:
    return ctx.now.astimezone(ZoneInfo(ctx.person.zone or chosen.zone)).date()


def _room(each: Challenge) -> Address:
    return Address(each.platform, each.chat, each.thread)


def _title(ctx: Context, each: Challenge) -> str:
    return ctx.library.challenges[each.template].title


def _unit(ctx: Context, each: Challenge) -> str:
    return ctx.library.challenges[each.template].unit


def _show_board(ctx: Context, shown: Challenge) -> None:
    _refresh_board(ctx.session, shown, ctx.now)


def _refresh_board(session: Session, shown: Challenge, now: datetime) -> None:
    outbox.refresh(session, f"board:{shown.id}", "board", _room(shown), f"{shown.id}", int(now.timestamp()))


def _schedule_closing(ctx: Context, shown: Challenge) -> None:
    day = shown.ends_on + timedelta(days=1)
    at = datetime(day.year, day.month, day.day, CLOSING_HOUR, tzinfo=ZoneInfo(shown.zone))
    outbox.post(ctx.session, f"closing:{shown.id}", "closing", _room(shown), f"{shown.id}", int(at.timestamp()))
