"""People on Discord: they type commands, press, fill in forms, write and see."""

from typing import TYPE_CHECKING, Any

from tests.fakes.discord import payloads
from tests.fakes.discord.checks import SELECT, controls
from tests.fakes.discord.gateway import DIRECT_MESSAGES, GUILD_MESSAGES
from tests.fakes.discord.interactions import COMMAND, COMPONENT, FORM, Interaction
from tests.fakes.discord.world import MANAGE_GUILD, Account, Channel, Message

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord

Json = dict[str, Any]


class Person:
    """Somebody on Discord; `chat` is the private chat with the bot."""

    def __init__(self, server: "FakeDiscord", account: Account) -> None:
        self.account = account
        self.id = account.id
        self.name = account.name
        self._server = server

    @property
    def chat(self) -> Channel:
        """The private chat with the bot."""
        return self._server.world.private_chat(self.account)

    async def says(self, text: str, chat: Channel | None = None, **extra: Any) -> Message:
        """Write a message; `extra` fields go into the event as they are."""
        chat = chat or self.chat
        said = Message(self._server.world.next_id(), chat, self.account, text)
        chat.log.append(said)
        await self.repeats(said, **extra)
        return said

    async def repeats(self, said: Message, **extra: Any) -> None:
        """Let Discord deliver a message, perhaps not for the first time."""
        intent = GUILD_MESSAGES if said.channel.guild else DIRECT_MESSAGES
        await self._server.gateway.tell("MESSAGE_CREATE", payloads.message(said) | extra, intent)

    async def commands(self, name: str, chat: Channel | None = None, **options: str) -> Interaction:
        """Type a slash command the way the client lets people: as published."""
        chat = chat or self.chat
        command = self._published(name, chat)
        known = {option["name"]: option for option in command["options"]}
        missing = {each for each, option in known.items() if option["required"]} - set(options)
        assert (missing, set(options) - set(known)) == (set(), set())
        given = [{"name": key, "type": 3, "value": value} for key, value in options.items()]
        return await self.does(COMMAND, {"id": command["id"], "name": name, "type": 1, "options": given}, chat)

    async def presses(self, label: str, chat: Channel | None = None, *, on: Message | None = None) -> Interaction:
        """Press a button, or choose from a select, on the latest visible message that has it."""
        chat = chat or self.chat
        message = on or next(each for each in reversed(chat.seen_by(self.account)) if label in each.labels)
        return await self.does(COMPONENT, _press(message, label), chat, message)

    async def presses_data(self, custom_id: str, on: Message) -> Interaction:
        """Press a button with this id, which an old version may have sent."""
        data = {"custom_id": custom_id, "component_type": 2, "id": 2}
        return await self.does(COMPONENT, data, on.channel, on)

    async def types(self, text: str) -> Interaction:
        """Fill in and send the form that this person opened last, waiting for it to open."""
        opened = await self._server.world.until(self._last_form)
        assert opened is not None
        assert opened.modal is not None
        field = opened.modal["components"][0]["component"]
        filled = [{"type": 18, "component": {"type": 4, "custom_id": field["custom_id"], "value": text}}]
        data = {"custom_id": opened.modal["custom_id"], "components": filled}
        return await self.does(FORM, data, opened.channel, opened.source)

    async def does(self, kind: int, data: Json, chat: Channel, on: Message | None = None) -> Interaction:
        """Let Discord tell the bot of anything this person did."""
        made = self._server.interactions.open(kind, data, self.account, chat, on)
        await self.does_again(made)
        return made

    async def does_again(self, made: Interaction) -> None:
        """Let Discord deliver an interaction, perhaps not for the first time."""
        await self._server.gateway.tell("INTERACTION_CREATE", self._server.interactions.event(made))

    async def sees(self, *texts: str, chat: Channel | None = None) -> list[Message]:
        """Wait until the bot's messages that this person sees in the chat read exactly so; returns them."""
        chat = chat or self.chat

        def shown() -> list[Message]:
            return [each for each in chat.seen_by(self.account) if each.author.bot]

        try:
            await self._server.world.until(lambda: [each.text for each in shown()] == list(texts))
        except TimeoutError:
            assert [each.text for each in shown()] == list(texts)
        return shown()

    def _published(self, name: str, chat: Channel) -> Json:
        command = next(each for each in self._server.rest.commands if each["name"] == name)
        assert (0 if chat.guild else 1) in command["contexts"], f"/{name} is not offered here"
        rights = chat.guild.rights(self.account) if chat.guild else MANAGE_GUILD
        needed = int(command["default_member_permissions"] or 0)
        assert chat.guild is None or self._server.everybody_may or rights & needed == needed, "not offered"
        return command

    def _last_form(self) -> Interaction | None:
        mine = (each for each in reversed(self._server.interactions.all) if each.person is self.account)
        return next((each for each in mine if each.modal), None)


def _press(message: Message, label: str) -> Json:
    for control in controls(message.rows):
        if control["type"] != SELECT and control["label"] == label:
            return {"custom_id": control["custom_id"], "component_type": 2, "id": 2}
        for option in control.get("options", []):
            if option["label"] == label:
                return {"custom_id": control["custom_id"], "component_type": 3, "values": [option["value"]]}
    raise LookupError(label)
