"""A captain starts a challenge: a template, its numbers in a form, and go. From then on the rules are frozen."""

from datetime import date, timedelta

from core.challenges import roster, store
from core.challenges.boards import show_board
from core.challenges.closing import schedule
from core.challenges.declared import feature
from core.challenges.here import day_text, held, in_this_room, is_own, retry, room_of, rules_of, running, title
from core.challenges.rules.days import own_date
from core.challenges.rules.frozen import Rules, changed, limits
from core.challenges.tables import Challenge
from core.challenges.teaming import adapt
from core.challenges.templates import rules_from
from core.context import Context
from core.errors import Refusal
from core.messages import Action, Ask, Choice, Reply

STARTS = ("today", "tomorrow", "monday")


@feature.press("challenge.start", admin=True)
def start(ctx: Context, template_id: str) -> Reply:
    """Take a template and show its numbers; nothing is public yet."""
    template = ctx.library.challenges.get(template_id)
    if template is None:
        raise Refusal("coach.old_button")
    room, rules = ctx.request.room, rules_from(template)
    roster.hold(ctx.session, room)
    _refuse_doubles(ctx, template_id, rules)
    store.drop_drafts(ctx.session, room)
    zone = _zone(ctx)
    today = own_date(zone, ctx.now)
    where = {"platform": room.platform, "chat": room.chat, "thread": room.thread, "zone": zone}
    draft = Challenge(
        template=template_id, **where, state="draft", rules=rules.stored(), starts_on=today, ends_on=today
    )
    draft.closes_at = draft.board_at = draft.edition = 0
    draft.person_id = ctx.person.id if ctx.request.private else None
    ctx.session.add(draft)
    ctx.session.flush()
    return _form(ctx, draft)


@feature.press("challenge.change", admin=True)
def change(ctx: Context, challenge_id: str, name: str) -> Reply:
    """Ask for one of the numbers."""
    draft = _changeable(ctx, challenge_id)
    if name not in rules_of(draft).changeable:
        raise Refusal("coach.old_button")
    lowest, highest = limits(rules_of(draft), name)
    text = ctx.say("challenge.number", name=ctx.say(f"challenge.number_{name}"), lowest=lowest, highest=f"{highest:,}")
    return Reply(text, ask=Ask(Action("challenge.number", (challenge_id, name))), private=draft.state == "on")


@feature.press("challenge.number", admin=True)
def number(ctx: Context, challenge_id: str, name: str) -> Reply:
    """Take one of the numbers."""
    held(ctx, challenge_id)
    draft = _changeable(ctx, challenge_id)
    if name not in rules_of(draft).changeable:
        raise Refusal("coach.old_button")
    typed, rules = ctx.text.replace(",", "").strip(), rules_of(draft)
    try:
        rules = changed(rules, name, int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 9 else -1)
    except ValueError:
        lowest, highest = limits(rules, name)
        no = Refusal("challenge.number_no", text=typed[:20], lowest=lowest, highest=f"{highest:,}")
        raise retry(no, Ask(Action("challenge.number", (challenge_id, name)))) from None
    before, draft.rules = rules_of(draft), rules.stored()
    if draft.state == "on":
        _begin(ctx, draft, draft.starts_on)
        adapt(ctx.session, draft, before)
    return _form(ctx, draft)


@feature.press("challenge.begin", admin=True)
def begin(ctx: Context, challenge_id: str, when: str) -> Reply:
    """Put the challenge up; when its first day comes, nothing of its rules changes any more."""
    held(ctx, challenge_id)
    draft = _draft(ctx, challenge_id)
    if when not in STARTS:
        raise Refusal("coach.old_button")
    rules = rules_of(draft)
    _refuse_doubles(ctx, draft.template, rules)
    draft.zone, draft.state = _zone(ctx), "on"
    today = own_date(draft.zone, ctx.now)
    _begin(ctx, draft, today + timedelta(days={"today": 0, "tomorrow": 1, "monday": 7 - today.weekday()}[when]))
    key = "challenge.started" if draft.starts_on == today else "challenge.announced"
    values = {"title": title(draft), "text": rules.filled(rules.start), "date": day_text(draft.starts_on)}
    return Reply(ctx.say(key, **values), replace=True)


