"""Teams: new members go where the fewest are; a captain may let the bot balance them."""

from sqlalchemy.orm import Session

from core.challenges import store
from core.challenges.boards import show_board
from core.challenges.declared import feature
from core.challenges.here import in_this_room, rules_of, title
from core.challenges.noting import note
from core.challenges.rules.frozen import Rules
from core.challenges.rules.standing import balanced
from core.challenges.table import results_of
from core.challenges.tables import Challenge
from core.context import Context
from core.errors import Refusal
from core.messages import Reply


@feature.press("challenge.balance", admin=True)
def balance(ctx: Context, challenge_id: str) -> Reply:
    """Put the teams together anew, equally strong by the table as it stands."""
    chosen = in_this_room(ctx, challenge_id)
    teams = rules_of(chosen).teams
    if chosen.state != "on" or not teams:
        raise Refusal("challenge.not_running", title=title(chosen))
    for person, team in balanced(results_of(ctx.session, chosen, ctx.now), teams).items():
        member = store.member(ctx.session, chosen.id, person)
        if member is not None:
            member.team = team
    note(ctx, chosen, "teams")
    show_board(ctx.session, chosen, ctx.now)
    return Reply(ctx.say("challenge.balanced", title=title(chosen)), private=True, replace=True)


def adapt(session: Session, challenge: Challenge, before: Rules) -> None:
    """Let those who have joined already follow a number that is changed before the start."""
    rules = rules_of(challenge)
    for number, member in enumerate(store.everybody(session, challenge.id)):
        own = member.target if member.target != before.target else rules.target
        member.target = min(own, rules.target)
        if rules.teams != before.teams:
            member.team = number % rules.teams + 1 if rules.teams else 0
    session.flush()


def smallest_team(session: Session, challenge: Challenge) -> int:
    """The team that a new member joins, 0 where there are none."""
    teams = rules_of(challenge).teams
    sizes = store.team_sizes(session, challenge.id)
    return min(range(1, teams + 1), key=lambda team: sizes.get(team, 0), default=0)
