"""What platforms send, one sample of each sort; the fakes and their people make them."""

from typing import Any

from tests.fakes.discord import FakeDiscord
from tests.fakes.discord import payloads as discord
from tests.fakes.discord.interactions import COMMAND, COMPONENT, FORM
from tests.fakes.telegram import FakeTelegram

Json = dict[str, Any]
TEXTS = ("how often should I do calf raises?", "14 June", "chest pain on the hill", "mon and thu", "30", "yes", "07:15")
COMMANDS = ("start", "today", "setup", "plan", "log", "challenge", "club", "settings", "help", "change")
TOKENS = (
    "setup.race:2027-06-14", "session.done:2026-11-23", "faq.topic:core", "plan.show:week", "challenge.log:1:10",
    "challenge.join:1", "nudges.set:evening:on", "away.ask", "settings.show", "club.setup",
)  # fmt: skip


async def on_telegram(fake: FakeTelegram) -> list[Json]:
    """Updates without their numbers."""
    anna = fake.person("Anna")
    group = fake.group("Club", anna, admin=anna, topics=1)
    shown = fake.post(anna.chat, fake.bot["id"], "Hello")
    board = fake.post(group, fake.bot["id"], "Board", thread=group.topics[0])
    for text in (*TEXTS, *(f"/{name} 30" for name in COMMANDS)):
        await anna.says(text)
        await anna.says(f"{text} @HillcoachBot", group, thread=group.topics[0], reply_to=board)
    for token in TOKENS:
        fake.press(anna, anna.chat, shown, token)
        fake.press(anna, group, board, token)
    await anna.says("", location={"latitude": 52.5, "longitude": 13.4})
    await anna.says("", group, migrate_to_chat_id=-1009)
    await anna.says("", photo=[{"file_id": "f", "file_unique_id": "u", "width": 90, "height": 90}], caption="hm")
    samples = [{name: value for name, value in each.items() if name != "update_id"} for each in fake._updates]
    fake._updates.clear()
    member: Json = {"user": fake.bot, "status": "member"}
    moved = {"chat": group.described(), "from": anna.described(), "date": 1, "old_chat_member": member}
    return [*samples, {"my_chat_member": moved | {"new_chat_member": {"user": fake.bot, "status": "left"}}}]


def on_discord(fake: FakeDiscord) -> list[tuple[str, Json]]:
    """Events: name and data."""
    anna = fake.person("Anna")
    guild = fake.server("Club", admin=anna)
    room = fake.channel(guild, "training")
    thread = fake.channel(guild, "hills", room)
    samples: list[tuple[str, Json]] = []
    said = fake._posting.post(room, {"content": "Board"})
    for place in (anna.chat, room, thread):
        for kind, data in _deeds():
            source = said if kind != COMMAND else None
            made = fake.interactions.open(kind, data, anna.account, place, source)
            samples.append(("INTERACTION_CREATE", fake.interactions.event(made)))
    for text in TEXTS:
        written = discord.message(said) | {"content": text, "author": discord.user(anna.account)}
        samples.append(("MESSAGE_CREATE", written | {"channel_id": str(anna.chat.id), "guild_id": None}))
        samples.append(("MESSAGE_CREATE", {k: v for k, v in written.items() if k != "guild_id"}))
    gone = {"id": str(thread.id), "guild_id": str(guild.id), "parent_id": str(room.id), "type": 11}
    samples += [
        ("THREAD_DELETE", gone),
        ("CHANNEL_DELETE", discord.channel(room)),
        ("CHANNEL_UPDATE", discord.channel(room)),
    ]
    samples += [("GUILD_CREATE", discord.guild(guild, fake.world.bot)), ("GUILD_DELETE", {"id": str(guild.id)})]
    return [*samples, ("TYPING_START", {"channel_id": str(room.id), "user_id": "1", "timestamp": 1}), ("NEWS", {})]


def _deeds() -> list[tuple[int, Json]]:
    typed = [{"type": 18, "component": {"type": 4, "custom_id": "text", "value": "30"}}]
    option = [{"name": "amount", "type": 3, "value": "30"}]
    return [
        *((COMMAND, {"id": "1", "name": name, "type": 1, "options": option}) for name in COMMANDS),
        *((COMPONENT, {"custom_id": token, "component_type": 2, "id": 2}) for token in TOKENS),
        *((COMPONENT, {"custom_id": "s", "component_type": 3, "values": [token]}) for token in TOKENS),
        *((FORM, {"custom_id": token, "components": typed}) for token in TOKENS),
        (COMPONENT, {"custom_id": "ask~challenge.typed:1", "component_type": 2, "id": 2}),
    ]
