"""Commands, presses and forms, and the one answer each may get in time."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.discord import errors, payloads
from tests.fakes.discord.checks import check_modal
from tests.fakes.discord.posting import Posting
from tests.fakes.discord.world import Account, Channel, Message, World

Json = dict[str, Any]

COMMAND, COMPONENT, FORM = 2, 3, 5
MESSAGE, PROMISE, QUIET, UPDATE, MODAL = 4, 5, 6, 7, 9
FIRST_ANSWER = 3.0  # seconds
TOKEN_LIFE = 15 * 60.0

EPHEMERAL = 64


@dataclass(eq=False)
class Interaction:
    """One thing a person did with a command, a button or a form."""

    id: int
    kind: int
    data: Json
    person: Account
    channel: Channel
    source: Message | None  # the message with the pressed button
    born: float
    token: str = field(default_factory=lambda: secrets.token_hex(20))
    answer: int = 0  # the callback's type once there was one
    original: Message | None = None
    modal: Json | None = None
    failed: bool = False  # the person saw "This interaction failed"


class Interactions:
    """Every interaction there was, and Discord's rules for answering them."""

    def __init__(self, world: World, posting: Posting, application_id: int) -> None:
        self._world = world
        self._posting = posting
        self._application_id = application_id
        self.all: list[Interaction] = []

    def open(self, kind: int, data: Json, person: Account, channel: Channel, source: Message | None) -> Interaction:
        """Note what a person did."""
        made = Interaction(self._world.next_id(), kind, data, person, channel, source, self._world.clock.now)
        self.all.append(made)
        return made

    def person_of(self, token: str) -> int:
        """Who began an interaction; 0 when there is no such."""
        return next((each.person.id for each in self.all if each.token == token), 0)

    def respond(self, token: str, body: Json) -> Json:
        """The first answer."""
        made = next((each for each in self.all if each.token == token), None)
        if made is None or self._world.clock.now - made.born > FIRST_ANSWER:
            if made:
                made.failed = True
                self._world.changed()
            raise errors.UNKNOWN_INTERACTION
        if made.answer:
            raise errors.ALREADY_ANSWERED
        self._carry_out(made, body["type"], body.get("data") or {})
        made.answer = body["type"]
        self._world.changed()
        return self._receipt(made)

    def follow_up(self, token: str, body: Json) -> Json:
        """A further message; the first after a promise takes its place, and its privacy."""
        made = self._answered(token)
        promise = made.original
        if promise is not None and promise.thinking:
            self._existing(promise)  # Discord insists on keeping a promise, even one taken back
            return payloads.message(self._posting.keep(promise, body))
        only_for = made.person if body.get("flags", 0) & EPHEMERAL else None
        return payloads.message(self._posting.post(made.channel, body, only_for))

    def edit(self, token: str, which: str, body: Json) -> Json:
        """Change the first answer, or the message under which a button was pressed."""
        return payloads.message(self._posting.edit(self._message(token, which), body))

    def delete(self, token: str, which: str) -> None:
        """Take the first answer away."""
        self._posting.delete(self._message(token, which))

    def _carry_out(self, made: Interaction, answer: int, data: Json) -> None:
        only_for = made.person if data.get("flags", 0) & EPHEMERAL else None
        if answer == MESSAGE:
            made.original = self._posting.post(made.channel, data, only_for)
        elif answer == PROMISE:
            made.original = self._posting.promise(made.channel, only_for)
        elif answer == MODAL and made.kind != FORM:
            check_modal(data)
            made.modal = data
        elif answer in (QUIET, UPDATE) and made.source is not None:
            if answer == UPDATE:
                self._posting.edit(self._existing(made.source), data)
            made.original = made.source
        else:
            raise errors.invalid("type", "This interaction cannot be answered so.")

    def _answered(self, token: str) -> Interaction:
        made = next((each for each in self.all if each.token == token), None)
        if made is None or not made.answer:
            raise errors.UNKNOWN_WEBHOOK
        if self._world.clock.now - made.born > TOKEN_LIFE:
            raise errors.TOKEN_EXPIRED
        return made

    def _message(self, token: str, which: str) -> Message:
        made = self._answered(token)
        if which != "@original" or made.original is None:
            raise errors.UNKNOWN_MESSAGE
        return self._existing(made.original)

    def _existing(self, message: Message) -> Message:
        if message not in message.channel.log:
            raise errors.UNKNOWN_MESSAGE
        return message

    def _receipt(self, made: Interaction) -> Json:
        about: Json = {
            "id": str(made.id),
            "type": made.kind,
            "channel_id": str(made.channel.id),
            "response_message_loading": made.answer == PROMISE,
            "response_message_ephemeral": bool(made.original and made.original.only_for),
        }
        if made.original is not None:
            about["response_message_id"] = str(made.original.id)
        if made.answer not in (MESSAGE, UPDATE):
            return {"interaction": about}
        assert made.original is not None
        shown = {"type": made.answer, "message": payloads.message(made.original)}
        return {"interaction": about, "resource": shown}

    def event(self, made: Interaction) -> Json:
        """INTERACTION_CREATE."""
        place, guild = made.channel, made.channel.guild
        base: Json = {
            "id": str(made.id),
            "application_id": str(self._application_id),
            "type": made.kind,
            "token": made.token,
            "version": 1,
            "data": made.data,
            "channel_id": str(place.id),
            "channel": payloads.channel(place),
            "app_permissions": str(made.channel.bot_rights),
            "locale": made.person.language,
            "entitlements": [],
            "authorizing_integration_owners": {"0": str(guild.id if guild else 0)},
            "context": 0 if guild else 1,
            "attachment_size_limit": 10485760,
        }
        if made.source is not None:
            base["message"] = payloads.message(made.source)
        if guild is None:
            return base | {"user": payloads.user(made.person)}
        rights = {"permissions": str(guild.rights(made.person))}
        return base | {
            "guild_id": str(guild.id),
            "guild": {"id": str(guild.id), "locale": "en-US", "features": []},
            "guild_locale": "en-US",
            "member": payloads.member(made.person) | rights,
        }
