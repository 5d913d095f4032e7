"""Slash commands, built from what the coach publishes."""

import inspect
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import discord
from discord import app_commands

from bot.front import PublishedCommand, PublishedParameter

MAX_DESCRIPTION = 100

_Callback = Callable[..., Coroutine[Any, Any, None]]


def slash_command(published: PublishedCommand) -> app_commands.Command[Any, ..., None]:
    """A slash command for servers and for the private chat with the bot; every parameter is a text."""
    command: app_commands.Command[Any, ..., None] = app_commands.Command(
        name=published.name,
        description=published.help[:MAX_DESCRIPTION],
        callback=_callback(published.parameters),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )
    if published.admin or published.coach:
        # Only what menus show: a server may change it, so rights are checked again at every call.
        command.default_permissions = discord.Permissions(manage_guild=True)
    return command


def _callback(parameters: Sequence[PublishedParameter]) -> _Callback:
    """A function with the signature that discord.py publishes the options from."""

    async def callback(interaction: discord.Interaction, **_: str) -> None:
        # Nothing to do: the raw event answers commands, buttons and forms alike.
        del interaction

    options = [_option(parameter) for parameter in parameters]
    first = inspect.Parameter("interaction", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=discord.Interaction)
    callback.__signature__ = inspect.Signature([first, *options])  # type: ignore[attr-defined]
    helps = {parameter.name: parameter.help[:MAX_DESCRIPTION] for parameter in parameters}
    return app_commands.describe(**helps)(callback)


def _option(parameter: PublishedParameter) -> inspect.Parameter:
    default = inspect.Parameter.empty if parameter.required else ""
    return inspect.Parameter(parameter.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=str)
