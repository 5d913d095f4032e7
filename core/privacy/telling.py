"""What is stored of a person, and what they can do about it: /privacy."""

from core.context import Context
from core.messages import Action, Choice, Reply
from core.privacy.declared import feature


@feature.command("privacy")
def privacy(ctx: Context) -> Reply:
    """Say what is stored, for how long, and who answers for it."""
    export = Choice(ctx.say("privacy.button_export"), Action("privacy.export"))
    delete = Choice(ctx.say("privacy.button_delete"), Action("privacy.delete"))
    text, page = ctx.say("privacy.text"), ctx.privacy_page
    return Reply(f"{text}\n\n{ctx.say('privacy.page', page=page)}" if page else text, (export, delete))
