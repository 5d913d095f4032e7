"""Logging: by button, typed, for a day before, by a session done; and taking it back."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from core.challenges import store
from core.challenges.boards import show_board
from core.challenges.declared import feature
from core.challenges.here import (
    day_text,
    is_id,
    is_open,
    known,
    membership,
    open_challenge,
    own_day,
    own_zone,
    retry,
    room_of,
    rules_of,
    title,
)
from core.challenges.planned import keep_up
from core.challenges.rooms import meet
from core.challenges.rules.amounts import MOST_AT_ONCE, Amount, read_log
from core.challenges.rules.days import BACK, DAY
from core.challenges.rules.scoring import day_sums, streak
from core.challenges.table import part_of, recount
from core.challenges.tables import Challenge, Entry, Member
from core.context import Context
from core.errors import Refusal
from core.events import SessionSettled
from core.messages import MAX_LABEL, Action, Ask, Choice, Reply

MILESTONE = 7  # days in a row


@feature.press("challenge.log")
def log_press(ctx: Context, challenge_id: str, amount: str) -> Reply:
    """Log with a button."""
    meet(ctx)
    return _log(ctx, open_challenge(ctx, challenge_id), amount)


@feature.press("challenge.other")
def other(ctx: Context, challenge_id: str) -> Reply:
    """Ask for a number, perhaps of a day before."""
    chosen = open_challenge(ctx, challenge_id)
    membership(ctx, chosen)
    return _question(ctx, chosen)


@feature.press("challenge.typed")
def typed(ctx: Context, challenge_id: str) -> Reply:
    """Take a typed number."""
    return _log(ctx, open_challenge(ctx, challenge_id), ctx.text, again=True)


@feature.command("log", group=True)
def log_typed(ctx: Context, amount: Annotated[str, "log.arg.amount"] = "") -> Reply:
    """Log a number, for the one challenge it can be meant for; ask for it when there is none."""
    meet(ctx)
    mine = store.joined_by(ctx.session, ctx.person.id)
    here = [each for each in mine if ctx.request.private or room_of(each) == ctx.request.room]
    open_ones = [each for each in here if rules_of(each).by_hand and is_open(each, ctx)]
    if not open_ones:
        raise Refusal("challenge.not_joined")
    if not amount.strip():
        return _question(ctx, open_ones[0]) if len(open_ones) == 1 else _which(ctx, open_ones)
    told = _read(ctx, open_ones[0], amount)
    meant = [each for each in open_ones if each.starts_on <= told.day <= each.ends_on] or open_ones
    if len(meant) == 1:
        return _log(ctx, meant[0], amount)
    choices = [
        Choice(title(each)[:60], Action("challenge.on", (f"{each.id}", f"{told.amount}", f"{told.day}")))
        for each in meant
    ]
    return Reply(ctx.say("challenge.which"), tuple(choices), private=True)


@feature.press("challenge.on")
def log_chosen(ctx: Context, challenge_id: str, amount: str, day: str) -> Reply:
    """Log for the challenge that was meant, on the day on which or for which it was typed."""
    chosen = open_challenge(ctx, challenge_id)
    try:
        told = Amount(int(amount) if is_id(amount) else 0, date.fromisoformat(day))
    except ValueError:
        raise Refusal("coach.old_button") from None
    if not 0 < told.amount <= MOST_AT_ONCE:
        raise Refusal("coach.old_button")
    return _counted(ctx, chosen, told)


@feature.press("challenge.undo")
def undo(ctx: Context, entry_id: str) -> Reply:
    """Take back one entry of one's own, once."""
    entry = store.entry(ctx.session, int(entry_id)) if is_id(entry_id) else None
    if entry is None or entry.person_id != ctx.person.id or entry.undone or entry.corrected:
        raise Refusal("challenge.nothing_to_undo")
    chosen = known(ctx, f"{entry.challenge_id}")
    if not is_open(chosen, ctx):
        raise Refusal("challenge.not_running", title=title(chosen))
    _take_back(ctx, chosen, entry)
    text = ctx.say("challenge.undone", amount=entry.amount, unit=rules_of(chosen).unit)
    return Reply(text, private=True, replace=True)


@feature.on(SessionSettled)
def count_session(ctx: Context, event: SessionSettled) -> None:
    """A session of one's own plan counts in the challenges that count sessions, as long as it is done."""
    for each in store.joined_by(ctx.session, ctx.person.id):
        member = membership(ctx, each)
        if rules_of(each).by_hand or not member.joined_on <= event.on <= each.ends_on:
            continue
        keep_up(ctx, each, member)
        entry = store.latest_entry(ctx.session, each.id, ctx.person.id, event.on)
        if event.done and entry is None:
            _store(ctx, each, member, Amount(1, event.on))
        elif not event.done and entry is not None:
            _take_back(ctx, each, entry)


