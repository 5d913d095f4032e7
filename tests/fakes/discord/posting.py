"""Putting the bot's messages into channels, and changing them."""

import re
from typing import Any

from tests.fakes.discord.checks import check_message
from tests.fakes.discord.world import Account, Channel, Message, World

Json = dict[str, Any]

NONCE_LIFE = 180.0  # seconds Discord remembers a nonce

_PING = re.compile(r"@everyone|@here|<@[!&]?[0-9]+>")


class Posting:
    """What the bot writes; ephemeral messages are seen by one account only."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._nonces: dict[str, tuple[float, Message]] = {}

    def post(self, channel: Channel, body: Json, only_for: Account | None = None) -> Message:
        """Add a message, or find the one that had the same enforced nonce a moment ago."""
        check_message(body)
        nonce = str(body.get("nonce", ""))
        now = self._world.clock.now
        if nonce and body.get("enforce_nonce") and nonce in self._nonces:
            born, message = self._nonces[nonce]
            if now - born < NONCE_LIFE:
                return message
        message = Message(self._world.next_id(), channel, self._world.bot, nonce=nonce, only_for=only_for)
        channel.log.append(message)
        _fill(message, body)
        self._nonces[nonce] = now, message
        self._world.witness.arrived(channel.id, message.id, message.content)
        self._world.changed()
        return message

    def promise(self, channel: Channel, only_for: Account | None) -> Message:
        """Show that the bot is thinking."""
        message = Message(self._world.next_id(), channel, self._world.bot, only_for=only_for, thinking=True)
        channel.log.append(message)
        self._world.changed()
        return message

    def keep(self, promise: Message, body: Json) -> Message:
        """Put the answer in the place of the promise; who sees it was fixed by the promise."""
        check_message(body)
        promise.thinking = False
        _fill(promise, body)
        self._world.witness.touches[promise.channel.id] += 1
        self._world.changed()
        return promise

    def edit(self, message: Message, body: Json) -> Message:
        """Change what the body names and leave the rest."""
        check_message(body, edit=True)
        _fill(message, body)
        message.thinking = False
        message.edits += 1
        self._world.witness.touches[message.channel.id] += 1
        self._world.changed()
        return message

    def delete(self, message: Message) -> None:
        """Take a message away."""
        message.channel.log.remove(message)
        self._world.changed()


def _fill(message: Message, body: Json) -> None:
    message.content = (body.get("content", message.content) or "").strip()
    message.rows = body.get("components", message.rows) or []
    message.files += body.get("files", [])
    allowed = body.get("allowed_mentions", {"parse": ["everyone", "users", "roles"]})
    if any(allowed.get(kind) for kind in ("parse", "users", "roles")):
        message.pings += _PING.findall(message.content)
