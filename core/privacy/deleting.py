"""/delete: asked once, then everything is gone at once."""

from sqlalchemy import select

from core.context import Context
from core.errors import Refusal
from core.messages import Action, Choice, Reply
from core.people.tables import Account, Person
from core.privacy.declared import feature
from core.sweeping import wipe


@feature.command("delete")
def delete_me(ctx: Context) -> Reply:
    """Say what goes and what stays, and ask."""
    yes = Choice(ctx.say("delete.button_yes"), Action("delete.yes", (_since(ctx.person),)))
    no = Choice(ctx.say("delete.button_no"), Action("delete.no"))
    export = Choice(ctx.say("privacy.button_export"), Action("privacy.export"))
    accounts = ctx.session.scalars(select(Account.platform).where(Account.person_id == ctx.person.id)).all()
    text = ctx.say("delete.ask_linked" if len(accounts) > 1 else "delete.ask")
    return Reply(text, (yes, no, export), private=True)


@feature.press("privacy.delete")
def delete_pressed(ctx: Context) -> Reply:
    """The same from a button."""
    return delete_me(ctx)


@feature.press("delete.yes")
def delete_now(ctx: Context, since: str) -> Reply:
    """Delete everything; a button of somebody who was deleted before and came back does nothing."""
    if since != _since(ctx.person):
        raise Refusal("coach.old_button")
    ctx.holdings.forget(ctx.session, ctx.person, ctx.now)
    ctx.afterwards.append(wipe)
    return Reply(ctx.say("delete.done"), private=True, replace=True)


@feature.press("delete.no")
def keep(ctx: Context) -> Reply:
    """Leave everything as it is."""
    return Reply(ctx.say("delete.kept"), private=True, replace=True)


def _since(person: Person) -> str:
    return f"{int(person.created_at.timestamp())}"