def _which(ctx: Context, open_ones: Sequence[Challenge]) -> Reply:
    choices = [Choice(title(each)[:MAX_LABEL], Action("challenge.other", (f"{each.id}",))) for each in open_ones]
    return Reply(ctx.say("challenge.which"), tuple(choices), private=True)


def _question(ctx: Context, chosen: Challenge) -> Reply:
    """How many? With the numbers of the board to press."""
    number, rules = f"{chosen.id}", rules_of(chosen)
    steps = tuple(Choice(f"+{amount}", Action("challenge.log", (number, f"{amount}"))) for amount in rules.steps)
    key = "challenge.once_ask" if rules.is_once_a_day else "challenge.other_ask"
    return Reply(ctx.say(key, title=title(chosen)), steps, _ask(chosen), private=True)


def _log(ctx: Context, chosen: Challenge, text: str, *, again: bool = False) -> Reply:
    try:
        return _counted(ctx, chosen, _read(ctx, chosen, text))
    except Refusal as no:
        raise (retry(no, _ask(chosen)) if again else no) from None


def _read(ctx: Context, chosen: Challenge, text: str) -> Amount:
    told = read_log(text, own_day(ctx, chosen))
    if told is None:
        raise Refusal("challenge.amount_unread", text=text[:40])
    return told


def _counted(ctx: Context, chosen: Challenge, told: Amount) -> Reply:
    member = membership(ctx, chosen)
    _refuse_day(ctx, chosen, member, told)
    _refuse_more(ctx, chosen, told)
    entry = _store(ctx, chosen, member, told)
    done, rules = store.logged_on(ctx.session, chosen.id, ctx.person.id, told.day), rules_of(chosen)
    key = "challenge.logged_to_cap" if done > rules.cap else "challenge.logged"
    key = "challenge.logged_late" if entry.late else key
    values = {"done": done, "cap": rules.cap, "target": member.target, "day": day_text(told.day)}
    text = ctx.say(key, amount=told.amount, unit=rules.unit, **values)
    if done == told.amount and not entry.late and (days := _streak(ctx, chosen, member)) % MILESTONE == 0:
        text += "\n" + ctx.say("challenge.milestone", days=days, text=rules.word_of(days // MILESTONE - 1))
    return Reply(text, _after(ctx, chosen, entry), private=True)


def _store(ctx: Context, chosen: Challenge, member: Member, told: Amount) -> Entry:
    late = told.day < own_day(ctx, chosen)
    entry = store.add_entry(ctx.session, member, told.day, told.amount, ctx.now, late=late)
    member.zone = own_zone(ctx, chosen)
    recount(ctx.session, chosen, member)
    show_board(ctx.session, chosen, ctx.now)
    return entry


def _take_back(ctx: Context, chosen: Challenge, entry: Entry) -> None:
    entry.undone = True
    ctx.session.flush()
    member = store.member(ctx.session, chosen.id, ctx.person.id)
    if member is not None:
        recount(ctx.session, chosen, member)
    show_board(ctx.session, chosen, ctx.now)


def _refuse_day(ctx: Context, chosen: Challenge, member: Member, told: Amount) -> None:
    today = own_day(ctx, chosen)
    if not rules_of(chosen).by_hand:
        raise Refusal("challenge.by_itself")
    if told.day > today or today - told.day > BACK * DAY:
        raise Refusal("challenge.too_far_back")
    if told.day < chosen.starts_on:
        raise Refusal("challenge.before_start", title=title(chosen), date=day_text(chosen.starts_on))
    if told.day > chosen.ends_on:
        raise Refusal("challenge.after_end", title=title(chosen), date=day_text(chosen.ends_on))
    if told.day < member.joined_on:
        raise Refusal("challenge.before_joining", date=day_text(member.joined_on))


def _refuse_more(ctx: Context, chosen: Challenge, told: Amount) -> None:
    """Where a day counts or does not, it is one, and once."""
    if not rules_of(chosen).is_once_a_day:
        return
    if told.amount > 1:
        raise Refusal("challenge.one_a_day", unit=rules_of(chosen).unit)
    if store.logged_on(ctx.session, chosen.id, ctx.person.id, told.day):
        raise Refusal("challenge.counted_already", day=day_text(told.day))


def _streak(ctx: Context, chosen: Challenge, member: Member) -> int:
    today = own_day(ctx, chosen)
    days = day_sums(store.log_of(ctx.session, chosen.id, ctx.person.id)).get(ctx.person.id, {})
    return streak([day for day, amount in days.items() if amount], part_of(chosen, member, today))


def _after(ctx: Context, chosen: Challenge, entry: Entry) -> tuple[Choice, ...]:
    undo = Choice(ctx.say("challenge.undo"), Action("challenge.undo", (f"{entry.id}",)))
    other = Choice(ctx.say("challenge.other"), Action("challenge.other", (f"{chosen.id}",)))
    return (undo,) if rules_of(chosen).is_once_a_day else (undo, other)


def _ask(chosen: Challenge) -> Ask:
    return Ask(Action("challenge.typed", (f"{chosen.id}",)))
