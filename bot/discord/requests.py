"""What came from Discord, as requests to the coach."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any, cast

import discord

from bot.discord.render import token_in
from core.messages import MAX_INPUT, Action, Address, Request, Sender

PLATFORM = "discord"
INVITATION = (
    "https://discord.com/oauth2/authorize?client_id={}&scope=bot+applications.commands&permissions=277025442816"
)
_IN_CHANNELS = {"send_messages": "Send Messages"}
_IN_THREADS = {"send_messages_in_threads": "Send Messages in Threads"}

_COMMAND = re.compile(r"/([a-z]+)(\s.*)?", re.IGNORECASE | re.DOTALL)
_WORDS = (discord.MessageType.default, discord.MessageType.reply)


def request_of(interaction: discord.Interaction) -> Request:
    """A command, a press or a filled-in form as a request; BadToken when the button is not one of ours."""
    data = cast(dict[str, Any], interaction.data)
    if interaction.type is discord.InteractionType.application_command:
        options = data.get("options", [])
        args = {option["name"]: str(option["value"])[:MAX_INPUT] for option in options if "value" in option}
        return replace(_request_from(interaction), command=str(data["name"]), args=args)
    if interaction.type is discord.InteractionType.modal_submit:
        action = Action.parse(str(data["custom_id"]))
        typed = "".join(_typed(data["components"]))[:MAX_INPUT]
        return replace(_request_from(interaction), action=action, text=typed)
    return replace(_request_from(interaction), action=Action.parse(token_in(pressed(interaction))))


def pressed(interaction: discord.Interaction) -> str:
    """The id of the pressed button or of the chosen entry of a select."""
    data = cast(dict[str, Any], interaction.data)
    values = data.get("values")
    return str(values[0]) if values else str(data["custom_id"])


def for_one_person(interaction: discord.Interaction, shared: Collection[str]) -> bool:
    """Whether it happens in a server but concerns one person; `shared` are the commands made for groups."""
    if interaction.guild_id is None:
        return False
    if interaction.message is not None:
        return interaction.message.flags.ephemeral
    return cast(dict[str, Any], interaction.data).get("name") not in shared


def request_from(message: discord.Message) -> Request | None:
    """A private message as a request; None for what is not a person's word to the coach."""
    if message.author.bot or message.guild is not None or message.type not in _WORDS:
        return None
    request = Request(
        sender=Sender(PLATFORM, str(message.author.id), str(message.author.display_name), home=f"@{message.author.id}"),
        room=Address(PLATFORM, str(message.channel.id)),
        private=True,
        key=f"{PLATFORM}:{message.id}",
    )
    text = str(message.content)[:MAX_INPUT]
    if command := _COMMAND.fullmatch(text):  # pasted, or typed before Discord's own menu knew it
        return replace(request, command=command[1].casefold(), args=(command[2] or "").strip())
    return replace(request, text=text)


def _request_from(interaction: discord.Interaction) -> Request:
    user, rights = interaction.user, interaction.permissions
    in_thread = isinstance(interaction.channel, discord.Thread)
    return Request(
        sender=Sender(
            PLATFORM, str(user.id), str(user.display_name), str(interaction.locale.value), home=f"@{user.id}"
        ),
        room=Address(PLATFORM, str(interaction.channel_id or "")),
        private=interaction.guild_id is None,
        key=f"{PLATFORM}:{interaction.id}",
        room_name=_name_of(interaction.guild) or _name_of(interaction.channel),
        admin=rights.manage_guild or rights.administrator,
        lacks=() if interaction.guild_id is None else lacking(interaction.app_permissions, in_thread=in_thread),
        invitation=INVITATION.format(interaction.application_id),
    )


def _name_of(place: object) -> str:
    return str(getattr(place, "name", None) or "")


def lacking(permissions: discord.Permissions, *, in_thread: bool) -> tuple[str, ...]:
    """What a board needs and the bot may not do, in Discord's words."""
    needed = {"view_channel": "View Channels", **(_IN_THREADS if in_thread else _IN_CHANNELS)}
    return tuple(words for name, words in needed.items() if not getattr(permissions, name))


def _typed(components: list[dict[str, Any]]) -> Iterator[str]:
    """Every typed text of a form, however deep Discord nests it."""
    for component in components:
        if "value" in component:
            yield str(component["value"])
        yield from _typed(component.get("components") or [])
        if "component" in component:
            yield from _typed([component["component"]])
