"""The fake Discord's things as JSON, shaped as discord.py 2.7 reads them."""

from typing import Any

from tests.fakes.discord.world import EVERYONE, Account, Channel, Guild, Message

Json = dict[str, Any]

LONG_AGO = "2026-01-01T00:00:00.000000+00:00"


def user(account: Account) -> Json:
    """An account."""
    return {
        "id": str(account.id),
        "username": account.name.lower(),
        "global_name": account.name,
        "discriminator": "0",
        "avatar": None,
        "bot": account.bot,
        "public_flags": 0,
    }


def member(account: Account) -> Json:
    """An account as a member of a server."""
    return {
        "user": user(account),
        "nick": None,
        "roles": [],
        "joined_at": LONG_AGO,
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
        "avatar": None,
    }


def channel(place: Channel) -> Json:
    """A channel, a thread or a private chat."""
    base: Json = {"id": str(place.id), "last_message_id": None}
    if place.person is not None:
        return base | {"type": 1, "recipients": [user(place.person)]}
    assert place.guild is not None
    base |= {"name": place.name, "guild_id": str(place.guild.id)}
    if place.parent is not None:
        return base | {"type": 11, "parent_id": str(place.parent.id), **_THREAD}
    denied = {"id": str(place.guild.id), "type": 0, "allow": "0", "deny": str(EVERYONE & ~place.bot_rights)}
    return base | {"type": 0, "position": 0, "permission_overwrites": [denied], "parent_id": None, "nsfw": False}


def guild(place: Guild, bot: Account) -> Json:
    """A server as GUILD_CREATE tells of it."""
    everyone = {"id": str(place.id), "name": "@everyone", "permissions": str(EVERYONE), **_ROLE}
    return {
        "id": str(place.id),
        "name": place.name,
        "owner_id": "1",
        "roles": [everyone],
        "channels": [channel(each) for each in place.channels if each.parent is None],
        "threads": [channel(each) for each in place.channels if each.parent is not None],
        "members": [member(bot)],
        **_GUILD,
    }


def message(post: Message) -> Json:
    """A message; ephemeral ones carry the flag."""
    place = post.channel
    base: Json = {
        "id": str(post.id),
        "channel_id": str(place.id),
        "author": user(post.author),
        "content": post.content,
        "components": post.rows,
        "flags": (64 if post.only_for else 0) | (128 if post.thinking else 0),
        **_MESSAGE,
    }
    return base | ({"guild_id": str(place.guild.id)} if place.guild else {})


_THREAD: Json = {
    "owner_id": "1",
    "message_count": 1,
    "member_count": 1,
    "rate_limit_per_user": 0,
    "flags": 0,
    "thread_metadata": {
        "archived": False,
        "auto_archive_duration": 1440,
        "archive_timestamp": LONG_AGO,
        "locked": False,
    },
}
_ROLE: Json = {"position": 0, "color": 0, "hoist": False, "managed": False, "mentionable": False, "flags": 0}
_GUILD: Json = {
    "emojis": [],
    "stickers": [],
    "features": [],
    "member_count": 4,
    "large": False,
    "joined_at": LONG_AGO,
    "unavailable": False,
    "presences": [],
    "voice_states": [],
    "stage_instances": [],
    "guild_scheduled_events": [],
    "soundboard_sounds": [],
    "preferred_locale": "en-US",
    "afk_timeout": 300,
    "default_message_notifications": 1,
    "explicit_content_filter": 0,
    "mfa_level": 0,
    "nsfw_level": 0,
    "premium_tier": 0,
    "system_channel_flags": 0,
    "verification_level": 0,
}
_MESSAGE: Json = {
    "timestamp": LONG_AGO,
    "edited_timestamp": None,
    "tts": False,
    "mention_everyone": False,
    "mentions": [],
    "mention_roles": [],
    "attachments": [],
    "embeds": [],
    "pinned": False,
    "type": 0,
}
