"""The answer to one command, press or form: in time, and shown to the right people."""

import asyncio
from collections.abc import Awaitable

import discord

from bot.discord.render import Part, Say, messages
from core.messages import Reply

FIRST_ANSWER = 1.5  # seconds; Discord forgets an interaction nobody answered within 3
PATIENCE = 60.0  # seconds; after that the coach is not coming back with anything

_UNKNOWN_MESSAGE, _TOO_MANY_EDITS = 10008, 30046


async def answer(
    interaction: discord.Interaction, work: Awaitable[Reply | None], say: Say, *, personal: bool, first: float
) -> None:
    """Show what the coach answers; `personal`: in a server for this person alone, whatever the reply says.

    When the answer takes longer than `first` seconds, promise one now. Raises what discord.py raises.
    """
    coach = asyncio.ensure_future(work)
    await asyncio.wait({coach}, timeout=first)
    if not coach.done():
        await interaction.response.defer(ephemeral=personal)
        await asyncio.wait({coach}, timeout=PATIENCE)
    reply = coach.result() if coach.done() else Reply(say("platform.busy"), private=True)
    if reply is None:
        await _say_nothing(interaction)
    else:
        await _show(interaction, reply, say, personal)


async def _say_nothing(interaction: discord.Interaction) -> None:
    """Acknowledge, so that Discord does not tell the person that the interaction failed."""
    if not interaction.response.is_done():
        await interaction.response.defer(ephemeral=True)
    if interaction.type is discord.InteractionType.application_command:
        await interaction.delete_original_response()


async def _show(interaction: discord.Interaction, reply: Reply, say: Say, personal: bool) -> None:
    hidden = interaction.guild_id is not None and (personal or reply.private)
    head, *rest = messages(reply, say)
    if not (_may_replace(interaction, reply, hidden) and await _replaced(interaction, head)):
        await _posted(interaction, head, personal, hidden)
    for part in rest:
        await _follow_up(interaction, part, hidden)


def _may_replace(interaction: discord.Interaction, reply: Reply, hidden: bool) -> bool:
    """Whether the pressed button's message is seen by exactly those who may see the reply."""
    message = interaction.message
    return reply.replace and reply.file is None and message is not None and message.flags.ephemeral == hidden


async def _replaced(interaction: discord.Interaction, part: Part) -> bool:
    try:
        if interaction.response.is_done():
            await interaction.edit_original_response(content=part.content, view=part.view)
        else:
            await interaction.response.edit_message(content=part.content, view=part.view)
    except discord.HTTPException as error:
        if error.code not in (_UNKNOWN_MESSAGE, _TOO_MANY_EDITS):
            raise
        return False
    return True


async def _posted(interaction: discord.Interaction, part: Part, personal: bool, hidden: bool) -> None:
    if not interaction.response.is_done():
        await interaction.response.send_message(part.content, ephemeral=hidden, **part.extras)
        return
    if interaction.type is discord.InteractionType.application_command and hidden and not personal:
        await _answer_aside(interaction, part)
    else:
        await _follow_up(interaction, part, hidden)


async def _answer_aside(interaction: discord.Interaction, part: Part) -> None:
    """Answer in private what was promised in public: only after the promise was kept may an answer be private."""
    await interaction.edit_original_response(content="…")
    await _follow_up(interaction, part, hidden=True)
    await interaction.delete_original_response()


async def _follow_up(interaction: discord.Interaction, part: Part, hidden: bool) -> None:
    await interaction.followup.send(part.content, ephemeral=hidden, **part.extras)