@feature.press("challenge.drop", admin=True)
def drop(ctx: Context, challenge_id: str) -> Reply:
    """Leave it; nobody has seen anything of it."""
    _draft(ctx, challenge_id)
    store.drop_drafts(ctx.session, ctx.request.room)
    return Reply(ctx.say("challenge.dropped"), replace=True)


@feature.press("challenge.manage", admin=True)
def manage(ctx: Context, challenge_id: str) -> Reply:
    """What a captain can do with a challenge that runs."""
    chosen = running(ctx, challenge_id)
    with_others = [] if is_own(ctx, chosen) else ["members"]
    deeds = ["correct", *with_others, *(["balance"] if rules_of(chosen).teams else []), "stop"]
    choices = [Choice(ctx.say(f"challenge.{deed}"), Action(f"challenge.{deed}", (challenge_id,))) for deed in deeds]
    if not _has_begun(ctx, chosen):
        choices += _numbers(ctx, chosen)
    return Reply(ctx.say("challenge.what_now", title=title(chosen)), tuple(choices), private=True)


def _begin(ctx: Context, challenge: Challenge, first: date) -> None:
    challenge.starts_on = first
    challenge.ends_on = first + timedelta(days=rules_of(challenge).days - 1)
    ctx.session.flush()
    schedule(ctx.session, challenge)
    show_board(ctx.session, challenge, ctx.now)


def _zone(ctx: Context) -> str:
    """The club's zone; for a challenge of one's own the runner's."""
    club = roster.club_in(ctx.session, ctx.request.room)
    if club is not None and club.confirmed:
        return club.zone
    if ctx.request.private:
        return ctx.person.zone or "UTC"
    no = Refusal("club.first")
    no.choices = (Choice(ctx.say("club.set_up"), Action("club.setup")),)
    raise no


def _refuse_doubles(ctx: Context, template_id: str, rules: Rules) -> None:
    for each in store.open_in(ctx.session, ctx.request.room):
        if each.template == template_id:
            raise Refusal("challenge.running_already", title=title(each))
        if rules.exercise and rules_of(each).exercise == rules.exercise:
            raise Refusal("challenge.same_exercise", title=title(each))


def _draft(ctx: Context, challenge_id: str) -> Challenge:
    """What is not started yet is for the captains in its room alone."""
    found = in_this_room(ctx, challenge_id)
    if found.state != "draft" or room_of(found) != ctx.request.room:
        raise Refusal("coach.old_button")
    return found


def _changeable(ctx: Context, challenge_id: str) -> Challenge:
    found = in_this_room(ctx, challenge_id)
    if found.state != "draft" and _has_begun(ctx, found):
        raise Refusal("challenge.frozen")
    return found


def _has_begun(ctx: Context, challenge: Challenge) -> bool:
    """Whether it is the first day in the club, or anybody has logged where that came earlier; or it is over."""
    begun = challenge.starts_on <= own_date(challenge.zone, ctx.now)
    return begun or challenge.state != "on" or store.is_logged(ctx.session, challenge.id)


def _form(ctx: Context, draft: Challenge) -> Reply:
    rules = rules_of(draft)
    lines = "\n".join(f"- {rules.filled(line)}" for line in rules.lines)
    text = ctx.say("challenge.form", title=title(draft), summary=rules.filled(rules.summary))
    starts = [
        Choice(ctx.say(f"challenge.begin_{when}"), Action("challenge.begin", (f"{draft.id}", when))) for when in STARTS
    ]
    leave = Choice(ctx.say("challenge.drop"), Action("challenge.drop", (f"{draft.id}",)))
    choices = (*starts, *_numbers(ctx, draft), leave) if draft.state == "draft" else tuple(_numbers(ctx, draft))
    return Reply(f"{text}\n\n{lines}", choices, private=draft.state == "on", replace=True)


def _shown(ctx: Context, number: int) -> str:
    return f"{number:,}" if number else ctx.say("challenge.number_none")


def _numbers(ctx: Context, draft: Challenge) -> list[Choice]:
    rules = rules_of(draft)
    return [
        Choice(
            f"{ctx.say(f'challenge.number_{name}')}: {_shown(ctx, getattr(rules, name))}",
            Action("challenge.change", (f"{draft.id}", name)),
        )
        for name in rules.changeable
    ]
