"""Looking: what runs here, one's own day, the rules, and what captains changed."""

from core.challenges import notes as captains_notes
from core.challenges import store
from core.challenges.boards import bring_down, letter
from core.challenges.declared import feature
from core.challenges.here import day_text, is_own, known, membership, own_day, room_of, rules_of, running, title
from core.challenges.rooms import meet
from core.challenges.rules.frozen import CHANGEABLE, Rules
from core.challenges.rules.scoring import day_sums, streak
from core.challenges.table import part_of, standings_of
from core.challenges.tables import Challenge, Note
from core.challenges.templates import title_of
from core.context import Context
from core.errors import Refusal
from core.messages import MAX_LABEL, MAX_TEXT, Action, Choice, Reply
from core.texts import Markup

NOTES = 15  # of captains, shown at once


@feature.command("challenge", group=True)
def challenge(ctx: Context) -> Reply:
    """Show the challenges of this room, and what a captain can do."""
    meet(ctx)
    running_here = store.open_in(ctx.session, ctx.request.room)
    lines = "\n".join(ctx.say("challenge.running", title=title(each)) for each in running_here)
    manage = [Choice(_short(ctx, each), Action("challenge.manage", (f"{each.id}",))) for each in running_here]
    ways = [way for each in running_here for way in _ways(ctx, each, alone=len(running_here) == 1)]
    taken = {each.template for each in running_here}
    starts = [
        Choice(title_of(template), Action("challenge.start", (template.id,)))
        for template in ctx.library.challenges.values()
        if template.id not in taken
    ]
    text = ctx.say("challenge.list", running=Markup(lines or ctx.say("challenge.none_running")))
    if ctx.request.private and ctx.request.invitation:
        text += "\n\n" + ctx.say("club.invite", link=Markup(ctx.request.invitation))
    return Reply(text, (*ways, *starts, *manage))


@feature.press("challenge.bring", admin=True)
def bring(ctx: Context, challenge_id: str) -> Reply:
    """Put the board up anew at the bottom of the chat; the old one says where it is."""
    chosen = running(ctx, challenge_id)
    if not bring_down(ctx.session, chosen, ctx.now):
        raise Refusal("challenge.brought_already", title=title(chosen))
    return Reply(ctx.say("challenge.brought", title=title(chosen)), private=True)


@feature.press("challenge.mine")
def mine(ctx: Context, challenge_id: str) -> Reply:
    """Tell somebody privately where they stand."""
    chosen = _mine(ctx, challenge_id)
    member, today, rules = membership(ctx, chosen), own_day(ctx, chosen), rules_of(chosen)
    placed = next(each for each in standings_of(ctx.session, chosen, ctx.now) if each.result.member == ctx.person.id)
    days = day_sums(store.log_of(ctx.session, chosen.id, ctx.person.id)).get(ctx.person.id, {})
    text = ctx.say(
        "challenge.my_day",
        today=days.get(today, 0),
        target=member.target,
        unit=rules.unit,
        percent=placed.result.percent,
        place=placed.place,
        streak=streak([day for day, amount in days.items() if amount], part_of(chosen, member, today)),
        shown=member.alias if member.shown else ctx.say("challenge.hidden"),
    )
    if member.team:
        text += "\n" + ctx.say("challenge.my_team", team=letter(member.team))
    return Reply(text, _my_buttons(ctx, chosen), private=True)


@feature.press("challenge.rules")
def rules(ctx: Context, challenge_id: str) -> Reply:
    """The rules, as they were frozen at the start."""
    chosen = _mine(ctx, challenge_id)
    frozen = rules_of(chosen)
    numbers = {name: getattr(frozen, name) for name in CHANGEABLE}
    key = "challenge.rules_head_once" if frozen.is_once_a_day else "challenge.rules_head"
    head = ctx.say(key, title=title(chosen), unit=frozen.unit, **numbers)
    lines = [f"- {frozen.filled(line)}" for line in frozen.lines]
    lines += [f"- {ctx.say(key)}" for key in _house_rules(frozen)]
    history = Choice(ctx.say("challenge.history"), Action("challenge.notes", (challenge_id,)))
    return Reply("\n".join([head, *lines]), (history,), private=True)


@feature.press("challenge.notes")
def notes(ctx: Context, challenge_id: str) -> Reply:
    """Everything a captain changed, for every member to read."""
    chosen = _mine(ctx, challenge_id)
    written = captains_notes.latest(ctx.session, chosen.id, NOTES)
    lines = [_note(ctx, each, rules_of(chosen).unit) for each in written] or [ctx.say("note.none")]
    text = ctx.say("note.head", title=title(chosen))
    for line in lines:
        text = f"{text}\n{line}" if len(text) + len(line) < MAX_TEXT else text
    return Reply(text, private=True)


def _note(ctx: Context, note: Note, unit: str) -> str:
    day = day_text(note.day) if note.day else ""
    who = {"captain": note.captain, "member": note.member, "reason": note.reason}
    return ctx.say(f"note.{note.what}", at=day_text(note.at), day=day, amount=f"{note.amount:+d}", unit=unit, **who)


def _house_rules(rules: Rules) -> list[str]:
    joining = {"any-day": "challenge.rule_late", "first-half": "challenge.rule_half", "none": "challenge.rule_early"}
    return [
        "challenge.rule_share" if rules.scoring == "share" else "challenge.rule_points",
        *([] if rules.by_hand else ["challenge.rule_plan"]),
        *(["challenge.rule_rest"] if rules.jokers else []),
        joining[rules.late],
        *(["challenge.rule_teams"] if rules.teams else []),
    ]


def _my_buttons(ctx: Context, chosen: Challenge) -> tuple[Choice, ...]:
    number, once = f"{chosen.id}", rules_of(chosen).is_once_a_day
    is_more = chosen.state == "on" and not once
    other = (Choice(ctx.say("challenge.other"), Action("challenge.other", (number,))),) if is_more else ()
    aim = (Choice(ctx.say("challenge.aim"), Action("challenge.aim", (number,))),) if rules_of(chosen).target > 1 else ()
    return (
        *other,
        *aim,
        Choice(ctx.say("challenge.name"), Action("challenge.name", (number,))),
        Choice(ctx.say("challenge.leave"), Action("challenge.leave", (number,))),
    )


def _mine(ctx: Context, challenge_id: str) -> Challenge:
    """A challenge of this room, or one the asker has a part in."""
    found = known(ctx, challenge_id)
    theirs = store.member(ctx.session, found.id, ctx.person.id) is not None
    if found.state == "draft" or not (theirs or room_of(found) == ctx.request.room):
        raise Refusal("coach.old_button")
    return found


def _ways(ctx: Context, each: Challenge, *, alone: bool) -> list[Choice]:
    """What the buttons of a board do that is far up in the chat; named where several challenges run."""
    deeds = ["join", "mine"] if is_own(ctx, each) else ["join", "mine", "bring"]
    name = "" if alone else f": {title(each)}"
    return [
        Choice(f"{ctx.say(f'challenge.{deed}')}{name}"[:MAX_LABEL], Action(f"challenge.{deed}", (f"{each.id}",)))
        for deed in deeds
    ]


def _short(ctx: Context, each: Challenge) -> str:
    return ctx.say("challenge.manage", title=Markup(title(each)))[:60]
